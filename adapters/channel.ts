import type { Activity, ConversationReference, ResourceResponse, TurnContext as Context } from 'botbuilder-core';
import type { Botkit } from 'botkit';
import type { Message } from '../bot/message.ts';
import { BotAdapter, TurnContext } from '../bot/botkit/botkit.ts';
import { putTurn, type Turn } from '../bot/turn.ts';

/** How one kind of chat reaches the bot. It translates in and out and decides nothing. */
export abstract class ChannelAdapter extends BotAdapter {
  /** Unique: Botkit skips a plugin without a name, or with one that it has seen, without a word. */
  abstract readonly name: string;
  /** How long the first message of a burst waits for more. */
  readonly pauseMs: number = 0;
  /** True when the channel's clients read the transcript themselves, so nothing has to be sent. */
  readonly mailbox: boolean = false;
  #controller: Botkit | undefined;

  /** Called by `controller.usePlugin`. */
  init(controller: Botkit): void {
    this.#controller = controller;
  }

  /** Runs a turn through this channel's middleware and Botkit. Rejects with the error that the turn threw. */
  async run(turn: Turn): Promise<void> {
    const controller = this.#controller;
    if (!controller) throw new Error(`channel ${this.name} has not joined a controller`);
    const context = new TurnContext(this, this.#activityOf(turn));
    putTurn(context, turn);
    // Not `runMiddleware`: its revocable proxy makes each access to the context dear, and the turn refuses late replies itself.
    await this.middleware.run(context, () => controller.handleTurn(context));
  }

  /** Hands one message to the channel. Rejects when the channel did not take it; it is tried again later. */
  async deliver(conversation: string, message: Message): Promise<void> {
    if (!this.mailbox)
      throw new Error(`channel ${this.name} cannot send ${message.from} message ${message.seq} of ${conversation}`);
  }

  /** Replies are held back until the commit and leave by `deliver`; only code outside a turn could get here. */
  override async sendActivities(_: Context, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    throw new Error(`${activities.length} activities were sent outside a turn on channel ${this.name}`);
  }

  override async updateActivity(): Promise<void> {
    throw new Error(`channel ${this.name} cannot change what was sent`);
  }

  override async deleteActivity(): Promise<void> {
    throw new Error(`channel ${this.name} cannot take back what was sent`);
  }

  override async continueConversation(_: Partial<ConversationReference>): Promise<void> {
    throw new Error('a conversation is continued by Conversations.act, which keeps what it says');
  }

  #activityOf({ conversation, incomings, opening }: Turn): Partial<Activity> {
    const person = { id: conversation, name: '' };
    return {
      type: opening && incomings[0]?.text === undefined ? 'conversationUpdate' : 'message',
      id: incomings[0]?.id ?? '',
      channelId: this.name,
      conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
      from: person,
      recipient: { id: 'bot', name: '' },
      text: incomings.map(({ text, choice }) => text ?? choice ?? '').join('\n'),
      // `channelData` stays empty: it could name any Botkit event.
    };
  }
}
