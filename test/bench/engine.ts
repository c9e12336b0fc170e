import { loadContent } from '../../bot/content/load.ts';
import type { Command, SlotValue } from '../../flows/command.ts';
import { advance } from '../../flows/engine.ts';
import { emptyState, type State } from '../../flows/state.ts';
import { root } from './app-server.ts';
import { speeds } from './speed.ts';
import { number, type Part } from './table.ts';

const set = (slot: string, value: SlotValue): Command => ({ type: 'set', slot, value, by: 'said' });

// The benched dialogue as the commands that understanding makes of it.
const turns: readonly (readonly Command[])[] = [
  [{ type: 'small-talk', kind: 'greet' }, set('service', 'callcentre')],
  [set('scope', 'nationwide')],
  [set('capital', { min: 10_000_000, max: 10_000_000, currency: 'CNY', kind: null })],
  [set('funding', 'domestic')],
  [{ type: 'question', topic: 'timeline', text: '' }],
  [set('wants-quote', true)],
  [{ type: 'affirm' }],
  [set('phone', '13800000000')],
];

const derive = (): Record<string, SlotValue> => ({ verdict: 'eligible' });

export const engine: Part = {
  name: 'engine',
  how: 'the flow engine alone on the real flows, one core; the baseline copies the state once a turn through JSON, the least a turn that keeps it does',
  async run() {
    const { book } = await loadContent({ root });
    const at = '2027-01-04T01:00:00.000Z';
    const dialogue = (): State =>
      turns.reduce((state, commands) => advance(book, state, { commands, at, derive }).state, emptyState);
    const last = dialogue();
    if (last.handed === null) throw new Error('the benched dialogue no longer ends in a handoff: mend its commands');
    const speed = speeds(
      {
        ours: () => void dialogue(),
        json: () => turns.forEach(() => JSON.parse(JSON.stringify(last))),
      },
      turns.length,
    );
    return [
      {
        what: 'flow engine alone',
        ours: `${number(speed.ours)} turns/s`,
        baseline: `${number(speed.json)} turns/s`,
        ratio: `${number(speed.ours / speed.json, 2)} ×`,
        budget: '≥ 100,000 turns/s',
        met: speed.ours >= 100_000,
      },
    ];
  },
};
