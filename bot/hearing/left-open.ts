import type { Command } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Heard } from './hearing.ts';
import type { Session } from '../session/session.ts';
import { pendingKind } from '../understanding/commands.ts';
import type { Proposal, ReadingRequest } from '../understanding/model/proposal.ts';
import { slotValues } from '../understanding/slot-values.ts';

/** What a model is to be told of messages that the rules left open; null when it need not be asked. */
export function leftOpen(
  heard: readonly Heard[],
  { conversation, session, book }: { conversation: string; session: Session; book: FlowBook },
): ReadingRequest | null {
  const { state, language } = session;
  const open = openTexts(heard);
  if (open.length === 0 || !mayBeAsked(state, book)) return null;
  return {
    conversation,
    text: open.join('\n'),
    pending: pendingKind(state, book),
    known: publicValues(state, book),
    language: language === 'zh-Hans' ? 'zh' : language,
  };
}

/** What the messages come to with a model's reading of those that were left open. */
export function completed(heard: readonly Heard[], proposal: Proposal, book: FlowBook): readonly Command[] {
  const understood = heard.filter(({ isOpen }) => !isOpen).flatMap(({ commands }) => commands);
  return [...understood, ...proposed(proposal, openTexts(heard).join('\n'), book)];
}

function openTexts(heard: readonly Heard[]): readonly string[] {
  return heard.filter(({ isOpen }) => isOpen).map(({ text }) => text);
}

/**
 * Answers to a personal question stay here, what comes after "stop" or once all is handed over is read by people, and a reading that
 * was not confirmed is not followed by another: then choices help more.
 */
function mayBeAsked({ stopped, handed, pending, offer }: State, book: FlowBook): boolean {
  const isPersonal = pending !== null && book.slots[pending.slot]?.personal === true;
  return !stopped && !isPersonal && offer?.type !== 'read-back' && (handed === null || pending !== null);
}

/** What was typed freely may hold anything, so only values of a kind are shown. */
function publicValues(state: State, { slots }: FlowBook): ReadingRequest['known'] {
  const isShown = (slot: string): boolean => {
    const spec = slots[slot];
    return spec !== undefined && !spec.personal && spec.type !== 'text';
  };
  return Object.fromEntries(Object.entries(valuesOf(state)).filter(([slot]) => isShown(slot)));
}

function proposed({ slots, intents }: Proposal, text: string, book: FlowBook): readonly Command[] {
  const values = slotValues(slots, book);
  return [
    ...intents.map((intent): Command => (intent === 'human' ? { type: 'human' } : { type: 'question', topic: intent, text })),
    ...(Object.keys(values).length > 0 ? [{ type: 'propose' as const, values }] : []),
  ];
}
