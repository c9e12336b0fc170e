import type { Command } from '../../flows/command.ts';
import type { Understood } from '../understanding/understood.ts';
import { lastAnswered } from './last-answered.ts';
import type { SaidInTalk } from './said.ts';
import { noteOf } from './statement.ts';

/** "Tuesday 10 am?" to that a consultant arranges where and when to meet: it is kept, and no appointment yet. */
export function meetingTimed(
  commands: readonly Command[],
  { callTime }: Understood,
  { text, state, session, knowledge }: SaidInTalk,
): readonly Command[] {
  const phrase = knowledge.answers.get(timed)?.phrases[0];
  const isOther = commands.some(({ type }) => type === 'question' || type === 'human');
  if (callTime === undefined || phrase === undefined || isOther) return commands;
  if (!lastAnswered(session, knowledge).some(({ id }) => id === meeting || id === timed)) return commands;
  const note = noteOf(text.trim(), state);
  const others = commands.filter((command) => command.type === 'set' && command.slot !== 'call-time' && command.slot !== 'need');
  return [...others, ...(note ? [note] : []), { type: 'question', topic: 'other', text: phrase, written: text }];
}

/** The answers to whether one can meet, and on which day. */
const meeting = 'visit-office';
const timed = 'meeting-timed';
