import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';
import { isAsking } from './leaves-room.ts';
import { noteOf } from './statement.ts';

/**
 * "We don't have a company in China yet": who tells so wants to hear that one comes first, and who helps to register it. Null for any other
 * message.
 */
export function companyLacking(
  text: string,
  read: Understood,
  { session: { state }, knowledge }: { session: Session; knowledge: Knowledge },
): readonly Command[] | null {
  const phrase = knowledge.answers.get(registering)?.phrases[0];
  if (phrase === undefined || !saysOnlyThat(read, state) || isAsking(read, text, knowledge)) return null;
  const told: Command = { type: 'set', slot: 'no-company', value: true, by: 'said' };
  // "As I said, there is no company" wants no more than to be heard.
  if (valuesOf(state)['no-company'] === true) return [told];
  const note = noteOf(text.trim(), state);
  return [...(note ? [note] : []), told, { type: 'question', topic: 'other', text: phrase, written: text }];
}

const registered = 'support-company-registration';

/** The answer that tells so. */
const registering = 'company-first';

/** "公司还没注册" to the question for the capital says that there is none yet. */
function saysOnlyThat({ hasNoCompany, slots, intents }: Understood, state: State): boolean {
  // 我们还没在国内注册公司 has the name of the help in it.
  const { licence, ...others } = slots;
  const isOnly = hasNoCompany === true && Object.keys(others).length === 0 && (licence === undefined || licence === registered);
  const isBeside = ofWork.has(state.pending?.slot ?? '') || valuesOf(state)['no-company'] === true;
  return isOnly && intents.every((intent) => isBeside && (intent === 'unsure' || intent === 'refusal'));
}

/** What one wants and where can be known before there is a company. */
const ofWork: ReadonlySet<string> = new Set(['', 'service', 'scope', 'province']);
