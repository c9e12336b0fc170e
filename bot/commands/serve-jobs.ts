import { letterOf } from '../../adapters/notify/letter.ts';
import { notifiers } from '../../adapters/notify/notifiers.ts';
import { speech as speechIn } from '../../adapters/notify/words.ts';
import type { WebApp } from '../../adapters/web/server.ts';
import type { BatchHandler, runJobs } from '../jobs.ts';
import { leadOf } from '../leads/lead-id.ts';
import { tellAbout } from '../leads/notify.ts';
import { untoldWords } from '../leads/untold.ts';
import { type NotifyData, notifyDataSchema, personalJob } from '../leads/notify-job.ts';
import { paces } from '../leads/notify-pace.ts';
import { eraseLead } from '../leads/personal-data.ts';
import { tellPeople } from '../leads/tell-person.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { ServerParts } from './server-parts.ts';
import { careHandlers } from './serve-care.ts';

type Jobs = Parameters<typeof runJobs>[0];
type Handlers = Jobs['handlers'];

const now = (): Date => new Date();

/** Somebody has, or had, the lead. */
const taken: ReadonlySet<string> = new Set(['claimed', 'won', 'lost']);

/** What the process does by itself, and how that is counted. */
export function jobsOf(parts: ServerParts, { metrics }: WebApp): Jobs {
  const { log, store, bot, readings, alarms } = parts;
  parts.wecom?.count(metrics);
  readings.add((outcome) => metrics.model(outcome));
  bot.conversations.observe(({ lead }) => {
    if (lead && taken.has(lead.status))
      alarms.clear(lead.conversation).catch((error: unknown) => log.warn({ error }, 'an alarm could not be removed yet'));
  });
  bot.conversations.observe(({ messages = [], jobs = [] }) => {
    for (const { from } of messages) metrics.message(from);
    for (const { type, data } of jobs) if (type === 'notify') handedOver(metrics, notifyDataSchema.parse(data));
  });
  return {
    store,
    now: () => Date.now(),
    onOutcome: (type, outcome) => metrics.job(type, outcome),
    onFailure: (error, job) =>
      log.warn({ error, job: job?.type, conversation: job?.conversation }, 'a job failed; it is tried again'),
    handlers: { ...keptHandlers(parts), ...careHandlers(parts), ...parts.wecom?.jobs },
    batches: { notify: telling(parts, metrics), [personalJob]: tellingPeople(parts) },
  };
}

function handedOver(metrics: WebApp['metrics'], { event, only, reason }: NotifyData): void {
  // A job that was split off is about the same handover, and a reminder is about none.
  if (only === undefined && event === 'lead.waiting') metrics.handoff(reason);
}

/** Tells people and other systems about leads. */
function telling(
  { config, log, store, reading, bot, conversation, alarms, claims, ways }: ServerParts,
  metrics: WebApp['metrics'],
): BatchHandler {
  return tellAbout({
    act: bot.conversations.act,
    store,
    reading,
    now,
    log,
    alarms,
    random: Math.random,
    notifiers: notifiers(config.notify, now),
    paces: paces({ store, now }),
    publicUrl: ownAddress(config),
    claimPath: claims.links.path,
    untold: untoldWords(conversation),
    inPerson: (reason) => ways.length > 0 && Object.hasOwn(conversation.knowledge.serviceLevel.tell, reason),
    onOutcome: (outcome) => metrics.notification(outcome),
  });
}

/** Tells single people what concerns them. */
function tellingPeople({
  config,
  log,
  store,
  reading,
  bot,
  conversation,
  claims,
  staff,
  presence,
  ways,
}: ServerParts): BatchHandler {
  const speech = speechIn(config.notify.language);
  return tellPeople({
    act: bot.conversations.act,
    store,
    staff,
    presence,
    ways,
    reading,
    now,
    log,
    random: Math.random,
    knowledge: conversation.knowledge,
    letter: (notifications) => letterOf(notifications, speech),
    publicUrl: ownAddress(config),
    claimPath: claims.links.path,
  });
}

/** Jobs on what is kept here. */
function keptHandlers({ store, bot }: ServerParts): Handlers {
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
