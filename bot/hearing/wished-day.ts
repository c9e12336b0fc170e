import type { Command } from '../../flows/command.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { asksForLatestStart } from '../../knowledge/questions.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';

/** Who was asked by when it is wanted names that day, not the day to start. */
export function wishedDay(commands: readonly Command[], session: Session, knowledge: Knowledge): readonly Command[] {
  const last = lastAnswers(session).at(-1);
  if (!last || !asksForLatestStart(knowledge, normalise(last.text))) return commands;
  return commands.map((command) =>
    command.type === 'set' && command.slot === 'start' ? { ...command, slot: 'target' } : command,
  );
}
