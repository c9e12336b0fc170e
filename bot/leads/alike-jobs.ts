import { type State, valuesOf } from '../../flows/state.ts';
import type { NewJob } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { likenesses } from './likeness.ts';
import { isVisible, type LeadReading } from './lead-reading.ts';

type Slots = Pick<LeadReading, 'slots'>;

/** The records by which leads that are alike find each other are brought up to date when what they are made of has changed. */
export function likenessJobs({ before, after }: { before: State; after: State }, book: Slots, now: Date): readonly NewJob[] {
  const [old, current] = [visibleOf(before, book), visibleOf(after, book)];
  return old.every((value, index) => value === current[index])
    ? []
    : [{ id: 'likeness', type: 'likeness', due: now.getTime(), data: {} }];
}

/** A phone counts from when there is consent. */
function visibleOf(state: State, book: Slots): readonly unknown[] {
  if (!likenesses.some((slot) => state.slots[slot])) return nothing;
  const values = valuesOf(state);
  return likenesses.map((slot) => (isVisible(book, slot, values) ? values[slot] : undefined));
}

const nothing = likenesses.map(() => undefined);

/** The prospect has written in a talk whose lead was closed as a duplicate: whoever has the other lead is to hear of it. */
export function mergedJobs({ lead }: Session, at: string): readonly NewJob[] {
  if (!lead.merged || lead.status !== 'lost') return [];
  return [{ id: 'merged-heard', type: 'merged-heard', due: Date.parse(at), data: {} }];
}
