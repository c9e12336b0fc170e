import type { Command, SmallTalk } from '../../flows/command.ts';
import type { Answer } from './answer.ts';
import type { TalksOf } from './talks-of.ts';
import type { Intent, Understood } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What may be said of the talk itself, the surest first. */
const talked = [
  'complaint',
  'client',
  'no-person',
  'known',
  'wait',
  'wait.weak',
  'listening',
  'shorter',
  'language',
  'consults',
  'consults.weak',
  'only-this',
  'leaves',
  'undecided',
  'novice',
] as const satisfies readonly TalksOf[];

/** What of the talk itself a message is about. */
export function talksOf(said: string, { words }: Vocabulary): Pick<Understood, 'talksOf'> {
  // "太贵了，算了"
  if (words['talk.gives-up'].has(said) && words['intent.objection'].has(said)) return { talksOf: 'too-dear' };
  const kind = talked.find(
    (each) => words[`talk.${each}`].has(said) && !(isOfOthers(each) && words['talk.consults.not'].has(said)),
  );
  return kind === undefined ? {} : { talksOf: kind };
}

/** "这个我得问下老板" asks others for the answer, and "我问下老板再回你" for leave. */
const isOfOthers = (kind: TalksOf): boolean => kind === 'consults' || kind === 'consults.weak';

/**
 * "顾问多久回我", "再看看", "太长了": it is about the talk and who is in it, not about licences, and is answered as that. Null for any other
 * message.
 */
export function aboutTalk({ understood, pending }: Answer, isHanded: boolean): readonly Command[] | null {
  const { talksOf: kind } = understood;
  if (kind === undefined || tellsMore(kind, understood) || !isMeant(kind, { understood, pending, isHanded })) return null;
  const said: Command = { type: 'small-talk', kind: replies[kind] };
  return [...besidesReply(kind, { understood, isHanded }), said];
}

/** What else the message comes to. */
function besidesReply(kind: TalksOf, { understood, isHanded }: Pick<Around, 'understood' | 'isHanded'>): readonly Command[] {
  const { slots, intents } = understood;
  if (kind === 'too-dear') return [{ type: 'small-talk', kind: 'objection' }];
  if (kind === 'leaves' && slots.urgency !== undefined)
    return [{ type: 'set', slot: 'urgency', value: slots.urgency, by: 'said' }];
  // Who asks before anybody is awaited when a person answers wants one.
  return toPerson.has(kind) || (kind === 'wait' && !isHanded && intents.includes('human')) ? [{ type: 'human' }] : [];
}

/** Nothing else can be done about these. */
const toPerson: ReadonlySet<TalksOf> = new Set(['complaint', 'client']);

const replies: Readonly<Record<TalksOf, SmallTalk>> = {
  complaint: 'complaint',
  client: 'client',
  'no-person': 'no-person',
  known: 'known',
  wait: 'wait',
  'wait.weak': 'wait',
  listening: 'listening',
  shorter: 'shorter',
  language: 'language',
  consults: 'consults',
  'consults.weak': 'consults',
  'only-this': 'only-this',
  undecided: 'bye',
  leaves: 'bye',
  'too-dear': 'bye',
  novice: 'novice',
};

/** Whoever tells or asks something besides, or wants all deleted, is heard for that: "不用转人工，多少钱". */
function tellsMore(kind: TalksOf, { slots, intents, wantsQuote, papers, whatIf }: Understood): boolean {
  const isTold = Object.keys(slots).some((slot) => slot !== 'urgency') || wantsQuote !== undefined;
  const others = asking[kind] ?? [...besides, 'timeline', 'process'];
  return isTold || papers !== undefined || whatIf !== undefined || intents.some((intent) => others.includes(intent));
}

const besides: readonly Intent[] = ['erase', 'price', 'documents'];

/**
 * What some can ask besides. "How long must I wait" does not ask how long the licence takes, "too expensive, forget it" asks for no price, and
 * "I paid yesterday, when does it start" for neither.
 */
const asking: Readonly<Partial<Record<TalksOf, readonly Intent[]>>> = {
  wait: besides,
  'wait.weak': besides,
  'too-dear': ['erase', 'documents', 'timeline', 'process'],
  client: ['erase'],
};

interface Around extends Pick<Answer, 'understood' | 'pending'> {
  readonly isHanded: boolean;
}

/** "我等多久" asks how long the licence takes until a consultant is awaited, and "再看看" to the question for the capital takes no leave. */
function isMeant(kind: TalksOf, { understood, pending, isHanded }: Around): boolean {
  if (kind === 'wait.weak') return isHanded;
  if (kind === 'novice') return pending === 'service';
  if (kind === 'undecided' || kind === 'only-this') return isFree(understood) && offers.has(pending ?? '');
  return !parting.has(kind) || (isFree(understood) && !isAnswerTo(pending, kind));
}

/** "我先看看" and "我问下财务" look up the capital, "先了解一下" tells how soon it is wanted, and before anything is named it only opens the talk. */
function isAnswerTo(pending: string | undefined, kind: TalksOf): boolean {
  if (kind === 'leaves') return pending === undefined || openings.has(pending);
  return kind === 'consults.weak' && pending === 'capital';
}

const openings: ReadonlySet<string> = new Set(['service', 'need', 'capital', 'urgency']);

function isFree({ asks, intents }: Understood): boolean {
  return asks !== true && !intents.includes('human') && !intents.includes('call-back');
}

const parting: ReadonlySet<TalksOf> = new Set(['consults', 'consults.weak', 'leaves', 'too-dear']);
const offers: ReadonlySet<string> = new Set(['wants-quote', 'consent', 'contact', 'phone', 'call-time']);
