import { randomBytes } from 'node:crypto';
import type { Session } from '../../../bot/session/session.ts';
import { type Bubble, bubblesOf } from '../bubbles.ts';
import { customerService } from '../capabilities.ts';
import { type Owed, placeAfter } from '../owed.ts';
import type { Amended } from './amend.ts';
import { isWindowOpen, sendsLeft, type Standing, usableCode } from './standing.ts';

/** Sends that were decided on, as they are written down before the first is made. */
export type Sending = NonNullable<Standing['sending']>;

/** What there is to say: places `from` to `upTo` of the transcript, `after` characters of the first were said. */
export interface Due {
  readonly messages: readonly Owed[];
  readonly from: number;
  readonly after: number;
  readonly upTo: number;
}

export interface Look {
  readonly publicUrl: string;
  /** Ends what does not fit in all sends that are left. */
  readonly more: string;
}

/** `kept`: it waits for the prospect's next message; `dropped`: people have the chat, and an old reply would disturb them. */
export type Plan = Sending | 'kept' | 'dropped';

/** Which sends there will be: one by a code while there is one, else as few as it takes, within the quota. */
export function planOf({ session, standing }: Amended, due: Due, { look, now }: { look: Look; now: number }): Plan {
  const { from, after, upTo } = due;
  const range = { from, upTo, ...(after > 0 && { after }) };
  const code = usableCode(standing, now);
  if (code) {
    const plain = code.occasion === 'pool' || code.occasion === 'taken';
    return { ...range, ids: [newId()], code: code.code, ...(plain && { plain }) };
  }
  if (standing.state === 2 || standing.state === 3) return 'dropped';
  const left = sendsLeft(standing, { isHandover: session.owner !== 'bot' });
  if (standing.state === 4 || !isWindowOpen(standing, now) || left === 0) return 'kept';
  return { ...range, ...sendsOf(due, left, look) };
}

function sendsOf(due: Due, left: number, look: Look): Pick<Sending, 'ids' | 'places'> {
  const bubbles = bubblesIn(due, left, look);
  const places = bubbles.map((_, index) => placeAfter(due.messages, bubbles.slice(0, index), look.publicUrl));
  return { ids: bubbles.map(newId), ...(bubbles.length > 1 && { places }) };
}

/** The bubbles of a plan: the same each time, so that a send that is repeated says the same. */
export function bubblesFor({ ids, plain }: Sending, due: Due, look: Look): readonly Bubble[] {
  return bubblesIn(due, ids.length, { ...look, plain: plain === true });
}

function bubblesIn({ messages }: Due, max: number, { publicUrl, more, plain }: Look & { plain?: boolean }): readonly Bubble[] {
  const capabilities = plain ? { ...customerService, choices: 'numbers' as const } : customerService;
  return bubblesOf(messages, { capabilities, publicUrl, max, more });
}

/** Where the chat stands once the plan is written down. */
export function planned({ standing }: Amended, plan: Sending, now: number): Standing {
  const { code, again: _, againAfter: __, ...rest } = standing;
  const unused = plan.code === undefined && code ? { code } : {};
  return { ...rest, ...unused, sends: [...standing.sends, ...plan.ids.map(() => now)], sending: plan };
}

/** So long after the promise that it has left. */
const handoverAfterMs = 300;
/** A question that goes with the handover (for a contact) may be answered first: in the pool nobody would take the answer. */
const answerWithinMs = 60_000;

/** A prospect who waits for people is passed on to them, once for each handover: at once, or when the open question is answered. */
export function handoverOf({ session, standing }: { session: Session; standing: Standing }, now: number) {
  const { owner, lead } = session;
  if (owner !== 'waiting' || standing.state > 1 || !lead.handed) return null;
  const isAsked = session.state.pending !== null;
  const handed = `${lead.handed.at}${isAsked ? '?' : ''}`;
  if (standing.handed === handed || standing.handed === lead.handed.at) return null;
  const due = now + (isAsked ? answerWithinMs : handoverAfterMs);
  return { noted: { handed }, job: { id: 'wecom-handover', type: 'wecom-handover', due, data: {} } };
}

/** At most 32 letters of WeCom's kind, no two alike in an account. */
function newId(): string {
  return randomBytes(18).toString('base64url');
}
