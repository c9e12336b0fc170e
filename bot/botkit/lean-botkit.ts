import type { Activity, ConversationReference, TurnContext } from 'botbuilder-core';
import type { BotWorker as Worker, BotkitMessage } from 'botkit';
import { Botkit, BotWorker } from './botkit.ts';
import { hold } from '../turn.ts';

/**
 * Botkit 4.15 without its dialogs: a turn makes no DialogContext and no dialog state, and only middleware that somebody registered
 * is run. The order is that of Botkit's own `handleTurn` (core.js 517): spawn, ingest, receive, interrupts, interpret, hears, and
 * the event's handlers. Plugins see no difference; a turn costs a fraction (`npm run bench -- turn`).
 */
export class LeanBotkit extends Botkit {
  override async handleTurn(context: TurnContext): Promise<void> {
    const message = messageOf(context);
    context.turnState.set('botkitMessage', message);
    const bot = await this.#spawned(context, message);
    await pass(this.middleware.ingest, bot, message);
    await pass(this.middleware.receive, bot, message);
    const { _interrupts, _triggers } = this as unknown as Listeners;
    const interrupted = _interrupts[message.type] ? await this.#internal.listenForInterrupts(bot, message) : false;
    if (interrupted !== false) return;
    await pass(this.middleware.interpret, bot, message);
    const heard = _triggers[message.type] ? await this.#internal.listenForTriggers(bot, message) : false;
    if (heard === false) await this.trigger(message.type, bot, message);
  }

  async #spawned(context: TurnContext, { reference }: BotkitMessage): Promise<Worker> {
    const bot = new LeanWorker(this, { context, reference, activity: context.activity });
    await pass(this.middleware.spawn, bot);
    return bot;
  }

  get #internal(): Listeners {
    return this as unknown as Listeners;
  }
}

/** What Botkit keeps to itself. */
interface Listeners {
  readonly _interrupts: Readonly<Record<string, unknown>>;
  readonly _triggers: Readonly<Record<string, unknown>>;
  listenForInterrupts(bot: Worker, message: BotkitMessage): Promise<unknown>;
  listenForTriggers(bot: Worker, message: BotkitMessage): Promise<unknown>;
}

/** A worker whose replies go straight to the turn, which holds them back until the commit. */
class LeanWorker extends BotWorker {
  override async say(message: Partial<BotkitMessage> | string): Promise<unknown> {
    const activity: Partial<Activity> = typeof message === 'string' ? { type: 'message', text: message } : message;
    await pass(this.controller.middleware.send, this, activity);
    hold(this.getConfig('context') as TurnContext, activity);
    return undefined;
  }

  override async reply(_: Partial<BotkitMessage>, message: Partial<BotkitMessage> | string): Promise<unknown> {
    return this.say(message);
  }
}

interface Ware {
  readonly fns: readonly unknown[];
  run(...args: unknown[]): unknown;
}

/** Runs middleware; rejects with what one of them throws. Most installations have none. */
function pass(ware: unknown, ...args: unknown[]): Promise<void> | undefined {
  const { fns } = ware as Ware;
  if (fns.length === 0) return undefined;
  return new Promise((resolve, reject) => {
    (ware as Ware).run(...args, (error: unknown) => (error ? reject(error) : resolve()));
  });
}

function messageOf(context: TurnContext): BotkitMessage {
  const { activity } = context;
  return {
    // `channelData` is not consulted: what comes from outside must not choose the event.
    type: activity.type,
    user: activity.from.id,
    text: activity.text,
    channel: activity.conversation.id,
    value: activity.value,
    reference: referenceOf(activity) as BotkitMessage['reference'],
    context,
    incoming_message: activity,
  };
}

/** What `TurnContext.getConversationReference` gives for our channels, without the copies, and without Microsoft's schema being read for it. */
function referenceOf({
  id,
  from,
  recipient,
  conversation,
  channelId,
  locale,
  serviceUrl,
}: Activity): Partial<ConversationReference> {
  return { activityId: id ?? '', user: from, bot: recipient, conversation, channelId, locale: locale ?? '', serviceUrl };
}
