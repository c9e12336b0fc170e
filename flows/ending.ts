import type { AskVariant, Effect, Notice } from './effect.ts';
import type { Applied } from './apply.ts';
import type { Prepared } from './prepare.ts';
import type { State } from './state.ts';

/** How a turn ends: with a question, with the offer of a human, or with neither. */
export interface Ending {
  readonly notices: readonly Notice[];
  readonly effects: readonly Effect[];
  readonly pending: State['pending'];
  readonly offer: State['offer'];
}

export interface Place {
  readonly book: Prepared;
  readonly applied: Applied;
  /** The slot that the flow asks for next; null when it is through. */
  readonly open: string | null;
  readonly handed: string | null;
  readonly isCompared: boolean;
}

/** At most one question, always last: the open one, unless what was said ends in a question itself. */
export function endingOf(place: Place): Ending {
  const { applied, open, handed } = place;
  // Nothing is left to ask of who only nods.
  if (applied.unclear && !(applied.nodded && open === null)) return clarification(place);
  const asked = askedBack(place);
  if (asked) return asked;
  const offer: State['offer'] = applied.offersHuman && handed === null ? { type: 'human' } : null;
  if (open === null || isToWait(place)) return { ...silence, pending: isPassed(place) ? passed(place) : resting(place), offer };
  return { ...ask(place, { open, variant: variantOf(place), misunderstood: misunderstoodSoFar(place) }), offer };
}

/** What was said is answered with a question of its own, so the open one waits. */
function askedBack(place: Place): Ending | null {
  const { whatIf, readBack, human } = place.applied;
  if (human) return null;
  const pending = resting(place);
  if (whatIf) return { ...silence, pending, offer: { type: 'what-if', values: whatIf } };
  if (!readBack) return comparedBefore(place, pending);
  return {
    ...silence,
    effects: [{ type: 'read-back', values: readBack }],
    pending,
    offer: { type: 'read-back', values: readBack },
  };
}

/** Who asks something about what was compared has not turned it down: the question is put once more. */
function comparedBefore({ applied, isCompared }: Place, pending: State['pending']): Ending | null {
  const { from, slots, answers, notices, quiet, offersHuman } = applied;
  const { offer } = from;
  if (!isCompared || offer?.type !== 'what-if' || offer.again) return null;
  const isOnlyAsked = answers.length > 0 && !slots.isUseful && notices.length === 0 && !quiet && !offersHuman;
  if (!isOnlyAsked) return null;
  const { values } = offer;
  return { ...silence, effects: [{ type: 'compare-again', values }], pending, offer: { type: 'what-if', values, again: true } };
}

const silence: Ending = { notices: [], effects: [], pending: null, offer: null };

/** How often in a row the open question got no sense for an answer: any other answer ends the row. */
function misunderstoodSoFar(place: Place): number {
  return place.applied.slots.isUseful ? 0 : (stillPending(place)?.misunderstood ?? 0);
}

/** Once: other words. Twice: choices. From then on: a human, while any answer still counts. */
function clarification(place: Place): Ending {
  const { applied, open, handed } = place;
  const soFar = misunderstoodSoFar(place) + 1;
  // Who only nods has misunderstood nothing that a human could clear up.
  const misunderstood = applied.nodded ? Math.min(soFar, 2) : soFar;
  if (open === null || misunderstood > 2) {
    const pending = resting(place);
    const counted = pending && { ...pending, misunderstood };
    if (handed !== null) return { ...silence, notices: ['passed-on'], pending: counted };
    const notices: readonly Notice[] = open === null && !isExplained(applied) ? ['not-understood'] : [];
    return { notices, effects: [{ type: 'offer-human' }], pending: counted, offer: { type: 'human' } };
  }
  const notices: readonly Notice[] = isExplained(applied) ? [] : ['not-understood'];
  const variant = misunderstood === 2 ? 'last' : variantOf(place);
  return { ...ask(place, { open, variant, misunderstood }), notices };
}

/** A value that failed its validation, or was read wrong, has been told as such; nothing needs to be added, nor to a nod. */
function isExplained({ slots, notices, nodded }: Applied): boolean {
  return slots.invalid.length > 0 || notices.includes('misread') || nodded;
}

function ask(place: Place, question: { open: string; variant: AskVariant; misunderstood: number }): Ending {
  const { open, variant, misunderstood } = question;
  const choices = misunderstood >= 2 || place.book.slots.get(open)?.spec.offer === true;
  const times = (stillPending(place)?.times ?? 0) + 1;
  return {
    ...silence,
    effects: [{ type: 'ask', slot: open, variant, choices }],
    pending: { slot: open, times, misunderstood },
  };
}

function variantOf(place: Place): AskVariant {
  const { applied, open } = place;
  // What another change made fall away is a question like the first time.
  const isTakenBack = open !== null && applied.slots.forgotten.has(open) && applied.slots.given.size === 0;
  if (isTakenBack) return 'again';
  const before = stillPending(place);
  if (!before) return 'first';
  // Other words are for who did not understand; who told or wanted something else is led back to the question.
  const isLedBack = before.rests === true && !applied.unclear;
  return isLedBack || applied.digressed || applied.human || applied.slots.isUseful ? 'digression' : 'again';
}

/** Who waits for a consultant tells what they like: the one question that is left is not put again after it. */
function isBesides(place: Place): boolean {
  const { applied } = place;
  return applied.from.handed !== null && applied.slots.isUseful && !applied.digressed && stillPending(place) !== null;
}

function isToWait(place: Place): boolean {
  if (isParting(place)) return false;
  return place.applied.quiet || isBesides(place) || isPressed(place);
}

/** Who goes on asking and has been asked the same so often is only answered; from then on the question comes with every other answer. */
function isPressed(place: Place): boolean {
  const { answers, slots } = place.applied;
  const before = stillPending(place);
  if (before === null || slots.isUseful) return false;
  if (isPersonal(place)) return isPassedOver(place, before.times);
  return isPassed(place) || (answers.length > 0 && before.times >= manyTimes && before.rests !== true);
}

/** What is only offered is put with every other answer from the beginning; a bare "yes" between is still one to it. */
function isPassed(place: Place): boolean {
  const { book, open, applied } = place;
  const before = stillPending(place);
  const isOffer = open !== null && book.slots.get(open)?.spec.type === 'yes-no' && !isPersonal(place);
  const wasPut = before !== null && before.rests !== true && before.times % 2 === 1;
  return isOffer && wasPut && applied.answers.length > 0 && !applied.slots.isUseful;
}

/** As if it had been put. */
function passed(place: Place): State['pending'] {
  const pending = stillPending(place);
  return pending && { ...pending, times: pending.times + 1 };
}

/** What is personal waits until something is told, or until thanks or leave is said; and it is not wanted of who doubts just then. */
function isPassedOver({ applied: { answers, notices } }: Place, times: number): boolean {
  return notices.includes('trust') || times > fewTimes || (times === fewTimes && answers.length > 0);
}

/** Who takes leave after being left alone with the question for a contact is asked for it once more: it is the last chance. */
function isParting(place: Place): boolean {
  const before = stillPending(place);
  const { notices } = place.applied;
  const isLeaving = (notices.includes('bye') || notices.includes('consults')) && place.handed === null;
  return isLeaving && isPersonal(place) && before?.rests === true && before.times === fewTimes;
}

function isPersonal({ book, open }: Place): boolean {
  const slot = open === null ? undefined : book.slots.get(open);
  return slot?.isGate === true || slot?.spec.needs !== undefined;
}

const manyTimes = 3;
const fewTimes = 2;

function resting(place: Place): State['pending'] {
  const pending = stillPending(place);
  return pending && { ...pending, rests: true };
}

/** The question that was put before this turn, when it is still the open one. */
function stillPending({ applied, open }: Place): State['pending'] {
  const { pending } = applied.from;
  return pending?.slot === open ? pending : null;
}
