import type { Command } from '../../flows/command.ts';
import { itemsOf } from './numbered-items.ts';

interface Message {
  readonly hear: (part: string) => Item;
  /** What the message comes to as one. */
  readonly whole: readonly Command[];
  /** Whether the firm has an answer to it as one question. */
  readonly isKnown: () => boolean;
}

/** The questions that a message puts one after the other, each heard by itself; null where it is heard as one. */
export function askedIn(text: string, message: Message): readonly Item[] | null {
  const items = itemsOf(text, most)?.map((item) => ({ ...message.hear(item), isNumbered: true }) as const);
  if (items) return items;
  const sentences = sentencesOf(text)?.map(message.hear);
  if (sentences) return areQuestions(sentences) ? sentences : null;
  return clausesIn(text, message);
}

function clausesIn(text: string, { hear, whole, isKnown }: Message): readonly Item[] | null {
  const asked = whole.filter((command) => command.type === 'question');
  const questions = asked.length;
  // What others say, and what was long ago, is told in all of its clauses.
  if (questions === 1 && asked.some((one) => one.text !== '' && one.written !== undefined)) return null;
  const clauses = questions > 0 ? clausesAsking(text, hear) : null;
  // Where the whole message asks as much, tells something besides and is understood, its clauses tell no more.
  const isMere = whole.every(({ type }) => replaced.has(type));
  // "请提供周期、材料及报价": one of the clauses asks for two things.
  if (!clauses || clauses.length < questions) return null;
  return isMere || clauses.length > questions || !isKnown() ? clauses : null;
}

/**
 * "要多久？多少钱？能退款吗？", "which authority issues it, and how long is it valid?": several questions in a row. Null for a message that
 * asks at most one thing.
 */
function sentencesOf(text: string): readonly string[] | null {
  const sentences = text
    .split(ends)
    .flatMap((each) => (each !== undefined && /\p{L}{2}/u.test(each) && !confirming.test(each.trim()) ? [each.trim()] : []));
  // "What do we pay, and when?"
  const isOne = sentences.slice(1).some((sentence) => bare.test(sentence));
  return isOne || sentences.length < 2 || sentences.length > most ? null : sentences;
}

/** "Is that true?" is about what was said before it. */
const confirming =
  /^(?:and )?is (?:that|this|it) (?:really )?(?:true|right|correct|so)\s*[?？]*$|^(?:这?是)?真的(?:吗|么|假的)\s*[?？]*$/iu;

const bare = /^(?:when|how|where|why|who)\s*[?？]*$/iu;
const ends = /(?<=[?？])\s*(?=\S)|,? and (?=(?:how|what|which|who|when|where|can|could|do|does|is|are|will|would)\b)/iu;

/** More than so many answers nobody reads. */
const most = 6;

interface Item {
  readonly item: string;
  readonly commands: readonly Command[];
  /** The firm has an answer to it, taken as a question. */
  readonly isKnown: boolean;
  /** It stands in a numbered list. */
  readonly isNumbered?: true;
}

/** The questions of the items in place of what the whole message seemed to ask; among questions "capital required" is one as well. */
export function askedOneByOne(commands: readonly Command[], items: readonly Item[]): readonly Command[] {
  const questions = items.map(questionIn);
  if (items.filter(asks).length < 2) return commands;
  const asked = items.flatMap(({ item, isKnown }, index): Command[] => {
    const question = questions[index] ?? (isKnown ? { type: 'question', topic: 'other', text: item } : undefined);
    return question ? [{ ...question, listed: true } as Command] : [];
  });
  return [...commands.filter((command) => !replaced.has(command.type) && !isInPassing(command, items)), ...asked];
}

/** "1) 注册资本多少 2) 能不能用95号": what the list begins with is what it is about; another service or area is only asked of on the way. */
function isInPassing(command: Command, [first, ...others]: readonly Item[]): boolean {
  if (command.type !== 'set' || first?.isNumbered !== true) return false;
  const isSet = ({ commands }: Item): boolean => commands.some((one) => one.type === 'set' && one.slot === command.slot);
  // "Q1: how much? Q2: …" names no quarter.
  if (command.slot === 'start') return ![first, ...others].some(isSet);
  return ofMatter.has(command.slot) && !isSet(first) && others.some(isSet);
}

const ofMatter: ReadonlySet<string> = new Set(['service', 'scope', 'province']);

/** Among questions even "client references" is one. */
function questionIn({ item, commands }: Item): Command | undefined {
  const isOpen = commands.every(({ type }) => type === 'unknown');
  return (
    commands.find(({ type }) => type === 'question') ?? (isOpen ? { type: 'question', topic: 'other', text: item } : undefined)
  );
}

/**
 * "多少钱，多久，要啥，包不包过": clauses that each ask something of their own. Null where fewer than two do, or one goes on with another ("要办
 * 全国的，还是单省的").
 */
function clausesAsking(text: string, hear: (clause: string) => Item): readonly Item[] | null {
  const clauses = text
    .replace(byWhen, '')
    .split(clauseEnds)
    .filter((clause) => /\p{L}{2}/u.test(clause));
  if (clauses.length < 2 || clauses.length > most + 2 || clauses.some((clause) => goesOn.test(clause))) return null;
  // What is not known may be no question at all by itself.
  const asking = clauses.map((clause) => hear(clause.trim())).filter((item) => item.isKnown && asks(item));
  return asking.length >= 2 ? asking : null;
}

/** In Chinese a space parts clauses, too; and "the price and delivery time" are two. */
const clauseEnds =
  /,? (?:and|plus) (?=(?:the |your |a )?(?:pric(?:e|es|ing)|costs?|fees?|quot(?:e|ation)|payment|delivery|lead time|time(?:line|frame)?|timing|documents|papers|requirements|conditions)(?![\w-]))|[,，;；、]|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/iu;

/** "Please send your quotation and delivery time by Friday": when an answer is wanted is not when the licence is. */
const byWhen =
  / (?:by|before|until) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|eod|cob|(?:the )?end of (?:the )?(?:day|week))\.?$/i;

/** Also "你们是什么公司，在哪里的", "…, doesn't it?", and the two of "which is cheaper, provincial or nationwide?" */
const goesOn =
  /^\s*[\w-]+(?: [\w-]+)? or [\w-]+(?: [\w-]+)?\s*[?？]*$|^[^还]{1,8}还是[^还]{1,8}$|^\s*(?:do|does|did|is|are|was|were|can|could|wo|would|has|have|should)n['’]t (?:it|they|we|you|he|she|there|that)\s*[?？]*$|^\s*(?:在(?:哪里?|哪儿|什么地方|边度)的?[啊呀呢]?\s*[?？]?$|真?的?没有?(?:别的)?办法|还是|或|or\b|and\b|but\b|if\b|如果|要是|除了|因为|because\b|when\b|about (?!how|what|which)|with\b|for (?!how|what|which))/iu;

const asks = ({ commands }: Item): boolean => commands.some(({ type }) => type === 'question');

/** Whether sentences are questions that can be answered one by one: where nothing is known of any, one "I do not know" is enough. */
function areQuestions(items: readonly Item[]): boolean {
  return items.every(asks) && items.some(({ isKnown }) => isKnown);
}

const replaced: ReadonlySet<Command['type']> = new Set(['question', 'unknown', 'small-talk']);
