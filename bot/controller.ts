import type { TurnContext } from 'botbuilder-core';
import type { BotWorker, Botkit, BotkitMessage } from 'botkit';
import { LeanBotkit } from './botkit/lean-botkit.ts';
import { type Turn, turnOf } from './turn.ts';

/** Handles one turn: sets `turn.outcome` and replies through the bot. */
export type Conversation = (bot: BotWorker, message: BotkitMessage, turn: Turn) => Promise<void>;

/**
 * The one door to Botkit 4.15, which routes events, runs middleware, spawns workers and loads plugins. Channels join with
 * `controller.usePlugin(channel)`. It gets no web server, no dialogs and no storage: sessions are ours.
 */
export function createController({ adapter, conversation }: { adapter: unknown; conversation: Conversation }): Botkit {
  const controller = new LeanBotkit({
    disable_webserver: true,
    disable_console: true,
    // Without an adapter of ours it would build one for Azure.
    adapter,
    // Its own state keeps an empty entry for every visitor for ever; this storage keeps nothing.
    storage: { read: async () => ({}), write: async () => {}, delete: async () => {} },
  });
  controller.on('message', guarded(conversation));
  controller.on('conversationUpdate', guarded(conversation));
  return controller;
}

/** A handler that rejects would neither end Botkit's turn nor fail it, and would end the process: what it throws is kept on the turn. */
function guarded(handler: Conversation): (bot: BotWorker, message: BotkitMessage) => Promise<void> {
  return async (bot, message) => {
    const turn = turnOf(bot.getConfig('context') as TurnContext);
    try {
      await handler(bot, message, turn);
    } catch (error) {
      turn.failure = { error };
    }
  };
}
