import type { Effect } from '../../flows/effect.ts';
import type { State } from '../../flows/state.ts';
import type { Turned } from './stage.ts';
import type { Step } from './transcript.ts';

/** What a step expected and did not find, in words; null when all is as expected. */
export function unmet(step: Step, turned: Turned): string | null {
  for (const [name, expected] of Object.entries(step)) {
    const check = checks[name as keyof typeof checks] as ((expected: unknown, turned: Turned) => string | null) | undefined;
    if (!check) throw new Error(`the runner does not know "${name}"`);
    return check(expected, turned);
  }
  return null;
}

type Expectation = 'bot' | 'says' | 'unsaid' | 'unasked' | 'set' | 'unset' | 'declined' | 'invalid' | 'handoff' | 'offer';
type Later = 'read-back' | 'text' | 'not-text' | 'answer' | 'compare' | 'notice' | 'owner' | 'quiet' | 'on-lead';

const checks: { readonly [K in Expectation | Later]: (expected: NonNullable<Step[K]>, turned: Turned) => string | null } = {
  bot: (expected, turned) => {
    if (typeof expected === 'string') return asked({ ask: expected.slice(0, -1) }, turned);
    return 'ask' in expected ? asked(expected, turned) : said(expected, turned);
  },
  says: (says, turned) => said({ says }, turned),
  unsaid: (say, turned) => (has(turned, 'say', (effect) => effect.say === say) ? `"${say}" was said all the same` : null),
  unasked: (slot, { effects }) => {
    const asks = effects.find((effect) => effect.type === 'ask' && (slot === true || effect.slot === slot));
    return asks ? `asked for ${'slot' in asks ? asks.slot : ''}` : null;
  },
  set: (expected, { session }) => wrongSlot(expected, session.state),
  unset: (names, { session }) => {
    const known = names.filter((name) => valueIn(session.state, name) !== undefined);
    return known.length > 0 ? known.map((name) => `${name} is ${show(valueIn(session.state, name))}`).join(', ') : null;
  },
  declined: (slot, { session }) => {
    const entry = session.state.slots[slot];
    return entry && 'declined' in entry ? null : `${slot} is ${show(valueIn(session.state, slot))}`;
  },
  invalid: (slot, turned) => (has(turned, 'invalid', (effect) => effect.slot === slot) ? null : happened(turned)),
  handoff: (reason, turned) => (has(turned, 'handoff', (effect) => effect.reason === reason) ? null : happened(turned)),
  offer: (_, { session, effects }) =>
    session.state.offer?.type === 'human' ? null : `no human was offered; ${happened({ effects })}`,
  'read-back': (expected, turned) => wronglyRead(expected, turned),
  text: (pattern, { texts }) => (matches(pattern, texts) ? null : 'no message says so'),
  'not-text': (pattern, { texts }) => (matches(pattern, texts) ? 'a message says so' : null),
  answer: (topic, turned) => (has(turned, 'answer', (effect) => effect.topic === topic) ? null : happened(turned)),
  compare: (_, turned) => (has(turned, 'compare', () => true) ? null : happened(turned)),
  notice: (kind, turned) => (has(turned, 'notice', (effect) => effect.notice === kind) ? null : happened(turned)),
  owner: (expected, { session: { owner } }) => {
    const name = typeof owner === 'string' ? owner : owner.name;
    return name === expected ? null : `it is ${name}`;
  },
  quiet: (_, { texts }) => (texts.length === 0 ? null : 'the bot spoke'),
  'on-lead': (expected, { session: { lead } }) => {
    const last = lead.questions.at(-1);
    return last === expected ? null : `the lead has "${last}"`;
  },
};

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>;

function has<T extends Effect['type']>(turned: Turned, type: T, fits: (effect: Of<T>) => boolean): boolean {
  return turned.effects.some((effect) => effect.type === type && fits(effect as Of<T>));
}

interface Asking {
  readonly ask: string;
  readonly variant?: string | undefined;
  readonly choices?: boolean | undefined;
}

function asked({ ask, variant, choices }: Asking, turned: Turned): string | null {
  const put = turned.effects.find((effect) => effect.type === 'ask' && effect.slot === ask) as Of<'ask'> | undefined;
  if (!put) return isRepeated(ask, turned) ? null : happened(turned);
  if (variant !== undefined && put.variant !== variant) return `it asked in the words of "${put.variant}"`;
  return choices !== undefined && put.choices !== choices ? `it asked ${put.choices ? 'with' : 'without'} choices` : null;
}

/** What is repeated ends with the question that is open. */
function isRepeated(slot: string, { effects, session }: Turned): boolean {
  return effects.some(({ type }) => type === 'repeat') && session.state.pending?.slot === slot;
}

function said({ says, changed }: { says: string; changed?: boolean | undefined }, turned: Turned): string | null {
  const told = turned.effects.find((effect) => effect.type === 'say' && effect.say === says) as Of<'say'> | undefined;
  if (!told) return happened(turned);
  return changed !== undefined && told.changed !== changed
    ? `it was said in its ${told.changed ? 'changed' : 'first'} wording`
    : null;
}

function wrongSlot(expected: NonNullable<Step['set']>, state: State): string | null {
  for (const [name, wanted] of Object.entries(expected)) {
    const value = valueIn(state, name);
    if (!isLike(value, wanted)) return `${name} is ${show(value)}`;
  }
  return null;
}

function wronglyRead(expected: NonNullable<Step['read-back']>, { effects }: Turned): string | null {
  const read = effects.find((effect) => effect.type === 'read-back');
  if (!read || expected === false) return read || expected !== false ? happened({ effects }) : null;
  const wrong = Object.entries(expected).find(([slot, wanted]) => !isLike(read.values[slot], wanted));
  return wrong ? `${wrong[0]} was read as ${show(read.values[wrong[0]])}` : null;
}

/** An amount alone stands for money with both ends there. */
function isLike(value: unknown, wanted: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === wanted;
  const parts = typeof wanted === 'number' ? { min: wanted, max: wanted } : wanted;
  return Object.entries(parts as object).every(([name, part]) => (value as Record<string, unknown>)[name] === part);
}

function valueIn(state: State, slot: string): unknown {
  const entry = state.slots[slot];
  return entry && 'value' in entry ? entry.value : undefined;
}

function matches(pattern: string, texts: readonly string[]): boolean {
  const text = texts.join('\n');
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  return regex ? new RegExp(regex[1] ?? '', regex[2]).test(text) : text.includes(pattern);
}

function happened({ effects }: Pick<Turned, 'effects'>): string {
  const words = effects.map(
    ({ type, ...rest }) =>
      `${type} ${Object.values(rest)
        .filter((value) => typeof value !== 'object')
        .join(' ')}`,
  );
  return `it did: ${words.join('; ') || 'nothing'}`;
}

function show(value: unknown): string {
  return value === undefined ? 'not known' : JSON.stringify(value);
}
