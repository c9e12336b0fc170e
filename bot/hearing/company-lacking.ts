import type { Command } from '../../flows/command.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Understood } from '../understanding/understood.ts';
import { isAsking } from './leaves-room.ts';

/** "We don't have a company in China yet": who tells so wants to hear that one comes first, and who helps to register it. Null for any other message. */
export function companyLacking(text: string, read: Understood, knowledge: Knowledge): Command | null {
  const phrase = knowledge.answers.get(registering)?.phrases[0];
  const isTold = read.hasNoCompany === true && !isAsking(read, text, knowledge);
  return isTold && phrase !== undefined ? { type: 'question', topic: 'other', text: phrase, written: text } : null;
}

/** The answer that tells so. */
const registering = 'company-first';
