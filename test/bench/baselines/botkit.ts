import { ActivityTypes, BotAdapter, TurnContext, type Activity, type ResourceResponse, type Storage } from 'botbuilder-core';
import { Botkit, BotkitConversation } from 'botkit';
import type { Request, Response } from 'express';
import { createClient } from 'redis';

// The same dialogue as Botkit's documentation has it: a BotkitConversation, Botkit's own web server, and a Storage on Redis.

const redis = createClient({ url: `redis://127.0.0.1:${process.env['REDIS_PORT']}` });
await redis.connect();

const storage: Storage = {
  async read(keys) {
    const found = await redis.mGet(keys);
    return Object.fromEntries<unknown>(keys.flatMap((key, index) => (found[index] ? [[key, JSON.parse(found[index])]] : [])));
  },
  async write(changes) {
    await Promise.all(Object.entries(changes).map(([key, item]) => redis.set(key, JSON.stringify(item))));
  },
  async delete(keys) {
    await redis.del(keys);
  },
};

/** What botbuilder-adapter-web does with a webhook, without its sockets. */
class WebhookAdapter extends BotAdapter {
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const replies: unknown[] = context.turnState.get('replies') ?? [];
    for (const { text } of activities) {
      replies.push({ seq: replies.length + 1, at: new Date().toISOString(), from: 'bot', text });
    }
    context.turnState.set('replies', replies);
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('a webhook cannot take words back');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('a webhook cannot take words back');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('a webhook cannot speak first');
  }

  async processActivity(request: Request, response: Response, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const message = request.body as { id: string; text: string };
    const conversation = { id: String(request.params['id']), isGroup: false, conversationType: '', name: '' };
    const activity: Partial<Activity> = {
      type: ActivityTypes.Message,
      id: message.id,
      timestamp: new Date(),
      channelId: 'webhook',
      conversation,
      from: { id: conversation.id, name: '' },
      recipient: { id: 'bot', name: '' },
      text: message.text,
      channelData: message,
    };
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, logic);
    const messages = context.turnState.get<unknown[]>('replies') ?? [];
    response.json({ messages, cursor: messages.length });
  }
}

const adapter = new WebhookAdapter();
process.env['PORT'] ??= '3000';
const controller = new Botkit({ adapter: adapter as never, storage });

const qualify = new BotkitConversation('qualify', controller);
for (const slot of ['service', 'scope', 'capital', 'funding', 'start', 'quote', 'contact']) {
  qualify.ask(`${slot}?`, async () => undefined, { key: slot });
}
qualify.say('end: {{vars.service}}, {{vars.scope}}, {{vars.capital}}');
controller.addDialog(qualify);
controller.on('message', async (bot) => {
  await bot.beginDialog('qualify');
});

let opened = 0;
controller.ready(() => {
  const web = controller.webserver as { post(path: string, handler: (request: Request, response: Response) => void): void };
  web.post('/api/conversations', (_, response) => {
    const id = `b${(opened += 1)}`;
    response.status(201).json({ conversation: id, token: id, messages: [], cursor: 0 });
  });
  web.post('/api/conversations/:id/messages', (request, response) => {
    void adapter.processActivity(request, response, controller.handleTurn.bind(controller));
  });
});
