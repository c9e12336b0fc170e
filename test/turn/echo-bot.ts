import { ChannelAdapter } from '../../adapters/channel.ts';
import { createController } from '../../bot/controller.ts';
import { Conversations } from '../../bot/turns/conversations.ts';
import { deliveryJob } from '../../bot/turns/delivery.ts';
import type { Message } from '../../bot/message.ts';
import type { Store } from '../../bot/store/store.ts';
import { activityOf, turns } from '../../bot/turn.ts';

/** A channel that has to be called, and can be down. */
export class PhoneChannel extends ChannelAdapter {
  override readonly name = 'phone';
  override readonly pauseMs: number;
  readonly taken: string[] = [];
  down = false;

  constructor(pauseMs = 0) {
    super();
    this.pauseMs = pauseMs;
  }

  override async deliver(conversation: string, message: Message): Promise<void> {
    if (this.down) throw new Error('the line is dead');
    this.taken.push(`${conversation} ${message.text}`);
  }
}

const now = (): Date => new Date();

/** Our turn on the real Botkit and a real store, with a conversation that only counts and repeats. */
export function echoBot(store: Store, channel = new PhoneChannel(), { slowMs = 0 } = {}) {
  const undelivered: unknown[] = [];
  const summaryOf = (conversation: string) => ({
    id: conversation,
    conversation,
    status: 'open',
    updated: now().toISOString(),
    document: {},
  });
  const conversations = new Conversations({ store, now, summaryOf, onUndelivered: (error) => undelivered.push(error) });
  const controller = createController({
    adapter: { name: 'none' },
    conversation: async (bot, message, turn) => {
      const { session, fresh } = turn;
      if (!session || !fresh) throw new TypeError('no session');
      const texts = fresh.flatMap(({ text }) => (text === undefined ? [] : [text]));
      if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
      for (const text of texts)
        if (text !== 'say nothing') await bot.reply(message, activityOf({ text: `${session.seq}: ${text}` }));
      if (texts.length === 0) await bot.reply(message, activityOf({ text: 'hello' }));
      if (texts.includes('fail')) throw new RangeError('the conversation failed');
      turn.outcome = { session, heard: texts, jobs: [] };
    },
  });
  channel.use(turns({ store, now, summaryOf, deliveryJob: (_, upTo) => deliveryJob(channel, upTo, now().getTime()) }));
  controller.usePlugin(channel);
  conversations.add(channel);
  return { conversations, front: conversations.front(channel.name), channel, controller, undelivered };
}

let count = 0;

export function said(text: string, id = `m${++count}`) {
  return { id, at: new Date().toISOString(), text };
}
