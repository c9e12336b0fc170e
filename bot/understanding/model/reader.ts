import { readFileSync } from 'node:fs';
import type { Vocabulary } from '../vocabulary.ts';
import { type Called, Calls, type CallsDeps } from '../../model/calls.ts';
import { completions, type Patience, type Service } from '../../model/completion.ts';
import { type Ground, grounded } from './grounded.ts';
import { masked } from './masked.ts';
import { type ModelReader, type Proposal, proposalOf, type ReadingRequest } from './proposal.ts';

export interface ModelReaderDeps extends Service, CallsDeps {
  readonly vocabulary: Vocabulary;
  /** Shared with whatever else is asked of the service. */
  readonly calls?: Calls;
}

/** A reader for what the rules leave open. Whatever the service does, each reading ends within the deadline. */
export function modelReader(deps: ModelReaderDeps): ModelReader {
  const calls = deps.calls ?? new Calls(deps);
  const ask = askingOf(deps);
  return {
    read: (reading, signal) => calls.make({ conversation: reading.conversation, signal }, (patience) => ask(reading, patience)),
  };
}

function askingOf(deps: ModelReaderDeps): (reading: ReadingRequest, patience: Patience) => Promise<Called<Proposal>> {
  const { vocabulary } = deps;
  const services = vocabulary.services.map(({ id }) => id);
  const complete = completions(deps);
  const instructions = readFileSync(instructionsFile, 'utf8').replace('{services}', services.join(', '));
  return async (reading, patience) => {
    const text = masked(reading.text, reading.pending, vocabulary);
    // All of it was personal.
    if (!/[\p{L}\p{N}]/u.test(text)) return { outcome: 'nothing' };
    const answer = await complete({ instructions, data: dataOf(reading, text), longest: longestAnswer }, patience);
    return judged(proposalOf(answer), { text, vocabulary, isService: (id) => services.includes(id) });
  };
}

const instructionsFile = new URL('./instructions.md', import.meta.url);
const longestAnswer = 400;

/** The prospect's words travel as a value in JSON, never as a part of the instructions. */
function dataOf({ pending, known, language }: ReadingRequest, message: string): string {
  return JSON.stringify({ pending, known, language, message });
}

function judged(proposed: Proposal | null, ground: Ground): Called<Proposal> {
  if (!proposed) return { outcome: 'unreadable' };
  if (isEmpty(proposed)) return { outcome: 'nothing' };
  const proposal = grounded(proposed, ground);
  return isEmpty(proposal) ? { outcome: 'ungrounded' } : { outcome: 'proposed', value: proposal };
}

function isEmpty({ slots, intents }: Proposal): boolean {
  return Object.keys(slots).length === 0 && intents.length === 0;
}
