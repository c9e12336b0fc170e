import type { Command, SmallTalk } from '../../flows/command.ts';
import type { Answer } from './answer.ts';
import type { TalksOf } from './talks-of.ts';
import type { Intent, Understood } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What may be said of the talk itself, the surest first. */
const talked = [
  'complaint',
  'no-person',
  'known',
  'wait',
  'wait.weak',
  'listening',
  'shorter',
  'language',
  'undecided',
  'novice',
] as const satisfies readonly TalksOf[];

/** What of the talk itself a message is about. */
export function talksOf(said: string, { words }: Vocabulary): Pick<Understood, 'talksOf'> {
  const kind = talked.find((each) => words[`talk.${each}`].has(said));
  return kind === undefined ? {} : { talksOf: kind };
}

/**
 * "顾问多久回我", "再看看", "太长了": it is about the talk and who is in it, not about licences, and is answered as that. Null for any other
 * message.
 */
export function aboutTalk({ understood, pending }: Answer, isHanded: boolean): readonly Command[] | null {
  const { talksOf: kind } = understood;
  if (kind === undefined || tellsMore(kind, understood) || !isMeant(kind, { understood, pending, isHanded })) return null;
  const said: Command = { type: 'small-talk', kind: replies[kind] };
  // Who asks before anybody is awaited when a person answers wants one.
  const wantsPerson = kind === 'complaint' || (kind === 'wait' && !isHanded && understood.intents.includes('human'));
  return wantsPerson ? [{ type: 'human' }, said] : [said];
}

const replies: Readonly<Record<TalksOf, SmallTalk>> = {
  complaint: 'complaint',
  'no-person': 'no-person',
  known: 'known',
  wait: 'wait',
  'wait.weak': 'wait',
  listening: 'listening',
  shorter: 'shorter',
  language: 'language',
  undecided: 'bye',
  novice: 'novice',
};

/** Whoever tells or asks something besides, or wants all deleted, is heard for that: "不用转人工，多少钱". */
function tellsMore(kind: TalksOf, { slots, intents, wantsQuote, papers, whatIf }: Understood): boolean {
  const isTold = Object.keys(slots).some((slot) => slot !== 'urgency') || wantsQuote !== undefined;
  const others: readonly Intent[] = timed.has(kind) ? besides : [...besides, 'timeline', 'process'];
  return isTold || papers !== undefined || whatIf !== undefined || intents.some((intent) => others.includes(intent));
}

/** These have words in them that else ask how long the licence takes. */
const timed: ReadonlySet<TalksOf> = new Set(['wait', 'wait.weak']);
const besides: readonly Intent[] = ['erase', 'price', 'documents'];

interface Around extends Pick<Answer, 'understood' | 'pending'> {
  readonly isHanded: boolean;
}

/** "我等多久" asks how long the licence takes until a consultant is awaited, and "再看看" to the question for the capital takes no leave. */
function isMeant(kind: TalksOf, { understood, pending, isHanded }: Around): boolean {
  if (kind === 'wait.weak') return isHanded;
  if (kind === 'novice') return pending === 'service';
  return kind !== 'undecided' || (isFree(understood) && offers.has(pending ?? ''));
}

function isFree({ asks, intents }: Understood): boolean {
  return asks !== true && !intents.includes('human') && !intents.includes('call-back');
}

const offers: ReadonlySet<string> = new Set(['wants-quote', 'consent', 'contact', 'phone', 'call-time']);
