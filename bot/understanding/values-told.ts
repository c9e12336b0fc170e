import type { Command, SlotValue } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { slotNames, slotValues } from './slot-values.ts';
import type { Understood } from './understood.ts';

/** What a message tells, and what of it was told wrong before, as the flows name and type it. */
export function valuesTold(understood: Understood, book: FlowBook): Command[] {
  const {
    slots,
    corrections,
    wantsQuote,
    dueDate,
    papers,
    forClient,
    tellsBreach,
    tellsNoBreach,
    holdsProvincial,
    isStaffed,
    studies,
  } = understood;
  const read = {
    ...slotValues(slots, book),
    ...(wantsQuote !== undefined && { 'wants-quote': wantsQuote }),
    ...(papers && { papers: papers.join(',') }),
    ...(forClient && { 'for-client': true }),
    ...(studies && { studying: true }),
    ...((tellsBreach ?? tellsNoBreach) && { breach: tellsBreach === true }),
    ...(holdsProvincial && { 'holds-provincial': true }),
    ...(isStaffed !== undefined && { 'short-staffed': !isStaffed }),
  };
  const set = Object.entries(dueDate === undefined ? read : dueFor(read, dueDate)).map(([slot, value]): Command =>
    corrections.some((wrong) => slotNames[wrong] === slot)
      ? { type: 'correct', slot, value, by: 'said' }
      : { type: 'set', slot, value, by: 'said' },
  );
  const wrong = corrections
    .filter((name) => slots[name] === undefined)
    .map((name): Command => ({ type: 'correct', slot: slotNames[name], by: 'said' }));
  return [...set, ...wrong];
}

/** The day by which it is wanted is another slot than the day on which it starts. */
function dueFor({ start, ...others }: Record<string, SlotValue>, due: string): Record<string, SlotValue> {
  return { ...others, ...(start !== undefined && { target: due }) };
}
