import type { Command } from '../../flows/command.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';
import { noteOf } from './statement.ts';

/** "I need a call centre licence for Hong Kong": what is known here is only of the mainland, and that is said. Null for any other message. */
export function elsewhereWished(
  text: string,
  { wishesElsewhere, slots }: Understood,
  { session: { state }, knowledge }: { session: Session; knowledge: Knowledge },
): readonly Command[] | null {
  const phrase = knowledge.answers.get(elsewhere)?.phrases[0];
  const isThere = slots.province !== undefined || slots.scope !== undefined;
  if (wishesElsewhere !== true || phrase === undefined || isThere) return null;
  const note = noteOf(text.trim(), state);
  return [...(note ? [note] : []), { type: 'question', topic: 'other', text: phrase, written: text }];
}

/** The answer that tells so. */
const elsewhere = 'elsewhere-licence';
