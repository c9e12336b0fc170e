import { join } from 'node:path';
import { pino } from 'pino';
import { WebChannel } from '../../adapters/web/channel.ts';
import { listen, webApp } from '../../adapters/web/server.ts';
import { createBot, loadConversation } from '../bot.ts';
import { type Config, ConfigError, loadConfig } from '../config.ts';
import { ContentError } from '../content/problem.ts';
import { runJobs } from '../jobs.ts';
import { readingOf } from '../leads-reading.ts';
import { leadSummary } from '../leads/summary.ts';
import { quoteLinks } from '../quote-link.ts';
import { openStore } from '../store/open.ts';

const help = `npm start

Runs the bot: the web widget with its demo page, the API, the console and every channel that is configured.
Settings come from the environment or from .env; .env.example lists them all.`;

const drainMs = 10_000;
const root = join(import.meta.dirname, '../..');

/** `npm start`: runs until it is told to end. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(help);
    return 0;
  }
  if (args.length > 0) {
    console.error(`unknown argument: ${args.join(' ')}\n\n${help}`);
    return 1;
  }
  try {
    await serve(loadConfig(process.env));
    return 0;
  } catch (error) {
    const isPlain =
      error instanceof ConfigError || error instanceof ContentError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    console.error(isPlain ? (error as Error).message : error);
    return 1;
  }
}

async function serve(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const now = (): Date => new Date();
  const links = quoteLinks(config.secret);
  const conversation = await loadConversation({ root, quoteUrl: links.url });
  const reading = await readingOf(conversation);
  const store = await openStore(config);
  const bot = createBot({
    store,
    now,
    conversation,
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: (error, id) => log.warn({ error, conversation: id }, 'a reply was not taken; it is kept and sent later'),
  });
  bot.join(new WebChannel());
  const app = webApp({
    ...config,
    front: bot.conversations.front('web'),
    assets: new Map(),
    quotes: { find: async () => null, render: async () => ({ body: '', type: 'text/plain' }) },
    mayMeasure: async () => false,
    log,
    now,
  });
  const stop = new AbortController();
  const jobs = runJobs(
    {
      store,
      now: () => Date.now(),
      onFailure: (error, job) =>
        log.warn({ error, job: job?.type, conversation: job?.conversation }, 'a job failed; it is tried again'),
      handlers: {
        deliver: async (job) => {
          await bot.conversations.redeliver(job.conversation);
          return 'done';
        },
      },
    },
    stop.signal,
  );
  const listening = await listen(app, config);
  log.info({ port: listening.port }, `http://${config.host}:${listening.port}`);
  await ended();
  log.info({}, 'ending: running turns are finished first');
  await listening.close(drainMs);
  stop.abort();
  await jobs;
  await store.close();
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
