import type { MiddlewareHandler } from 'botbuilder-core';
import { loadContent } from './content/load.ts';
import { toTraditional } from './content/traditional.ts';
import { createController } from './controller.ts';
import { converse, type ConversationDeps } from './conversation.ts';
import { type Channel, Conversations, type ConversationsDeps } from './conversations.ts';
import { deliveryJob } from './delivery.ts';
import { activityOf, turns } from './turn.ts';
import { formatFact } from '../knowledge/format.ts';
import type { Content } from './content/load.ts';
import { loadVocabulary } from './understanding/load-vocabulary.ts';
import { understand } from './understanding/understand.ts';
import { wordbook, type Wordbook } from './wording/template.ts';
import type { Language } from './session.ts';

/** A channel that can join Botkit's controller: ChannelAdapter is one. */
export interface JoiningChannel extends Channel {
  use(...middleware: MiddlewareHandler[]): unknown;
}

export interface Bot {
  readonly conversations: Conversations;
  /** Lets a channel in: from now on its turns run here and its replies leave by it. */
  join(channel: JoiningChannel): void;
}

/** Everything between the channels and the store. */
export function createBot(deps: ConversationsDeps & { conversation: ConversationDeps }): Bot {
  const conversations = new Conversations(deps);
  const controller = createController({
    adapter: { name: 'none' },
    conversation: async (bot, message, turn) => {
      const { session, fresh, conversation } = turn;
      if (!session || !fresh) throw new TypeError('a turn reached Botkit before its session was loaded');
      const said = converse({ conversation, session, fresh, now: deps.now() }, deps.conversation);
      turn.outcome = { session: said.session, heard: said.heard, jobs: said.jobs };
      for (const draft of said.drafts) await bot.reply(message, activityOf(draft));
    },
  });
  const turning = turns({
    store: deps.store,
    now: deps.now,
    summaryOf: deps.summaryOf,
    onCommit: (commit) => conversations.committed(commit),
    deliveryJob: (channel, upTo) => deliveryJob(conversations.channel(channel), upTo, deps.now().getTime()),
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

/** Reads what the firm has written and makes the bot's words and ears of it. Throws ContentError. */
export async function loadConversation({
  root,
  quoteUrl,
}: {
  root: string;
  quoteUrl: ConversationDeps['quoteUrl'];
}): Promise<ConversationDeps> {
  const content = await loadContent({ root });
  const vocabulary = loadVocabulary();
  return {
    book: content.book,
    knowledge: content.knowledge,
    wordbooks: wordbooksOf(content),
    understand: (hearing) => understand(hearing, vocabulary),
    quoteUrl,
  };
}

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
