import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { listen } from '../../adapters/web/server.ts';
import { lastWidget } from '../../adapters/web/widget/last-build.ts';
import { type Config, loadConfig } from '../config.ts';
import { misspeltIn } from '../settings/env-file.ts';
import { giveBack } from '../cache/give-back.ts';
import { learnApart } from '../cache/learn-apart.ts';
import { answerIndexOf } from '../../knowledge/answer-index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { runJobs } from '../jobs.ts';
import { loginLink } from '../leads/login-link.ts';
import { eraseQuietDaily } from '../leads/retention.ts';
import { ownAddress } from '../settings/own-address.ts';
import { openParts } from './server-parts.ts';
import { listeningError } from './listening-error.ts';
import { jobsOf } from './serve-jobs.ts';
import { webSide } from './serve-web.ts';

const help = `npm start

Runs the bot: the web widget with its demo page, the API, the console and every channel that is configured.
Settings come from the environment or from .env; .env.example lists them all.`;

const root = join(import.meta.dirname, '../..');
const drainMs = 10_000;
/** After the first visitors of a start that was waited for. */
const quietMs = 1000;

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

async function serve(config: Config): Promise<void> {
  // The bundler, where it is needed, is a process of its own: it works while the content is read here.
  const [widget, parts] = await Promise.all([lastWidget({ wechat: config.customerService !== undefined }), openParts(config)]);
  const { log, store, staff, conversation } = parts;
  await parts.wechaty?.ready();
  const app = webSide(parts, widget);
  // Before anything else runs: who starts it twice by mistake gets no second one that works unseen.
  const listening = await listen(app, config).catch(async (error: unknown) => {
    parts.wechat.stop();
    await store.close();
    throw listeningError(error, config);
  });
  const stop = new AbortController();
  const jobs = runJobs(jobsOf(parts, app), stop.signal);
  const quietDays = conversation.knowledge.serviceLevel.keep.quiet;
  eraseQuietDaily({ store, now: () => new Date(), quietDays, log }, stop.signal);
  const reading = [parts.wecom?.run(stop.signal), parts.wechaty?.run(stop.signal)];
  const reached = { ...config, port: listening.port };
  const address = ownAddress(reached);
  for (const { name, hint } of misspeltIn('.env')) log.warn({ file: '.env', setting: name }, `there is no such setting. ${hint}`);
  log.info({ address, store: config.redisUrl ? 'redis' : 'sqlite' }, 'Yinlu is ready');
  if (conversation.knowledge.prices.sample) {
    log.warn({ file: 'knowledge/prices.yaml' }, 'prices are samples: every quote says so until the firm has put in its own');
  }
  console.log(`\n  ${address}\n  ${loginLink(reached, await staff.firstLogin('Owner'))}\n`);
  setTimeout(() => void prepare(conversation.knowledge), quietMs).unref();
  await ended();
  log.info({}, 'ending: running turns are finished first');
  await listening.close(drainMs);
  parts.wechat.stop();
  stop.abort();
  await Promise.all([jobs, ...reading]);
  await store.close();
}

/** What the first question would wait for, and what would be lost for the next start if this process were killed. */
async function prepare(knowledge: Knowledge): Promise<void> {
  const index = answerIndexOf(knowledge);
  if (!index.recall()) await learnApart({ root });
  index.prepare();
  flushCompileCache();
  giveBack();
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
