import type { State } from '../../flows/state.ts';
import type { NewJob } from '../ports.ts';
import type { Session } from '../session.ts';

/** The records by which leads that are alike find each other are brought up to date when what they are made of has changed. */
export function likenessJobs(before: State, after: State, now: Date): readonly NewJob[] {
  return slots.every((slot) => valueOf(before, slot) === valueOf(after, slot))
    ? []
    : [{ id: 'likeness', type: 'likeness', due: now.getTime(), data: {} }];
}

/** The prospect has written in a talk whose lead was closed as a duplicate: whoever has the other lead is to hear of it. */
export function mergedJobs({ lead }: Session, at: string): readonly NewJob[] {
  if (!lead.merged || lead.status !== 'lost') return [];
  return [{ id: 'merged-heard', type: 'merged-heard', due: Date.parse(at), data: {} }];
}

const slots = ['phone', 'company', 'consent'];

function valueOf({ slots: known }: State, slot: string): unknown {
  const one = known[slot];
  return one && 'value' in one ? one.value : undefined;
}
