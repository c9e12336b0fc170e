// What a message means in this talk. bot/understanding reads the text by itself; here its reading is weighed against what was asked,
// offered, told and answered before, and against what the firm knows, and comes out as commands: the only thing that flows/ takes.
import type { Command, Topic } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Incoming } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { commandsOfChoice } from '../understanding/choices.ts';
import { commandsOf, pendingKind } from '../understanding/commands.ts';
import type { Utterance, Understood } from '../understanding/understood.ts';
import { aboutApart } from './about-apart.ts';
import { aboutOpen, withWhy } from './about-open.ts';
import { aboutVerdict } from './about-verdict.ts';
import { abroadTold } from './abroad-told.ts';
import { asksOn, passesBy, withoutChatter } from './asides.ts';
import { withAssumed } from './assumed.ts';
import { companyLacking } from './company-lacking.ts';
import { elsewhereWished } from './elsewhere.ts';
import { cheaper, followUp, type FollowUp, questionOf } from './follow-up.ts';
import { whileLapsing } from './holder-asks.ts';
import { inContext } from './in-context.ts';
import { isAsking, isMatter, isSure, leavesRoom } from './leaves-room.ts';
import { licenceLacking } from './licence-lacking.ts';
import { isNoBeside } from './no-beside.ts';
import { nameTold, wechatTold } from './name-told.ts';
import { askedIn, askedOneByOne } from './numbered.ts';
import { phonePutRight } from './phone-tail.ts';
import { pickedFrom } from './picked.ts';
import { knownOfHeld, onlyRenewal, renewing } from './renewing.ts';
import { resized } from './resized.ts';
import { ruledOutOf } from './ruled-out.ts';
import type { Said } from './said.ts';
import { backToProvince, keepingScope } from './scope-told.ts';
import { isNews, leadsHome, tellsCapital } from './service-named.ts';
import { ofJoint, withoutShareholder } from './shareholders.ts';
import { startDenied } from './start-denied.ts';
import { statementIn } from './statement.ts';
import { wayTaken } from './way-taken.ts';
import { timeOfBoth } from './time-of-both.ts';
import { aboutWishedDay } from './wished-day.ts';

export interface HearingDeps {
  readonly book: FlowBook;
  readonly understand: (utterance: Utterance) => Understood;
  /** Whether the firm has an answer to this text, taken as a question. */
  readonly knows: (text: string, topic?: Topic) => boolean;
  /** The label of a choice, in the language of the talk. */
  readonly labelOf: (choice: string) => string;
  readonly knowledge: Knowledge;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly isPart?: true;
}

export interface Heard {
  /** As the transcript shows it. */
  readonly text: string;
  readonly commands: readonly Command[];
  /** The rules made nothing of it, or nothing that answers the question: a model may be asked. */
  readonly isOpen?: boolean;
}

/** A tap, the number of a choice, its label and free text are equal answers. */
export function hear(incoming: Incoming, session: Session, deps: HearingDeps): Heard {
  const heard = heardAs(incoming, session, deps);
  const { state } = session;
  const commands = keepingScope(backToProvince(heard.commands, state), state);
  return { ...heard, commands: withAssumed(commands, state, deps.book) };
}

function heardAs(incoming: Incoming, session: Session, deps: HearingDeps): Heard {
  if (incoming.choice !== undefined) {
    const commands = commandsOfChoice(incoming.choice, deps.book);
    if (commands) return { text: deps.labelOf(incoming.choice), commands };
  }
  const text = incoming.text ?? incoming.choice ?? '';
  const picked = pickedFrom(session.offered, text, deps.labelOf);
  const commands = picked === undefined ? null : commandsOfChoice(picked, deps.book);
  return { text, ...(commands ? { commands } : listed(text, session, deps)) };
}

/** A list of questions is heard as a whole for what it tells, and item by item for what it asks. */
function listed(text: string, session: Session, deps: HearingDeps): Omit<Heard, 'text'> {
  const whole = understood(text, session, deps);
  const ofPart = { ...deps, isPart: true } as const;
  const within = knownOfHeld(session, whole.commands, deps.today);
  const hearOne = (item: string) => {
    const { commands } = understood(item, within, ofPart);
    // "交付周期发我" is known for what it is understood to ask, if not by its words alone.
    const isAsked = (command: Command): boolean => command.type === 'question' && deps.knows(command.text, command.topic);
    return { item, commands, isKnown: deps.knows(item) || commands.some(isAsked) };
  };
  const asked = askedIn(text, { hear: hearOne, whole: whole.commands, isKnown: () => deps.knows(text) });
  return asked ? { ...whole, commands: askedOneByOne(whole.commands, asked) } : whole;
}

function understood(text: string, session: Session, deps: HearingDeps): Omit<Heard, 'text'> {
  const { state } = session;
  const { book, knowledge, isPart } = deps;
  const reread = (said: string, pending = pendingKind(state, book)): Understood =>
    deps.understand({ ...utteranceOf(said, session, deps), pending });
  const read = reread(text);
  const ofCase =
    ofThisCase(text, read, { session, book, knowledge }) ??
    abroadTold(text, read, { session, knowledge, reread }) ??
    onlyRenewal(text, read, state);
  if (ofCase) return { commands: ofCase };
  const commands = inContext(commandsOf(read, text, { book, state }), read, {
    text,
    session,
    state,
    knowledge,
    ...(isPart && { isPart }),
  });
  const meant = meantBy(text, read, { commands, session, book, knowledge });
  if (meant) return { commands: [questionOf(meant, text)] };
  const isUnknown = commands.every(({ type }) => type === 'unknown');
  const plain =
    withWhy(text, read, { commands, state, book, knowledge }) ?? contactIn(text, commands, { session, knowledge, reread });
  if (plain) return { commands: plain };
  const heard = isUnknown ? apart(text, read, { state, deps }) : beside(text, read, { commands, state, deps });
  const around = { text, state, knowledge, reread };
  return { ...heard, commands: timeOfBoth(renewing(heard.commands, read, around), read, around) };
}

/** An id or a name, where one was asked for. */
function contactIn(
  text: string,
  commands: readonly Command[],
  {
    session,
    knowledge,
    reread,
  }: Pick<Around, 'session' | 'knowledge'> & { reread: (said: string, pending: 'contact') => Understood },
): readonly Command[] | null {
  const asContact = (): Understood => reread(text, 'contact');
  const isUnknown = commands.every(({ type }) => type === 'unknown');
  return wechatTold(commands, { session, knowledge, text }, asContact) ?? (isUnknown ? nameTold(session.state, asContact) : null);
}

/** What only makes sense beside what is known. */
function ofThisCase(text: string, read: Understood, around: Omit<Around, 'commands'>): readonly Command[] | null {
  const { state } = around.session;
  return (
    withoutShareholder(read, state) ??
    ofJoint(text, read, state) ??
    licenceLacking(read, around) ??
    elsewhereWished(text, read, around) ??
    companyLacking(text, read, around) ??
    wayTaken(read, around) ??
    ruledOutOf(read, { state, book: around.book }) ??
    resized(read, state) ??
    phonePutRight(read, state) ??
    startDenied(text, read, state)
  );
}

interface Rest {
  readonly state: State;
  readonly deps: HearingDeps;
}

/** "9521开头的好拿吗" names a number that one may want, and asks: what the firm can answer is answered. */
function beside(
  text: string,
  read: Understood,
  { commands, state, deps }: Rest & { readonly commands: readonly Command[] },
): Omit<Heard, 'text'> {
  const { book, knowledge, knows } = deps;
  const said = { text, knowledge, state };
  const asked = [...new Set([text, read.askedPart ?? text])].find((one) => knows(one));
  const mayAsk = isNoChatter(commands, said) || isNoBeside(commands, said) || leavesRoom(commands, read, said);
  const isAsked = mayAsk && asked !== undefined;
  if (!isAsked && asksOn(commands, { read, text, state })) return { commands: [asking(text)], isOpen: true };
  if (!isAsked) return { commands: withoutChatter(commands), isOpen: passesBy(commands, text, { book, state }) };
  return { commands: [...commands.filter((command) => isKept(command, said) || tellsCapital(command, read)), asking(asked)] };
}

/** What no rule is for: a question by its words or its matter, or something told of the company. */
function apart(text: string, read: Understood, { state, deps }: Rest): Omit<Heard, 'text'> {
  const { book, knowledge, knows } = deps;
  const statement = statementIn(text, read, { book, state });
  if (statement && !isAsking(read, text, knowledge)) return { commands: [statement], isOpen: true };
  const isAsked = asksSomething(read, text);
  const isKnown = (isAsked || read.mayAsk === true || isMatter(text, knowledge)) && knows(text);
  return { commands: isAsked || isKnown ? [asking(text)] : [statement ?? { type: 'unknown', text }], isOpen: !isKnown };
}

const asking = (text: string): Command => ({ type: 'question', topic: 'other', text });

function utteranceOf(
  text: string,
  { state, language }: Session,
  { book, today }: Pick<HearingDeps, 'book' | 'today'>,
): Utterance {
  const forClient = valuesOf(state)['for-client'] === true;
  return { text, pending: pendingKind(state, book), language: language === 'zh-Hans' ? 'zh' : language, today, forClient };
}

/** What is asked wants an answer, if only that there is none; a mark alone asks nothing. */
function asksSomething({ asks }: Understood, text: string): boolean {
  return asks === true && /\p{L}{2}/u.test(text);
}

interface Around extends Pick<HearingDeps, 'book' | 'knowledge'> {
  readonly commands: readonly Command[];
  readonly session: Session;
}

/** What a message asks that only makes sense with what was said before it. */
function meantBy(text: string, read: Understood, { commands, session, book, knowledge }: Around): FollowUp | null {
  const isValue = commands.every(({ type }) => type === 'set' || type === 'unknown');
  const followed = isValue ? followUp(text, read, { session, knowledge }) : cheaper(text, read, knowledge);
  const { state } = session;
  return (
    followed ??
    whileLapsing(text, commands, { state, knowledge }) ??
    aboutWishedDay(read, state) ??
    aboutApart(text, read, { commands, session, knowledge }) ??
    aboutVerdict(text, read, { commands, state, knowledge }) ??
    aboutOpen(text, read, { commands, state, book, knowledge })
  );
}

/** What a question tells besides what it asks; 去年没做 is no company's name, and 名片发我一张 no need. */
function isKept(command: Command, { text, state, knowledge }: Said): boolean {
  const isWhole = command.type === 'set' && inWords.has(command.slot) && command.value === text.trim();
  return !isWhole && (isNews(command, state) || leadsHome(command, state, knowledge));
}

/** What any words may be an answer to. */
const inWords: ReadonlySet<string> = new Set(['company', 'need']);

/** 你们几点下班 sounds like it, and has an answer. */
function isNoChatter(commands: readonly Command[], { text, knowledge }: Said): boolean {
  return commands.every((command) => command.type === 'small-talk' && command.kind === 'offtopic') && isSure(text, knowledge);
}
