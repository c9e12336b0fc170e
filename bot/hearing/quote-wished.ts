import type { Command } from '../../flows/command.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';

/** "OK, send me a quote" right after the price was told wants the quote, and not to hear the price again. */
export function withoutPriceAgain(commands: readonly Command[], session: Session): readonly Command[] {
  const isWished = commands.some((command) => command.type === 'set' && command.slot === 'wants-quote' && command.value === true);
  // Who wished for it before is told that it stands above.
  const isNew = valuesOf(session.state)['wants-quote'] !== true;
  if (!isWished || !isNew || !lastAnswers(session).some(({ topic }) => topic === 'price')) return commands;
  return commands.filter((command) => command.type !== 'question' || command.topic !== 'price');
}
