import { webhookNotifier } from '../../adapters/notify/webhook.ts';
import type { WebApp } from '../../adapters/web/server.ts';
import type { runJobs } from '../jobs.ts';
import { leadOf } from '../leads/lead-id.ts';
import { jobHandlers } from '../leads/notify.ts';
import { notifyDataSchema } from '../leads/notify-job.ts';
import { eraseLead } from '../leads/personal-data.ts';
import type { House } from './house.ts';

type Jobs = Parameters<typeof runJobs>[0];
type Handlers = Jobs['handlers'];

const now = (): Date => new Date();

/** What the process does by itself, and how that is counted. */
export function jobsOf(house: House, { metrics }: WebApp): Jobs {
  const { log, store, bot, readings } = house;
  house.wecom?.count(metrics);
  readings.add((outcome) => metrics.model(outcome));
  bot.conversations.observe(({ messages = [], jobs = [] }) => {
    for (const { from } of messages) metrics.message(from);
    for (const { type, data } of jobs) if (type === 'notify') metrics.handoff(notifyDataSchema.parse(data).reason);
  });
  return {
    store,
    now: () => Date.now(),
    onOutcome: (type, outcome) => metrics.job(type, outcome),
    onFailure: (error, job) =>
      log.warn({ error, job: job?.type, conversation: job?.conversation }, 'a job failed; it is tried again'),
    handlers: { ...toldHandlers(house, metrics), ...keptHandlers(house), ...house.wecom?.jobs },
  };
}

/** Jobs that tell people. */
function toldHandlers({ config, log, store, reading, bot }: House, metrics: WebApp['metrics']): Handlers {
  const { notifyWebhookUrl: url, notifyWebhookSecret: secret } = config;
  return jobHandlers({
    act: bot.conversations.act,
    store,
    reading,
    now,
    log,
    random: Math.random,
    notify: url && secret ? webhookNotifier({ url, secret, now }) : null,
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    onOutcome: (outcome) => metrics.notification(outcome),
  });
}

/** Jobs on what is kept here. */
function keptHandlers({ store, bot }: House): Handlers {
  return {
    deliver: async ({ conversation }) => {
      await bot.conversations.redeliver(conversation);
      return 'done';
    },
    erase: async ({ conversation }) => {
      await eraseLead(store, { lead: leadOf(conversation), who: 'prospect', at: now().toISOString() });
      return 'done';
    },
  };
}
