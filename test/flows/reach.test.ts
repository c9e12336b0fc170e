import { describe, expect, test } from 'vitest';
import type { Flow, Step } from '../../flows/flow.ts';
import { problemsOf } from '../../flows/reach.ts';
import { realBook } from './real-book.ts';

const qualify = realBook.flows.find(({ flow }) => flow === 'qualify') as Flow;

/** Problems of the project's flows when the one that qualifies has other steps. */
const withSteps = (...steps: readonly Step[]): readonly string[] => withFlow({ ...qualify, steps: [...steps] });
const withFlow = (changed: Flow): readonly string[] =>
  problemsOf({ ...realBook, flows: realBook.flows.map((flow) => (flow.flow === changed.flow ? changed : flow)) }).map(
    ({ flow, step, code, name, value }) =>
      [flow, step, code, name, value].filter((part) => part !== undefined && part !== null).join(' '),
  );

test('the flows of the project have no problem', () => {
  expect(problemsOf(realBook)).toEqual([]);
});

describe('a problem is found', () => {
  test('where a step names what is not there', () => {
    expect(withSteps({ ask: 'captial' }, { say: 'verdikt' })).toEqual([
      'qualify 0 unknown-slot captial',
      'qualify 1 unknown-say verdikt',
    ]);
  });

  test('where a condition names what is not there, or a value that never comes', () => {
    expect(withSteps({ ask: 'capital', if: { scoop: 'provincial', scope: 'global', verdict: { not: 'maybe' } } })).toEqual([
      'qualify 0 unknown-name scoop',
      'qualify 0 no-such-value scope global',
      'qualify 0 no-such-value verdict maybe',
    ]);
  });

  test('where nobody can come', () => {
    expect(
      withSteps(
        { handoff: 'qualified', if: { scope: 'provincial' } },
        { ask: 'province', if: { scope: 'provincial' } },
        { ask: 'capital' },
        { handoff: 'qualified' },
        { ask: 'funding' },
      ),
    ).toEqual(['qualify 1 behind-handoff province', 'qualify 4 behind-handoff funding']);
  });

  test('where no value passes', () => {
    const notEveryScope = { not: { in: ['nationwide', 'provincial'] } };
    expect(withSteps({ ask: 'capital', if: { scope: { not: { known: false } }, service: 'odi' } })).toEqual([
      'qualify 0 never-true service',
    ]);
    expect(withSteps({ ask: 'scope', if: { scope: notEveryScope } })).toEqual([]);
    expect(withSteps({ ask: 'scope', if: { 'wants-quote': { not: { not: { in: [true] } } } } })).toEqual([]);
  });

  test('where the flow itself excludes it', () => {
    const flow: Flow = { ...qualify, when: { handed: true }, steps: [{ ask: 'capital', if: { handed: false } }] };
    expect(withFlow(flow)).toContain('qualify 0 never-true handed');
  });

  test('where the same is asked again', () => {
    expect(
      withSteps(
        { ask: 'scope', if: { service: 'callcentre' } },
        { ask: 'capital' },
        { ask: 'scope' },
        { ask: 'capital', if: { scope: 'provincial' } },
      ),
    ).toEqual(['qualify 3 asked-before capital']);
  });

  test('where personal data is asked for without consent', () => {
    expect(withSteps({ ask: 'name' })).toEqual(['qualify 0 asked-without-consent name']);
  });

  test('where a flow is for a service that does not exist, or always comes second', () => {
    expect(withFlow({ ...qualify, for: [...qualify.for, 'callcenter'] })).toEqual(['qualify unknown-service callcenter']);
    const twice = [...realBook.flows, { ...qualify, flow: 'qualify-too' }];
    expect(problemsOf({ ...realBook, flows: twice })).toEqual([
      { flow: 'qualify-too', step: null, code: 'flow-never-chosen', name: 'qualify-too' },
    ]);
  });

  test('where a say uses what nothing has', () => {
    const says = { ...realBook.says, verdict: { uses: ['service', 'weather'] } };
    expect(problemsOf({ ...realBook, says })).toEqual([
      { flow: null, step: null, code: 'unknown-name', name: 'verdict', value: 'weather' },
    ]);
  });
});
