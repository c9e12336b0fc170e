import type { Command } from '../../flows/command.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';

/** "能发给老板的那种" of somebody who has the quote already wants to have it once more. */
export function withQuoteAgain(commands: readonly Command[], text: string, { state }: Session): readonly Command[] {
  const isWished = commands.some((command) => command.type === 'set' && command.slot === 'wants-quote' && command.value === true);
  const isGiven = valuesOf(state)['wants-quote'] === true && state.said['quote'] !== undefined;
  const asks = commands.some(({ type }) => type === 'question');
  return isWished && isGiven && !asks ? [...commands, { type: 'question', topic: 'price', text: '', written: text }] : commands;
}

/** "OK, send me a quote" right after the price was told wants the quote, and not to hear the price again. */
export function withoutPriceAgain(commands: readonly Command[], session: Session): readonly Command[] {
  const isWished = commands.some((command) => command.type === 'set' && command.slot === 'wants-quote' && command.value === true);
  // Who wished for it before is told that it stands above.
  const isNew = valuesOf(session.state)['wants-quote'] !== true;
  if (!isWished || !isNew || !lastAnswers(session).some(({ topic }) => topic === 'price')) return commands;
  return commands.filter((command) => command.type !== 'question' || command.topic !== 'price');
}
