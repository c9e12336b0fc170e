import type { Command } from '../../flows/command.ts';
import type { State } from '../../flows/state.ts';
import { isSurelyAsked } from '../../knowledge/questions.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { normalise } from '../understanding/normalise.ts';

/** "Only internal calls, no external customers" holds a "no", and is none to a question that wants something else than yes or no. */
export function isNoBeside(
  commands: readonly Command[],
  { text, state: { pending }, knowledge }: { text: string; state: State; knowledge: Knowledge },
): boolean {
  const isOpen = pending !== null && wantsMore.has(pending.slot);
  const isAlone = text.length >= shortest && commands.every(({ type }) => type === 'deny');
  return isOpen && isAlone && isSurelyAsked(knowledge, normalise(text));
}

const wantsMore: ReadonlySet<string> = new Set(['service', 'scope', 'province']);

/** A bare "no, none" tells nothing. */
const shortest = 12;
