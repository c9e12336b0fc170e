import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { buildConsole, type ConsoleFiles } from '../../adapters/console/build.ts';
import { consoleRoutes } from '../../adapters/console/console.ts';
import { webhookNotifier } from '../../adapters/notify/webhook.ts';
import { publicSite } from '../../adapters/web/public-site.ts';
import { WebChannel } from '../../adapters/web/channel.ts';
import { listen, type WebApp, webApp } from '../../adapters/web/server.ts';
import { timelines } from '../../adapters/web/timelines.ts';
import { buildWidget, type Widget } from '../../adapters/web/widget/build.ts';
import { type Bot, createBot, loadConversation } from '../bot.ts';
import { amending } from '../amend.ts';
import { type Config, loadConfig } from '../config.ts';
import { toTraditional } from '../content/traditional.ts';
import type { ConversationDeps } from '../conversation.ts';
import { runJobs } from '../jobs.ts';
import { openWechat, type WechatSide } from './serve-wechat.ts';
import { type WecomSide, wecomSide } from './serve-wecom.ts';
import { replyShut } from '../../adapters/wechat/customer-service/reply-shut.ts';
import { createDesk } from '../leads/desk.ts';
import { loginLink } from '../leads/login-link.ts';
import { notifyDataSchema } from '../leads/notify-job.ts';
import { leadOf } from '../leads/lead-id.ts';
import { leadPromises, type Promises } from '../leads/promises.ts';
import { jobHandlers } from '../leads/notify.ts';
import { eraseLead } from '../leads/personal-data.ts';
import type { Reading } from '../leads/reading.ts';
import { openQuestions } from '../leads/open-questions.ts';
import { createStaff, type Staff } from '../leads/staff.ts';
import { loadReplyTemplates } from '../leads/reply-templates.ts';
import { leadFigures } from '../leads/figures.ts';
import { leadSummary } from '../leads/summary.ts';
import { readingOf } from '../leads-reading.ts';
import { quoteLinks } from '../quote-link.ts';
import type { QuoteShelf } from '../quote-shelf.ts';
import type { Outcome } from '../understanding/model/reader.ts';
import { openModel } from '../understanding/model/open.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { openShelf, staffCheck } from './quote-side.ts';

const help = `npm start

Runs the bot: the web widget with its demo page, the API, the console and every channel that is configured.
Settings come from the environment or from .env; .env.example lists them all.`;

const drainMs = 10_000;
const root = join(import.meta.dirname, '../..');

/** `npm start`: runs until it is told to end. */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) {
    const asked = args.includes('--help');
    console[asked ? 'log' : 'error'](asked ? help : `unknown argument: ${args.join(' ')}\n\n${help}`);
    return asked ? 0 : 1;
  }
  await serve(loadConfig(process.env));
  return 0;
}

/** The parts of a running process that others are made from. */
interface House {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly conversation: ConversationDeps;
  readonly reading: Reading;
  readonly bot: Bot;
  /** Told what became of each reading of the model. */
  readonly readings: Set<(outcome: Outcome) => void>;
  readonly staff: Staff;
  readonly shelf: QuoteShelf;
  readonly promises: Promises;
  readonly wechat: WechatSide;
  readonly wecom: WecomSide | null;
}

const now = (): Date => new Date();

async function serve(config: Config): Promise<void> {
  // The bundler is a process of its own: it works while the content is read here.
  const [widget, consoleFiles, house] = await Promise.all([buildWidget(), buildConsole(), furnish(config)]);
  const { log, store, staff, conversation } = house;
  const app = webSide(house, { widget, consoleFiles });
  const stop = new AbortController();
  const jobs = runJobs(jobsOf(house, app), stop.signal);
  const listening = await listen(app, config);
  const reading = house.wecom?.run(stop.signal);
  const reached = { ...config, port: listening.port };
  const address = config.publicUrl ?? `http://${config.host}:${listening.port}`;
  log.info({ address, store: config.redisUrl ? 'redis' : 'sqlite' }, 'Yinlu is ready');
  if (conversation.knowledge.prices.sample) {
    log.warn({ file: 'knowledge/prices.yaml' }, 'prices are samples: every quote says so until the firm has put in its own');
  }
  console.log(`\n  ${address}\n  ${loginLink(reached, await staff.firstLogin('Owner'))}\n`);
  await ended();
  log.info({}, 'ending: running turns are finished first');
  await listening.close(drainMs);
  house.wechat.stop();
  stop.abort();
  await Promise.all([jobs, reading]);
  await store.close();
}

async function furnish(config: Config): Promise<House> {
  const log = pino({ level: config.logLevel, serializers: { error: pino.stdSerializers.err } });
  const links = quoteLinks(config.secret);
  const conversation = await loadConversation({ root, quoteUrl: links.url });
  const reading = await readingOf(conversation);
  const store = await openStore(config);
  const readings: House['readings'] = new Set();
  const onCall = (outcome: Outcome): void => readings.forEach((told) => told(outcome));
  const model = config.model && (await openModel({ ...config.model, now, onCall }));
  const bot = createBot({
    store,
    now,
    conversation,
    ...(model && { model }),
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: (error, id) => log.warn({ error, conversation: id }, 'a reply was not taken; it is kept and sent later'),
  });
  bot.join(new WebChannel());
  const staff = createStaff({ store, now });
  const wecom = wecomSide({ config, log, store, conversation, bot, staff });
  const wechat = openWechat({ config, firm: conversation.knowledge.firm.name['zh-Hans'], store, bot, log });
  const { knowledge } = conversation;
  const shelf = openShelf({ config, log, store, knowledge, links, act: bot.conversations.act, now });
  const promises = leadPromises({ store, knowledge });
  await promises.keepEdition();
  return {
    config,
    log,
    store,
    conversation,
    reading,
    bot,
    readings,
    shelf,
    wechat,
    wecom,
    promises,
    staff,
  };
}

interface Bundles {
  readonly widget: Widget;
  readonly consoleFiles: ConsoleFiles;
}

function webSide(
  { config, log, store, conversation, reading, bot, staff, shelf, promises, wechat, wecom }: House,
  { widget, consoleFiles }: Bundles,
): WebApp {
  const { wordbooks, knowledge } = conversation;
  const front = bot.conversations.front('web');
  const desk = createDesk({
    act: bot.conversations.act,
    store,
    reading,
    now,
    amend: amending(conversation),
    shut: (session) => replyShut(session, Date.now()),
    words: (key, { language, seq }, params) => wordbooks[language].words(seq)(key, params),
  });
  const consultants = consoleRoutes({
    ...config,
    desk,
    staff,
    now,
    stats: leadFigures({ store, staff, now }),
    questions: (limit) => openQuestions({ store, knowledge }, limit),
    promises,
    templates: () => loadReplyTemplates({ firm: knowledge.firm.name, toTraditional }),
    subscribe: (listener, missed) => front.subscribe(listener, missed),
    files: consoleFiles,
  });
  return webApp({
    ...config,
    front,
    log,
    now,
    assets: publicSite(knowledge.firm.name, widget, toTraditional),
    quotes: shelf,
    routers: [consultants, timelines(shelf), ...wechat.routes, ...(wecom?.routes ?? [])],
    isStaff: staffCheck({ ...config, door: staff, now }),
    mayMeasure: async (token) => (await staff.byToken(token)) !== null,
  });
}

function jobsOf(house: House, { metrics }: WebApp): Parameters<typeof runJobs>[0] {
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

type Handlers = Parameters<typeof runJobs>[0]['handlers'];

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
