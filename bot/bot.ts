import { join } from 'node:path';
import type { MiddlewareHandler } from 'botbuilder-core';
import { toTraditional } from './content/traditional.ts';
import { createController } from './controller.ts';
import { converse, type ConversationDeps, type Conversed, type Exchange } from './conversation.ts';
import { type Channel, Conversations, type ConversationsDeps } from './turns/conversations.ts';
import { recallContent } from './cache/content-memory.ts';
import { phraseMemory } from './cache/phrase-memory.ts';
import { vocabularyMemory } from './cache/vocabulary-memory.ts';
import { activityOf, turns } from './turn.ts';
import { answerIndexOf } from '../knowledge/answer-index.ts';
import { formatFact } from '../knowledge/format.ts';
import type { Effect } from '../flows/effect.ts';
import type { Content } from './content/load.ts';
import type { QueueReader } from './leads/queue.ts';
import { isEnglish } from './understanding/english.ts';
import { firmsVocabulary, loadVocabulary } from './understanding/load-vocabulary.ts';
import { masked } from './understanding/model/masked.ts';
import { papersIn } from './understanding/papers.ts';
import { understand } from './understanding/understand.ts';
import { wordbook, type Wordbook } from './wording/template.ts';
import type { Language } from './session/session.ts';
import { conversing, type ModelDeps } from './model/with-model.ts';

/** A channel that can join Botkit's controller: ChannelAdapter is one. */
export interface JoiningChannel extends Channel {
  use(...middleware: MiddlewareHandler[]): unknown;
}

export interface Bot {
  readonly conversations: Conversations;
  /** Lets a channel in: from now on its turns run here and its replies leave by it. */
  join(channel: JoiningChannel): void;
}

export interface BotDeps extends ConversationsDeps, ModelDeps {
  /** Who else waits; asked only in a turn that somebody begins to wait in, or asks again for a person. */
  readonly queue?: QueueReader;
}

/** Everything between the channels and the store. */
export function createBot(deps: BotDeps): Bot {
  const conversations = new Conversations(deps);
  const answering = conversing(deps, (exchange) => spoken(exchange, deps));
  const controller = createController({
    adapter: { name: 'none' },
    conversation: async (bot, message, turn) => {
      const { session, fresh, conversation } = turn;
      if (!session || !fresh) throw new TypeError('a turn reached Botkit before its session was loaded');
      const said = await answering({ conversation, session, fresh, now: deps.now() }, turn.incomings);
      turn.outcome = said;
      for (const draft of said.drafts) await bot.reply(message, activityOf(draft));
    },
  });
  const turning = turns({
    store: deps.store,
    now: deps.now,
    summaryOf: deps.summaryOf,
    onCommit: (commit) => conversations.committed(commit),
    deliveryJob: conversations.deliveryJob,
  });
  return {
    conversations,
    join(channel) {
      channel.use(turning);
      controller.usePlugin(channel);
      conversations.add(channel);
    },
  };
}

/** What is said; once more with what is known of those who wait, when that is to be told. Any other turn asks nobody. */
async function spoken(exchange: Exchange, { conversation, queue }: BotDeps): Promise<Conversed> {
  const said = converse(exchange, conversation);
  if (!queue || !said.effects.some(isAboutWaiting)) return said;
  const found = await queue(said.session, exchange.conversation);
  return found ? converse({ ...exchange, queue: found }, conversation) : said;
}

function isAboutWaiting(effect: Effect): boolean {
  return effect.type === 'handoff' || (effect.type === 'notice' && ['already-handed', 'wait'].includes(effect.notice));
}

/** Reads what the firm has written and makes the bot's words and ears of it. Throws ContentError. */
export async function loadConversation({
  root,
  quoteUrl,
}: {
  root: string;
  quoteUrl: ConversationDeps['quoteUrl'];
}): Promise<ConversationDeps> {
  const content = await recallContent({ root });
  const vocabulary = loadVocabulary([join(root, firmsVocabulary)], vocabularyMemory({ root }));
  answerIndexOf(content.knowledge).rememberBy(phraseMemory(content.knowledge, { root }));
  return {
    book: content.book,
    knowledge: content.knowledge,
    wordbooks: wordbooksOf(content),
    understand(utterance) {
      const papers = papersIn(utterance.text, content.knowledge, vocabulary);
      return { ...understand(utterance, vocabulary), ...(papers.length > 0 && { papers }) };
    },
    isEnglish: (text) => isEnglish(text, vocabulary),
    mask: (text, pending) => masked(text, pending, vocabulary),
    quoteUrl,
  };
}

/** The words of each language with the facts put in. A text with an unknown fact throws when it is first said; the check refuses it before. */
export function wordbooksOf({ texts, knowledge }: Content): Readonly<Record<Language, Wordbook>> {
  const fact =
    (language: Language) =>
    (id: string): string => {
      const found = knowledge.facts.get(id);
      if (!found) throw new Error(`there is no fact "${id}"`);
      return formatFact(found, language);
    };
  return {
    'zh-Hans': wordbook(texts['zh-Hans'], fact('zh-Hans')),
    en: wordbook(texts.en, fact('en')),
    get 'zh-Hant'() {
      // Made when the first such visitor comes: the dictionary for it is large.
      const book = wordbook(texts['zh-Hant'], (id) => toTraditional(fact('zh-Hant')(id)), toTraditional);
      Object.defineProperty(this, 'zh-Hant', { value: book });
      return book;
    },
  };
}
