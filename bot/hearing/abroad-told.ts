import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { comesFromAbroad } from '../../knowledge/questions.ts';
import { companyOf } from '../company.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';

interface Around {
  readonly session: Session;
  readonly knowledge: Knowledge;
  /** Reads what was said before. */
  readonly reread: (text: string) => Understood;
}

/**
 * "香港公司可以申请吗" and then "全资子公司", or "对，我们就是": what was asked of any company is told of this one. What holds for a subsidiary is
 * told where nothing else would be. Null for any other message.
 */
export function abroadTold(text: string, read: Understood, around: Around): readonly Command[] | null {
  if (!isTold(read)) return null;
  const company = companyOf(valuesOf(around.session.state));
  const isKnown = isFromAbroad(company);
  const funding = isKnown ? company.funding : askedOf(around);
  if (funding === undefined) return null;
  const { province } = read.slots;
  return [
    { type: 'set', slot: 'funding', value: funding, by: 'said' },
    ...(province === undefined ? [] : [{ type: 'set', slot: 'province', value: province, by: 'said' } as const]),
    ...(read.namesSubsidiary && (isKnown || company.service === undefined) ? ofSubsidiary(text, around.knowledge) : []),
  ];
}

/** And nothing else, but where that subsidiary is. */
function isTold({ isSuch, namesSubsidiary, asks, slots, intents }: Understood): boolean {
  const isNamed = isSuch === true || namesSubsidiary === true;
  const isAlone = Object.keys(slots).every((slot) => slot === 'province' || slot === 'scope');
  return isNamed && isAlone && asks !== true && intents.every((intent) => intent === 'affirm');
}

/** Where the company is from that the last question was about. */
function askedOf({ session, knowledge, reread }: Around): 'hmt' | 'foreign' | undefined {
  const last = lastAnswers(session).at(-1);
  return last && comesFromAbroad(knowledge, normalise(last.text)) ? reread(last.text).asksOfOrigin : undefined;
}

function ofSubsidiary(text: string, { answers }: Knowledge): readonly Command[] {
  const phrase = answers.get('mainland-subsidiary')?.phrases[0];
  return phrase === undefined ? [] : [{ type: 'question', topic: 'requirements', text: phrase, written: text }];
}
