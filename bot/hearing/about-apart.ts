import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import { isOfCourse, namesLicenceAlone, namesOneOf } from '../../knowledge/questions.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge, Service } from '../../knowledge/knowledge.ts';
import { lastAnswers, lastStatements } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { phraseTelling } from './telling.ts';
import { type FollowUp, isLonger } from './follow-up.ts';

/** Longer sentences name what they ask about. */
const longest = { zh: 14, en: 40 };

interface Around {
  readonly commands: readonly Command[];
  readonly session: Session;
  readonly knowledge: Knowledge;
}

/**
 * "How much would that be?" right after a renewal is about the renewal, and "会不会罚" after a missed inspection about that one. Null for any
 * other message.
 */
export function aboutApart(text: string, read: Understood, { commands, session, knowledge }: Around): FollowUp | null {
  const next = isLonger(text, longest) ? null : linkedTo(read, session, knowledge);
  if (next) return next;
  const isBare = commands.length > 0 && commands.every(({ type }) => type === 'question' || type === 'unknown');
  if (!isBare || isLonger(text, longest) || namesElse(text, knowledge)) return null;
  return ofByName(session, knowledge) ?? ofNote(session, knowledge) ?? ofAnswer(text, { session, knowledge });
}

/** "为什么" right after an answer, or a statement, that has its reasons, and "那之后呢" after one that has a sequel. */
function linkedTo({ asksWhy, asksAfter }: Understood, session: Session, knowledge: Knowledge): FollowUp | null {
  const last = lastAnswer(session, knowledge);
  const said = last ? [] : lastStatements(session).flatMap(({ say }) => reasons[say] ?? []);
  const id = (asksWhy === true && (last?.why ?? said.at(-1))) || (asksAfter === true && last?.sequel) || '';
  const linked = knowledge.answers.get(id);
  return linked === undefined ? null : { topic: 'explain', text: linked.phrases[0] as string };
}

/** What explains a statement: that a shareholder from abroad is for a consultant, and why there is no more to say of a service. */
const reasons: Readonly<Record<string, string>> = {
  outside: 'foreign-capital',
  'by-name': 'why-unknown',
  unlisted: 'why-unknown',
};

function ofAnswer(text: string, { session, knowledge }: Omit<Around, 'commands'>): FollowUp | null {
  const last = lastAnswer(session, knowledge);
  // "Do you do renewals?" right after what is known of another province names for itself what it is about.
  const own = answerTo({ topic: 'process', text }, knowledge);
  if (own?.apart === true && own !== last) return null;
  const phrase = (ofMatter(text, { session, knowledge }, last) ?? (last?.apart === true ? last : undefined))?.phrases[0];
  return phrase === undefined ? null : { topic: 'process', text: phrase };
}

/**
 * "我们的证快到期了，想续期", "2021年拿的" and then "多少钱": what was noted is what it is about, while nothing else is wanted. A change of
 * what stands on a licence, noted or asked of, has no answer, and no price of a new licence is one.
 */
function ofNote(session: Session, knowledge: Knowledge): FollowUp | null {
  const last = lastAnswers(session).at(-1);
  const held = last ? undefined : phraseOfHeld(session, knowledge);
  if (held !== undefined) return { topic: 'other', text: held };
  const noted = last ?? firstNoted(session);
  if (!noted) return null;
  const text = normalise(noted.text);
  const told = answerTo({ topic: 'other', text }, knowledge);
  const isOfChange = told === undefined && namesOneOf(knowledge, text, ['amend']);
  return isOfChange || (!last && told?.apart === true) ? { topic: 'other', text: noted.text } : null;
}

/** "深圳的劳务派遣能办吗" and then "多少钱": the one that only a consultant knows of, and not what is wanted. */
function ofByName(session: Session, knowledge: Knowledge): FollowUp | null {
  const last = lastAnswers(session).at(-1);
  const named = last ? familyNamed(knowledge, normalise(last.text)) : null;
  const isOther = named !== null && named !== valuesOf(session.state)['service'];
  const isByName = isOther && candidatesOf(knowledge, named).some(({ consultantOnly }) => consultantOnly);
  return last && isByName ? { topic: 'price', text: last.text } : null;
}

/** "多少钱" of somebody who has told of a licence that runs out or is to change is asked of that. */
function phraseOfHeld({ state }: Session, knowledge: Knowledge): string | undefined {
  const { service, renewing, changing } = valuesOf(state);
  if (service !== undefined || (renewing !== true && changing !== true)) return undefined;
  return phraseTelling(knowledge, renewing === true ? 'renewal' : 'held-change');
}

function firstNoted({ state, lastSaid }: Session): { readonly text: string } | null {
  const { service, need } = valuesOf(state);
  const [text] = service === undefined && lastSaid.length === 0 && typeof need === 'string' ? need.split('；') : [];
  return text === undefined ? null : { text };
}

/** The answer to so bare a question about what the talk is about: what was answered last, or what is wanted. */
function ofMatter(text: string, { session, knowledge }: Omit<Around, 'commands'>, last: Answer | undefined): Answer | undefined {
  const { service } = valuesOf(session.state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service).flatMap(mattersOf) : [];
  const said = normalise(text);
  // "证件有效期几年" right after a quote is not about the quote.
  const isQuote = isOfQuote(session) && !namesLicenceAlone(knowledge, said);
  const matters = [last?.matter, ...(isQuote ? [quote] : []), ...wanted];
  return [...knowledge.answers.values()].find(
    ({ bare, matter }) => bare !== undefined && matters.includes(matter) && namesOneOf(knowledge, said, bare),
  );
}

/** All numbers are one matter. */
const mattersOf = ({ family, goesWith }: Service): readonly string[] => (goesWith === undefined ? [family] : [family, 'codes']);

/** The statement that gives a quote, and the matter of what may be asked of it: "有效期多久" right after one. */
const quote = 'quote';

/** It was given just now, or given before and asked for again. */
function isOfQuote(session: Session): boolean {
  const isAgain = session.state.said[quote] !== undefined && lastAnswers(session).at(-1)?.topic === 'price';
  return isAgain || lastStatements(session).some(({ say }) => say === quote);
}

function lastAnswer(session: Session, knowledge: Knowledge): Answer | undefined {
  const last = lastAnswers(session).at(-1);
  return last && answerTo(last, knowledge);
}

function answerTo({ topic, text }: FollowUp, knowledge: Knowledge): Answer | undefined {
  const found = answerFor(knowledge, { topic, text: normalise(text), language: 'zh-Hans', company: {} });
  return knowledge.answers.get(found?.id ?? '');
}

function namesElse(text: string, knowledge: Knowledge): boolean {
  const said = normalise(text);
  return familyNamed(knowledge, said) !== null || !isOfCourse(knowledge, said);
}
