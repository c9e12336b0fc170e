// What the bot makes of a message: it is understood as commands, the flow engine advances, and every effect is put into words.
// Nothing here waits or looks at a clock: session and messages in, session and replies out. Saving and sending is the turn's.
// A consultant who has the conversation is never talked over: then messages are only taken down.
import type { Effect } from '../flows/effect.ts';
import { type Advanced, advance } from '../flows/engine.ts';
import type { FlowBook } from '../flows/flow.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourcesOf } from '../knowledge/sources.ts';
import { deriving } from './derive.ts';
import { hear, type Heard, type HearingDeps } from './hearing/hearing.ts';
import { completed, leftOpen } from './hearing/left-open.ts';
import { spokenLanguage } from './hearing/spoken-language.ts';
import { likenessJobs, mergedJobs } from './leads/alike-jobs.ts';
import { unansweredSince } from './leads/changes.ts';
import { recordTurn } from './leads/record-turn.ts';
import { unansweredIn } from './leads/unanswered.ts';
import type { Draft } from './message.ts';
import type { Incoming, NewJob } from './ports.ts';
import { lastSaidOf } from './session/last-said.ts';
import type { Language, Session } from './session/session.ts';
import { type Told, withTold } from './session/told.ts';
import type { Outcome } from './turn.ts';
import { pendingKind } from './understanding/commands.ts';
import type { Proposal, ReadingRequest } from './understanding/model/proposal.ts';
import type { Utterance, Pending, Understood } from './understanding/understood.ts';
import { type Bubble, bubblesOf } from './wording/bubbles.ts';
import { choiceLabel } from './wording/choice.ts';
import { greeting, resumption } from './wording/greeting.ts';
import { afterRecap, partsOf } from './wording/parts.ts';
import { sayAnswer } from './wording/say-answer.ts';
import { sceneOf } from './wording/scene-of.ts';
import type { Queue, Scene } from './wording/scene.ts';
import type { Wordbook } from './wording/template.ts';
import { type Wordable, wordableIn, worded, type Wording } from './wording/worded.ts';

export interface ConversationDeps {
  readonly book: FlowBook;
  readonly knowledge: Knowledge;
  readonly wordbooks: Readonly<Record<Language, Wordbook>>;
  readonly understand: (utterance: Utterance) => Understood;
  readonly isEnglish: (text: string) => boolean;
  /** Takes out of a text whatever tells who wrote it. */
  readonly mask: (text: string, pending: Pending) => string;
  /** The address of a quote's page, with its key. */
  readonly quoteUrl: (conversation: string, number: string) => string;
}

export interface Exchange {
  readonly conversation: string;
  readonly session: Session;
  /** New messages of one burst; none of them has a text or a choice when the conversation opens. */
  readonly fresh: readonly Incoming[];
  readonly now: Date;
  /** What a model made of the messages that the rules left open. */
  readonly proposal?: Proposal;
  /** How it stands with those who wait; without it nothing is said of that. */
  readonly queue?: Queue;
  /** A model's words for the answer of this turn, if that is the answer. */
  readonly wording?: Wording;
}

export interface Conversed {
  readonly session: Session;
  /** The messages as the transcript shows them. */
  readonly heard: readonly string[];
  readonly drafts: readonly Draft[];
  readonly effects: readonly Effect[];
  readonly jobs: readonly NewJob[];
  /** The curated answers that were given, by id. */
  readonly answered?: readonly string[];
  /** Questions that nothing is known to. */
  readonly questions?: NonNullable<Outcome['questions']>;
  /** The answer that a model may word. */
  readonly wordable?: Wordable | null;
}

/** Runs one turn. Pure: the same exchange gives the same answer. */
export function converse(exchange: Exchange, deps: ConversationDeps): Conversed {
  const { session, fresh } = exchange;
  if (fresh.every(({ text, choice }) => text === undefined && choice === undefined)) {
    return fresh.every(({ past }) => past === true) ? begin(exchange) : open(exchange, deps);
  }
  if (isForPeople(exchange)) return takeDown(exchange, deps);
  const spoken = asSpoken(exchange, deps);
  const scene = sceneOf(spoken, deps, session.state);
  return answer(spoken, deps, { heard: heardIn(spoken, deps, scene), scene });
}

/** What a model is to be told before this turn is run; null when the rules leave nothing open. Pure. */
export function openReading(exchange: Exchange, deps: ConversationDeps): ReadingRequest | null {
  const { conversation, session, fresh } = exchange;
  // A consultant reads for themselves.
  if (isForPeople(exchange) || fresh.every(({ text }) => text === undefined)) return null;
  const scene = sceneOf(exchange, deps, session.state);
  return leftOpen(heardIn(exchange, deps, scene), { conversation, session, book: deps.book });
}

/** A consultant has it, it waits where only people may speak, or it is too old to be answered. */
function isForPeople({ session: { owner, silenced }, fresh }: Exchange): boolean {
  return typeof owner !== 'string' || silenced === true || fresh.every(({ past }) => past === true);
}

/** The exchange in the language that the prospect has just written in. */
function asSpoken(exchange: Exchange, { isEnglish }: ConversationDeps): Exchange {
  const { session, fresh } = exchange;
  const texts = fresh.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const language = spokenLanguage(session.language, texts, isEnglish);
  return language === session.language ? exchange : { ...exchange, session: { ...session, language } };
}

function heardIn({ session, fresh }: Exchange, deps: ConversationDeps, scene: Scene): readonly Heard[] {
  return fresh.map((incoming) => hear(incoming, session, hearingDeps(scene, deps)));
}

function open(exchange: Exchange, deps: ConversationDeps): Conversed {
  const { session } = exchange;
  const { state, effects } = advance(deps.book, session.state, {
    commands: [],
    at: exchange.now.toISOString(),
    derive: deriving(deps, exchange.now),
  });
  const draft = greeting(sceneOf(exchange, deps, state), effects);
  return {
    session: { ...session, state, offered: (draft.choices ?? []).map(({ value }) => value) },
    heard: [],
    drafts: [draft],
    effects,
    jobs: [],
  };
}

/** A conversation that begins without a word of ours: the channel allows none yet. */
function begin({ session }: Exchange): Conversed {
  return { session, heard: [], drafts: [], effects: [], jobs: [] };
}

function takeDown(exchange: Exchange, deps: ConversationDeps): Conversed {
  const scene = sceneOf(exchange, deps, exchange.session.state);
  const at = exchange.now.toISOString();
  const isNews = exchange.fresh.some(({ past }) => past !== true);
  const { session, jobs = [] } = isNews ? unansweredSince(exchange.session, at) : { session: exchange.session };
  const news = isNews ? mergedJobs(session, at) : [];
  return {
    session: { ...session, heard: at, offered: [] },
    heard: exchange.fresh.map(({ text, choice }) => text ?? choiceLabel(scene, choice ?? '')),
    drafts: [],
    effects: [],
    jobs: [...jobs, ...news],
  };
}

function advanced({ session, now, proposal }: Exchange, deps: ConversationDeps, heard: readonly Heard[]): Advanced {
  return advance(deps.book, session.state, {
    commands: proposal ? completed(heard, proposal, deps.book) : heard.flatMap((each) => each.commands),
    at: now.toISOString(),
    derive: deriving(deps, now),
    isCompared: session.offered.includes('yes'),
  });
}

function answer(
  exchange: Exchange,
  deps: ConversationDeps,
  { heard, scene }: { heard: readonly Heard[]; scene: Scene },
): Conversed {
  const { session, now } = exchange;
  const { state, effects } = advanced(exchange, deps, heard);
  const after = sceneOf(exchange, deps, state);
  const recap = resumption(scene, session, now);
  const spoken = recap.length > 0 ? effects.flatMap(afterRecap) : effects;
  const curated = [...recap, ...partsOf(after, spoken, { session, state, before: scene })];
  const parts = worded(curated, exchange.wording, after.words);
  const bubbles = bubblesOf(parts, (facts) => sourcesOf(deps.knowledge, facts, session.language));
  const drafts = bubbles.map(({ draft }) => draft);
  const recorded = recordTurn(exchange, { effects, scene: after, state });
  const mask = (text: string): string => deps.mask(text, pendingKind(session.state, deps.book));
  return {
    session: {
      ...recorded.session,
      offered: (drafts.at(-1)?.choices ?? []).map(({ value }) => value),
      lastSaid: lastSaidOf(effects, session),
      told: toldNow(exchange, deps, bubbles),
      heard: now.toISOString(),
    },
    heard: heard.map(({ text }) => text),
    drafts,
    effects,
    jobs: [
      ...recorded.jobs,
      ...likenessJobs({ before: session.state, after: state }, deps.book, now),
      ...mergedJobs(session, now.toISOString()),
    ],
    answered: parts.flatMap(({ answer: id }) => id ?? []),
    wordable: wordableIn(curated, effects),
    questions: unansweredIn(after, { effects, parts, at: now.toISOString(), mask }),
  };
}

/** What the messages of this exchange promise, beside what was promised before. */
export function toldNow({ session, fresh, now }: Exchange, { knowledge }: ConversationDeps, bubbles: readonly Bubble[]): Told[] {
  const from = session.seq + fresh.length + 1;
  return withTold(
    session.told,
    bubbles.map(({ told }) => told),
    { knowledge, from, now },
  );
}

/** A message is asked about several times while it is heard; each asking would compose the answer anew. */
function knowing(scene: Scene): HearingDeps['knows'] {
  const found = new Map<string, boolean>();
  return (text, topic = 'other') => {
    const key = `${topic} ${text}`;
    const known = found.get(key) ?? !sayAnswer(scene, { topic, text }).unknown;
    found.set(key, known);
    return known;
  };
}

function hearingDeps(scene: Scene, { book, knowledge, understand }: ConversationDeps): HearingDeps {
  return {
    book,
    knowledge,
    understand,
    knows: knowing(scene),
    today: scene.today,
    labelOf: (choice) => choiceLabel(scene, choice),
  };
}
