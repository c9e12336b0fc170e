import type { Topic } from '../../flows/command.ts';
import type { Effect } from '../../flows/effect.ts';
import type { SaySpec } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import { lastAnswers, lastStatements } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { recap } from './greeting.ts';
import { withNextStep } from './next-step.ts';
import { sayEffect } from './say-effect.ts';
import type { Part, Scene } from './scene.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { eligibility, type Verdict } from '../../knowledge/eligibility.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import { isOfAnything, isOfOwn } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import { matterOf } from './matter.ts';
import { type SaidEffect, toldOnce } from './told-once.ts';

/** What is said for the effects of a turn: nothing twice, and never what the turn before has said just so. */
export function partsOf(scene: Scene, effects: readonly Effect[], { session, state, before }: Talk): readonly Part[] {
  const saidBefore = lastAnswers(session).map((effect) => sayEffect(before, effect));
  const wasTold = session.state.said['verdict'] !== undefined || saidBefore.some((part) => part.isVerdict === true);
  const wasOfOwn = lastAnswers(session).some(({ text }) => isOfOwn(scene.knowledge, normalise(text)));
  const told = toldFor(scene, effects, {
    wasSaid: (said) => saidBefore.some(({ text }) => text === said),
    wasOfOwn,
    // What rests on a guess is told whole, with that.
    wasJudged: scene.values['funding-guessed'] !== true && wasTold && lacksTheSame(before, scene),
  });
  const repeated = effects.some(({ type }) => type === 'repeat') ? repetition(scene, { session, state, before }) : [];
  return withNextStep(scene, effects, {
    parts: [...toldOnce(told), ...repeated],
    before: saidBefore,
    isOffered: state.pending?.slot === 'wants-quote',
  });
}

function toldFor(scene: Scene, effects: readonly Effect[], earlier: Earlier): readonly SaidEffect[] {
  const told: SaidEffect[] = [];
  for (const effect of effects) {
    const last = told.at(-1)?.part;
    const answer = scene.knowledge.answers.get(last?.answer ?? '');
    if (effect.type === 'repeat' || (effect.type === 'ask' && hasAsked(answer, last))) continue;
    const matter = answer && matterOf(answer);
    const asked = ownTopic(scene, effect, effects);
    told.push({ effect, spec: specOf(scene, effect), part: partOf(matter ? { ...scene, matter } : scene, asked, earlier) });
  }
  return told;
}

function specOf({ book }: Scene, effect: Effect): SaySpec | undefined {
  return effect.type === 'say' ? book.says[effect.say] : undefined;
}

/** What an answer has asked in its own words is enough to be asked at once. */
function hasAsked(answer: Answer | undefined, part: Part | undefined): boolean {
  return answer?.asks === true && part?.curated !== undefined;
}

type Said = Exclude<Effect, { type: 'repeat' }>;

/** "How much and how long?" is two questions in one: where its words lead to the answer of the other one, this one is asked without them. */
function ownTopic(scene: Scene, effect: Said, all: readonly Effect[]): Said {
  if (effect.type !== 'answer' || !asides.has(effect.topic)) return effect;
  const others = all.flatMap((one) => (one.type === 'answer' && one !== effect && one.text === effect.text ? [one.topic] : []));
  if (others.length === 0) return effect;
  const topics = topicsOf(scene, effect);
  // "报价多久过期" is one question, however many topics its words are of.
  if ([effect.topic, ...others].every((topic) => topics.includes(topic))) return effect;
  const isOwn = topics.includes(effect.topic) || !others.some((topic) => topics.includes(topic));
  return isOwn && !isOfAnything(scene.knowledge, normalise(effect.text))
    ? effect
    : { ...effect, text: otherNamed(scene, effect) };
}

/** "年检是啥 每年都要钱吗": what it is asked of, where that is another service than the one that is wanted; else empty. */
function otherNamed({ knowledge, company }: Scene, { text, topic }: { text: string; topic: Topic }): string {
  const family = familyNamed(knowledge, normalise(text));
  const [named] = family === null ? [] : candidatesOf(knowledge, family);
  const isWanted = candidatesOf(knowledge, company.service).some((own) => own.family === family);
  const asking = knowledge.ways.same[topic === 'price' ? 'price' : 'how-long']?.[0];
  return isWanted || named === undefined ? '' : `${named.aliases[0]} ${asking}`;
}

function topicsOf(scene: Scene, effect: Said): readonly Topic[] {
  return scene.knowledge.answers.get(sayEffect(scene, effect).answer ?? '')?.topics ?? [];
}

/** What is asked in passing beside another question; the other topics are often two readings of one. */
const asides: ReadonlySet<Topic> = new Set(['price', 'timeline']);

/** What the turn before answered. */
interface Earlier {
  /** Whether that was in these very words. */
  readonly wasSaid: (text: string) => boolean;
  /** Whether something was asked of the prospect's own company. */
  readonly wasOfOwn: boolean;
  /** Whether what is missing, and what can be done about it, was told in it or before, and nothing of that has changed. */
  readonly wasJudged: boolean;
}

interface Talk {
  readonly session: Session;
  readonly state: State;
  /** As the last turn left it. */
  readonly before: Scene;
}

/** Nobody is told the same twice running: who asks again hears that it stays so, and where to learn more. */
function partOf(scene: Scene, effect: Said, { wasSaid, wasOfOwn, wasJudged }: Earlier): Part {
  const part = sayEffect(scene, effect);
  if (wasJudged && effect.type === 'say' && effect.say === 'verdict') return { ...part, text: judgedAgain(scene) };
  if (effect.type !== 'answer' || !mayRepeat(part) || !wasSaid(part.text)) return part;
  const own = wasOfOwn ? null : ofOwn(scene, effect, part);
  return own ?? figureAgain(scene, part) ?? { text: scene.words(againKey(scene, part)), again: true };
}

/** A short answer is its figure, "3 名员工交满 3 个月", and quicker told again than referred to; null of any other. */
function figureAgain({ words }: Scene, { text, curated: told = text, answer }: Part): Part | null {
  const isShort = /\d/.test(told) && told.length <= (/\p{Script=Han}/u.test(told) ? shortest.zh : shortest.en);
  return isShort && !words.has(`answer.again-of.${answer}`)
    ? { text: words('answer.again-figure', { text: told }), again: true }
    : null;
}

/** In letters; what takes more holds more than a figure. */
const shortest = { zh: 64, en: 170 };

/** The shareholders are only called fine where it is known who they are. */
function judgedAgain({ words, values }: Scene): string {
  return words(`say.verdict.still.${values['funding'] === 'domestic' ? 'not-yet' : 'not-yet-open'}`);
}

/** Two verdicts that leave the same to be done. */
function lacksTheSame(before: Scene, after: Scene): boolean {
  const [one, other] = [before, after].map(({ knowledge, company }) => eligibility(knowledge, company));
  return one?.status === 'not-yet' && other?.status === 'not-yet' && leftBy(one) === leftBy(other);
}

function leftBy({ reasons, waysOut }: Verdict): string {
  return JSON.stringify([reasons.flatMap(({ check, outcome }) => (outcome === 'not-met' ? [check] : [])), waysOut]);
}

function againKey({ words }: Scene, { answer, cards }: Part): string {
  if (cards?.some(({ type }) => type === 'quote') === true) return 'answer.again-quote';
  const own = `answer.again-of.${answer}`;
  return words.has(own) ? own : 'answer.again';
}

/** How far the cooperation has come may have changed since, and is told however often it is asked. */
function mayRepeat({ unknown, answer }: Part): boolean {
  return !unknown && answer !== 'stage';
}

/** "外包客服要办吗" and then "我们就是外包客服公司，要办吗": what holds for anybody is said of them, in short. */
function ofOwn({ words, knowledge }: Scene, { text }: { text: string }, { curated, ...part }: Part): Part | null {
  const first = curated === undefined ? null : firstSentence.exec(curated);
  return first && isOfOwn(knowledge, normalise(text)) ? { ...part, text: words('answer.own', { text: first[0] }) } : null;
}

const firstSentence = /^.+?(?:。|\.(?=\s|$))/;

/** What was said last, and the question that is open. */
function repetition(scene: Scene, { session, state }: Talk): readonly Part[] {
  const last = [...lastAnswers(session), ...lastStatements(session)].map((effect) => sayEffect(scene, effect));
  const known = last.length > 0 ? null : recap(scene);
  const said = known === null ? last : [{ text: scene.words('recap.now', { known }) }];
  if (!state.pending) return said;
  return [...said, sayEffect(scene, { type: 'ask', slot: state.pending.slot, variant: 'again', choices: false })];
}

/** The recap has greeted, and after days nothing was "just" talked about. */
export function afterRecap(effect: Effect): readonly Effect[] {
  if (effect.type === 'notice' && (effect.notice === 'greet' || effect.notice === 'resumed')) return [];
  return effect.type === 'ask' && effect.variant === 'digression' ? [{ ...effect, variant: 'first' }] : [effect];
}
