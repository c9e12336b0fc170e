import type { Command } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { slotValues } from '../understanding/slot-values.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "我不是要办呼叫中心" wishes for no service, and asks nothing about the one that it names: where that was taken for what is wanted it is
 * so no longer. Null for any other message.
 */
export function ruledOutOf(
  { rulesOut, asks, mayAsk, slots, intents }: Understood,
  { state, book }: { state: State; book: FlowBook },
): readonly Command[] | null {
  const isPlain = asks !== true && mayAsk !== true && Object.keys(slots).length === 0 && intents.every((one) => beside.has(one));
  if (rulesOut === undefined || !isPlain) return null;
  const { service } = slotValues({ licence: rulesOut }, book);
  const isWanted = service !== undefined && valuesOf(state)['service'] === service;
  return [isWanted ? { type: 'correct', slot: 'service', by: 'said' } : { type: 'nod' }];
}

const beside: ReadonlySet<Understood['intents'][number]> = new Set(['apply', 'deny', 'greet', 'correction']);
