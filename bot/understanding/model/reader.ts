import { readFileSync } from 'node:fs';
import { chinaDay } from '../../day.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { Allowance } from './allowance.ts';
import { Circuit } from './circuit.ts';
import { CompletionError, completions, type Patience, type Service } from './completion.ts';
import { type Ground, grounded } from './grounded.ts';
import { masked } from './masked.ts';
import { type ModelReader, type Proposal, proposalOf, type Reading } from './proposal.ts';

/** What became of one wish to ask the model. The last three made no call. */
export type Outcome =
  | 'proposed'
  | 'nothing'
  | 'ungrounded'
  | 'unreadable'
  | 'too-large'
  | 'failed'
  | 'late'
  | 'busy'
  | 'resting'
  | 'spent';

export interface ModelReaderDeps extends Service {
  readonly vocabulary: Vocabulary;
  readonly now: () => Date;
  /** For counting; it is told nothing of what was said. */
  readonly onCall?: (outcome: Outcome) => void;
  readonly limits?: Partial<typeof defaultLimits>;
}

/** Over everything that one message may cost, and what all messages may. */
export const defaultLimits = {
  /** From the question to the answer, the second try included. */
  deadlineMs: 3000,
  /** Calls in flight at once in this process. */
  atOnce: 8,
  perConversation: 12,
  /** A day is one in mainland China; counted in each process. */
  perDay: 5000,
  /** So many failures in a row, and the model is left alone for so long. */
  failures: 5,
  restMs: 60_000,
};

/** A reader for what the rules leave open. Whatever the service does, each reading ends within the deadline. */
export function modelReader(deps: ModelReaderDeps): ModelReader {
  const { now, onCall } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const circuit = new Circuit({ ...limits, now: () => now().getTime() });
  const allowance = new Allowance({ ...limits, today: () => chinaDay(now()) });
  const asking = askingOf(deps);
  let running = 0;

  const read = async (reading: Reading): Promise<Read> => {
    const { conversation } = reading;
    if (running >= limits.atOnce) return { outcome: 'busy' };
    if (!allowance.allows(conversation)) return { outcome: 'spent' };
    if (!circuit.enter()) return { outcome: 'resting' };
    running += 1;
    const mayCall = (): boolean => allowance.take(conversation);
    mayCall();
    let isSound = false;
    try {
      const done = await asking(reading, { deadlineMs: limits.deadlineMs, mayRetry: mayCall });
      isSound = !faults.includes(done.outcome);
      return done;
    } finally {
      running -= 1;
      circuit.report(isSound);
    }
  };

  return {
    async read(reading) {
      const { outcome, proposal } = await read(reading);
      onCall?.(outcome);
      return proposal ?? null;
    },
  };
}

interface Read {
  readonly outcome: Outcome;
  readonly proposal?: Proposal;
}

/** Outcomes that speak against the service. */
const faults: readonly Outcome[] = ['failed', 'late', 'too-large', 'unreadable'];

function askingOf(deps: ModelReaderDeps): (reading: Reading, patience: Patience) => Promise<Read> {
  const { vocabulary } = deps;
  const services = vocabulary.services.map(({ id }) => id);
  const complete = completions(deps);
  const instructions = readFileSync(instructionsFile, 'utf8').replace('{services}', services.join(', '));
  return async (reading, patience) => {
    const text = masked(reading.text, reading.pending, vocabulary);
    // All of it was personal.
    if (!/[\p{L}\p{N}]/u.test(text)) return { outcome: 'nothing' };
    try {
      const answer = await complete({ instructions, data: dataOf(reading, text) }, patience);
      return judged(proposalOf(answer), { text, vocabulary, isService: (id) => services.includes(id) });
    } catch (error) {
      if (error instanceof CompletionError) return { outcome: error.kind };
      throw error;
    }
  };
}

const instructionsFile = new URL('./instructions.md', import.meta.url);

/** The prospect's words travel as a value in JSON, never as a part of the instructions. */
function dataOf({ pending, known, language }: Reading, message: string): string {
  return JSON.stringify({ pending, known, language, message });
}

function judged(proposed: Proposal | null, ground: Ground): Read {
  if (!proposed) return { outcome: 'unreadable' };
  if (isEmpty(proposed)) return { outcome: 'nothing' };
  const proposal = grounded(proposed, ground);
  return isEmpty(proposal) ? { outcome: 'ungrounded' } : { outcome: 'proposed', proposal };
}

function isEmpty({ slots, intents }: Proposal): boolean {
  return Object.keys(slots).length === 0 && intents.length === 0;
}
