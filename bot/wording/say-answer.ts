import type { Topic } from '../../flows/command.ts';
import { answerFor, type Answered } from '../../knowledge/answers.ts';
import {
  asksForDate,
  asksForWeekend,
  asksOnlyHowMuch,
  comesFromAbroad,
  isAboutElse,
  namesNothing,
  namesOnlyNumbers,
  namesOneOf,
} from '../../knowledge/questions.ts';
import { placedIn } from '../company.ts';
import { candidatesOf, isFromAbroad, serviceOf } from '../../knowledge/company.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { saysNothingBut } from '../../knowledge/says-only.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import { formatDate } from '../../knowledge/format.ts';
import { chinaDay } from '../../knowledge/china-day.ts';
import { normalise } from '../understanding/normalise.ts';
import { sayInstalments } from './say-quote.ts';
import { sayFirm } from './say-firm.ts';
import { questionIn } from './question-in.ts';
import { sayDocuments } from './say-checklist.ts';
import { asScoped, licenceOf, numberPrice, otherPrice, ownPrice } from './say-price.ts';
import { sayTarget, sayWhen } from './say-timeline.ts';
import { sayVerdict, sayWhyNot } from './say-verdict.ts';
import { sayHours } from './moment.ts';
import { type Part, type Scene, pick } from './scene.ts';

/** Answers a question from what the firm knows; says so plainly when it knows nothing. */
export function sayAnswer(scene: Scene, asked: Asked): Part {
  const said = ofLicence(scene, asked) ?? answered(scene, asked);
  // Of several questions it says which one has no answer.
  const question = asked.text.trim().replace(/[?？]+$/, '');
  return said.unknown && asked.listed ? { ...said, text: scene.words('answer.unknown-of', { question }) } : said;
}

/** Who wants a number and asks about the licence that it goes with wants to hear of that one; null where nothing is known of it. */
function ofLicence(scene: Scene, asked: Asked): Part | null {
  const service = licenceOf(scene, questionOf(scene, asked.topic, asked.text));
  if (service === null) return null;
  const said = answered({ ...scene, company: { ...scene.company, service }, isQuoted: false }, asked);
  return said.unknown ? null : said;
}

interface Asked {
  readonly topic: Topic;
  readonly text: string;
  readonly listed?: true;
}

function answered(scene: Scene, { topic, text }: Asked): Part {
  const { knowledge, company } = scene;
  const question = questionOf(scene, topic, text);
  const found = answerFor(knowledge, { topic, text: question, language: scene.language, company });
  const told = ofThisCase(scene, topic, question) ?? (found ? null : aboutElse(scene, topic, question));
  if (told) return told;
  const curatedAs = found === null ? undefined : knowledge.answers.get(found.id);
  const own = dated(scene, curatedAs, question) ?? ownOf(scene, curatedAs, { topic, text: question });
  if (own) return own;
  if (!found) return nothingKnown(scene, topic);
  return curatedAnswer(scene, topic, found);
}

/** What is known of this very company goes before a general answer. */
function ownOf(scene: Scene, found: Answer | undefined, { topic, text }: Asked): Part | null {
  const priced = numberPrice(scene, topic, text);
  if (priced) return priced;
  if (found !== undefined && !isGeneral(found, topic)) return toldOf(scene, found, text) ?? shortOf(scene, found, text);
  return otherPrice(scene, topic, text) ?? ownAnswer(scene, topic, text);
}

/** Times and conditions are those of purely domestic companies. */
function curatedAnswer(scene: Scene, topic: Topic, { id, words, text, facts }: Answered): Part {
  const answer = { text: scene.words.adapt(text), facts, answer: id, curated: scene.words.adapt(words) };
  const isRule = scene.knowledge.answers.get(id)?.rule === true;
  const isOfDomestic = topic === 'timeline' || (topic === 'requirements' && !aboutOutside.has(id));
  return isRule && isOfDomestic ? outside(scene, answer) : answer;
}

/** The answers that say so already. */
const aboutOutside = new Set(['foreign-capital', 'nominee', 'mainland-subsidiary', 'mainland-shareholder', 'shareholder-past']);

/** Retrieval knows Simplified characters only; people write as they like. "那你们多少" names nothing that its words could lead to. */
function questionOf({ knowledge }: Scene, topic: Topic, text: string): string {
  const question = normalise(questionIn(text));
  if (topic === 'price' && namesOnlyNumbers(knowledge, question))
    return knowledge.answers.get(pricesOfNumbers)?.phrases[0] ?? question;
  return topic === 'price' && asksOnlyHowMuch(knowledge, question) ? '' : question;
}

/** What names nothing is asked of this very case. */
function ofThisCase(scene: Scene, topic: Topic, question: string): Part | null {
  return inTime(scene, topic, question) ?? maybe(scene, topic, question);
}

/** "来得及不" of somebody who has named the day. */
function inTime(scene: Scene, topic: Topic, question: string): Part | null {
  const isBare = topic === 'timeline' && namesNothing(scene.knowledge, question);
  return isBare ? latestStart(scene) : null;
}

/** "行不行" and "do we still pass?" of somebody who has told of their case. */
function maybe(scene: Scene, topic: Topic, question: string): Part | null {
  if (topic !== 'requirements' || !saysNothingBut(scene.knowledge, question, ['possible'])) return null;
  const placed = asPlaced(scene);
  const { status } = eligibility(placed.knowledge, placed.company);
  const isTold = status === 'open' && placed.company.capital !== undefined;
  return status === 'eligible' || status === 'not-yet' || isTold
    ? { ...sayVerdict(placed, false), answer: 'verdict', isVerdict: true }
    : null;
}

/** The scene for what holds for the one province that is named, while it is open whether others are served as well. */
function asPlaced(scene: Scene): Scene {
  return { ...scene, company: placedIn(scene.company, scene.values) };
}

/** A question that no answer is for, and that is about something else than the topic by its name: what a boiler's inspection costs. */
function aboutElse(scene: Scene, topic: Topic, question: string): Part | null {
  const { knowledge, company, words } = scene;
  // 我们是香港公司，能办吗: why nothing is known of it is said.
  if (isFromAbroad(company) && comesFromAbroad(knowledge, question)) return { text: words('say.outside') };
  const isElse = isAboutElse(knowledge, question, { wanted: isWishPriced(scene, topic) });
  return isElse ? nothingKnown(scene, 'other') : null;
}

/** "96比95便宜多少" and "95和96分别多少钱" are answered with the price of each. */
const pricesOfNumbers = 'price-codes';

function isGeneral({ general = [] }: Answer, topic: Topic): boolean {
  return general.includes(topic);
}

function nothingKnown(scene: Scene, topic: Topic): Part {
  const { words, company } = scene;
  if (topic === 'price') return { text: words(company.service === undefined ? 'answer.price-none' : 'say.quote.none') };
  return { text: words('answer.unknown'), unknown: true };
}

function toldOf(scene: Scene, { id, tells }: Pick<Answer, 'id' | 'tells'>, question: string): Part | null {
  if (id === 'latest-start') return latestStart(scene);
  return tells === undefined ? null : (tellers[tells]?.(scene, id, question) ?? null);
}

const tellers: Partial<Record<NonNullable<Answer['tells']>, (scene: Scene, id: string, question: string) => Part | null>> = {
  verdict: whyNot,
  hours: (scene, id, question) => ({ answer: id, text: sayHours(scene, asksForWeekend(scene.knowledge, question)) }),
  staff: staffTold,
  address: addressKept,
  firm: sayFirm,
  'firm-ties': sayFirm,
  'down-payment': sayInstalments,
  quote: notQuoted,
  stage: sayStage,
};

/** "几月能拿到" of somebody whose case is clear wants the days, not how long it takes others. */
function dated(scene: Scene, found: Answer | undefined, question: string): Part | null {
  const isWhen = found?.tells === 'dates' && asksForDate(scene.knowledge, question);
  const when = isWhen ? sayWhen(asScoped(scene, question)) : null;
  return when && outside(scene, when);
}

function whyNot(scene: Scene, id: string): Part | null {
  const placed = asPlaced(scene);
  const told = sayWhyNot(placed);
  if (told) return { ...told, answer: id, isVerdict: true };
  // "Does that mean we qualify?" of a company that does.
  const isClear = id === doubt && eligibility(placed.knowledge, placed.company).status === 'eligible';
  return isClear ? { ...sayVerdict(placed, false), answer: 'verdict', isVerdict: true } : null;
}

/** The answer to whoever doubts that it can be done. */
const doubt = 'why-not';

/** "员工社保有5人,交了半年": whether that is enough; null of whom nothing was told. */
function staffTold({ words, values }: Scene, id: string): Part | null {
  const isShort = values['short-staffed'];
  const facts = ['insured-employees', 'insurance-period'];
  if (isShort === undefined) return null;
  return { answer: id, text: words(isShort === true ? 'answer.staff.short' : 'answer.staff.enough'), facts };
}

/** "报价发我邮箱 lin@example.com": the address is there; null of whom none is known. */
function addressKept({ words, values }: Scene, id: string): Part | null {
  const text = words('answer.address');
  return values['email'] === undefined ? null : { answer: id, text, curated: text };
}

/** "Can I have that in writing?" before there is a quote whose card could be opened; null once there is. */
function notQuoted(scene: Scene, id: string): Part | null {
  const text = scene.words(`answer.in-writing.${isFromAbroad(scene.company) ? 'outside' : 'open'}`);
  return scene.isQuoted ? null : { answer: id, text, curated: text };
}

/** Whoever has named the day by which it is wanted is told when to start, not asked again. */
function latestStart(scene: Scene): Part | null {
  // The days are those of purely domestic companies.
  const isUnknown = scene.values['target'] === undefined || isFromAbroad(scene.company);
  return isUnknown ? null : { ...sayTarget(scene), answer: 'latest-start' };
}

/** "About 3 million paid in. Is that enough?" of a company that has too little: a rule alone would sound like a yes. */
function shortOf(scene: Scene, { id, facts }: Answer, question: string): Part | null {
  const isAsked = facts.includes('capital-registered') && namesOneOf(scene.knowledge, question, ['enough', 'possible']);
  const { reasons } = isAsked ? eligibility(scene.knowledge, scene.company) : { reasons: [] };
  const isShort = reasons.some(({ check, outcome }) => check === 'capital' && outcome === 'not-met');
  return isShort ? { ...sayVerdict(scene, false), answer: id } : null;
}

/** How far the cooperation has come, as the consultant has set it. */
function sayStage(scene: Scene): Part | null {
  const { stage, knowledge, words } = scene;
  const step = knowledge.steps.find((each) => each.step === stage?.step);
  if (!stage || !step) return null;
  const day = formatDate(chinaDay(new Date(stage.at)), scene.language);
  return { answer: 'stage', text: words('answer.stage', { step: pick(scene, step.name), day, text: pick(scene, step.text) }) };
}

/** "呼叫中心多少钱": the price of what is wanted is known. */
function isWishPriced({ knowledge, company }: Scene, topic: Topic): boolean {
  return topic === 'price' && candidatesOf(knowledge, company.service).length > 0;
}

/** What is computed for this very company goes before the general answer. */
function ownAnswer(scene: Scene, topic: Topic, question: string): Part | null {
  if (topic === 'price' && scene.company.service !== undefined) return ownPrice(asScoped(scene, question), scene.company.service);
  const service = serviceOf(scene.knowledge, scene.company)?.id;
  const papers = topic === 'documents' && service !== undefined ? sayDocuments(scene, service) : null;
  return papers && outside(scene, papers);
}

/** The sources only speak of purely domestic companies: others must not take what they say for a promise. */
function outside({ words, company }: Scene, part: Part): Part {
  return isFromAbroad(company) ? { ...part, text: `${part.text}\n${words('answer.outside')}` } : part;
}
