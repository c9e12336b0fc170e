import type { ConversationDeps } from '../../bot/conversation.ts';
import { deriving } from '../../bot/derive.ts';
import type { Words, Wordbook } from '../../bot/wording/template.ts';
import type { Effect, Values } from '../../flows/effect.ts';
import { chosen } from '../../flows/evaluate.ts';
import type { Step } from '../../flows/flow.ts';
import { prepare, type Prepared, type PreparedFlow } from '../../flows/prepare.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Turned } from './stage.ts';

/** What of the content the conversations have used, and what no one of them has. */
export class Coverage {
  readonly #deps: ConversationDeps;
  readonly #book: Prepared;
  readonly #flows: readonly PreparedFlow[];
  /** What can be used: of each flow its steps, and both branches of each condition. */
  readonly #all = new Map<string, string[]>();
  readonly #used = new Set<string>();
  readonly #keys = new Set<string>();

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#book = prepare(deps.book);
    const services = [...new Set(deps.book.flows.flatMap((flow) => flow.for))];
    this.#flows = [...new Set(services.flatMap((service) => this.#book.flowsFor(service)))];
    for (const { flow } of this.#flows) {
      const steps = flow.steps.flatMap((step) => [nameOf(step), ...(step.if ? branches(nameOf(step)) : [])]);
      this.#all.set(flow.flow, [...(flow.when ? branches('when') : []), ...steps]);
    }
  }

  /** The bot's words, with a note of each text that is used. */
  recording(): ConversationDeps {
    const recorded = (book: Wordbook): Wordbook => ({ words: (turn) => this.#recorded(book.words(turn)) });
    const { wordbooks } = this.#deps;
    return {
      ...this.#deps,
      wordbooks: {
        'zh-Hans': recorded(wordbooks['zh-Hans']),
        'zh-Hant': recorded(wordbooks['zh-Hant']),
        en: recorded(wordbooks.en),
      },
    };
  }

  take({ before, session, effects, now }: Turned): void {
    const { state } = session;
    // A handover is walked twice: up to it, and from the flow of those who wait.
    for (const [said, handed] of [
      [before.said, before.handed],
      [state.said, state.handed],
    ] as const) {
      const values = this.#valuesOf(state, handed, now);
      for (const flow of this.#flows) if (flow.flow.when) this.#use(flow, `when ${flow.when(values) ? 'yes' : 'no'}`);
      const flow = chosen(this.#book, { slots: state.slots, said, handed, values });
      if (flow) this.#walk(flow, { values, state, effects });
    }
  }

  /** Steps and branches that no conversation reached, as `flow: step`. */
  get uncovered(): readonly string[] {
    return [...this.#all].flatMap(([flow, names]) =>
      names.map((name) => `${flow}: ${name}`).filter((name) => !this.#used.has(name)),
    );
  }

  texts(keys: Iterable<string>): { used: number; all: number; unused: readonly string[] } {
    const all = [...keys];
    const unused = all.filter((key) => !this.#keys.has(key));
    return { used: all.length - unused.length, all: all.length, unused };
  }

  table(keys: Iterable<string>): string {
    const width = Math.max(...[...this.#all.keys()].map((flow) => flow.length));
    const rows = [...this.#all].map(([flow, names]) => {
      const missed = names.filter((name) => !this.#used.has(`${flow}: ${name}`));
      return `${flow.padEnd(width)}  ${names.length - missed.length}/${names.length}${missed.length > 0 ? `  not: ${missed.join(', ')}` : ''}`;
    });
    const { used, all, unused } = this.texts(keys);
    return [
      'Used by the conversations (steps and branches of conditions):',
      ...rows,
      `${'texts'.padEnd(width)}  ${used}/${all}${unused.length > 0 ? `  not: ${unused.join(', ')}` : ''}`,
    ].join('\n');
  }

  #walk(prepared: PreparedFlow, { values, state, effects }: { values: Values; state: State; effects: readonly Effect[] }): void {
    for (const { step, applies } of prepared.steps) {
      const holds = applies(values);
      if (step.if) this.#use(prepared, `${nameOf(step)} if ${holds ? 'yes' : 'no'}`);
      if (!holds) continue;
      if (effects.some((effect) => isDone(step, effect))) this.#use(prepared, nameOf(step));
      if (this.#isOpen(step, state)) return;
    }
  }

  #isOpen(step: Step, { pending }: State): boolean {
    if (!('ask' in step) || !pending) return 'handoff' in step;
    return pending.slot === step.ask || pending.slot === this.#deps.book.slots[step.ask]?.needs;
  }

  #valuesOf(state: State, handed: string | null, now: number): Values {
    const values = valuesOf(state);
    return { ...deriving(this.#deps, new Date(now))(values), ...values, handed: handed !== null };
  }

  #use({ flow }: PreparedFlow, name: string): void {
    this.#used.add(`${flow.flow}: ${name}`);
  }

  #recorded(words: Words): Words {
    const record: Words = Object.assign(
      (key: string, params?: Parameters<Words>[1]) => {
        this.#keys.add(key);
        return words(key, params);
      },
      { has: (key: string) => words.has(key), adapt: (text: string) => words.adapt(text) },
    );
    return record;
  }
}

function branches(name: string): readonly string[] {
  return name === 'when' ? ['when yes', 'when no'] : [`${name} if yes`, `${name} if no`];
}

function nameOf(step: Step): string {
  if ('ask' in step) return `ask ${step.ask}`;
  return 'say' in step ? `say ${step.say}` : `handoff ${step.handoff}`;
}

function isDone(step: Step, effect: Effect): boolean {
  if ('ask' in step) return effect.type === 'ask' && effect.slot === step.ask;
  if ('say' in step) return effect.type === 'say' && effect.say === step.say;
  return effect.type === 'handoff' && effect.reason === step.handoff;
}
