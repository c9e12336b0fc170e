import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, type Config } from '../config.ts';
import { ConfigError } from '../settings/settings.ts';
import { loadContent } from '../content/load.ts';
import { ContentError, lineOf } from '../content/problem.ts';
import { cipherOf } from '../store/cipher.ts';
import { usedWith } from '../store/keys-used.ts';
import { openRedis } from '../store/redis.ts';
import { openSqlite } from '../store/sqlite.ts';
import { entranceOf } from './doctor-entrance.ts';
import { problemOf, type Finding } from './doctor-finding.ts';
import { officialAccountOf } from './doctor-official.ts';
import { personalAccountOf } from './doctor-wechaty.ts';
import { customerServiceOf } from './doctor-wecom.ts';
import { clockOf, modelOf, portOf, publicUrlOf } from './doctor-network.ts';
import { notifiersOf } from './doctor-notify.ts';

const wantedNode = 24;
// Longer than a store tries to reach its server, so that its own reason is heard.
const storeDeadlineMs = 8000;
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Examines everything that this environment configures; what depends on settings that are wrong is left out. With `sends` every notifier
 * gets a test message.
 */
export async function examine(env: NodeJS.ProcessEnv, { sends = false } = {}): Promise<readonly Finding[]> {
  const general = [nodeOf(process.versions.node), await contentOf()];
  const config = configOf(env);
  if (!('port' in config)) return [...general, ...config];
  const settings: Finding = { name: 'settings', level: 'ok', outcome: 'right', values: {} };
  const found = await Promise.all([
    dataOf(config),
    storeOf(config),
    clockOf(config),
    portOf(config),
    publicUrlOf(config),
    notifiersOf(config, sends),
    entranceOf(config),
    modelOf(config),
    officialAccountOf(config),
    customerServiceOf(config),
    personalAccountOf(config),
  ]);
  return [...general, settings, secretOf(config, env), encryptionOf(config), ...found.flat()];
}

function nodeOf(version: string): Finding {
  const right = Number.parseInt(version, 10) >= wantedNode;
  return {
    name: 'node',
    level: right ? 'ok' : 'fail',
    outcome: right ? 'right' : 'old',
    values: { version, wanted: wantedNode },
  };
}

async function contentOf(): Promise<Finding> {
  try {
    await loadContent({ root });
    return { name: 'content', level: 'ok', outcome: 'right', values: {} };
  } catch (error) {
    const problems = error instanceof ContentError ? error.problems : [];
    const first = problems[0] ? lineOf(problems[0]) : problemOf(error);
    return { name: 'content', level: 'fail', outcome: 'wrong', values: { count: Math.max(1, problems.length), first } };
  }
}

function configOf(env: NodeJS.ProcessEnv): Config | readonly Finding[] {
  try {
    return loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ name, problem }) => ({
      name: 'settings',
      level: 'fail',
      outcome: 'wrong',
      values: { setting: name, problem },
    }));
  }
}

async function dataOf({ dataDir }: Config): Promise<Finding> {
  const probe = join(dataDir, `doctor-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
    return { name: 'data', level: 'ok', outcome: 'right', values: { dir: dataDir } };
  } catch (error) {
    return { name: 'data', level: 'fail', outcome: 'unwritable', values: { dir: dataDir, problem: problemOf(error) } };
  }
}

function secretOf({ dataDir, redisUrl }: Config, env: NodeJS.ProcessEnv): Finding {
  const values = { dir: dataDir };
  if (env['SECRET']?.trim()) return { name: 'secret', level: 'ok', outcome: 'given', values };
  if (redisUrl) return { name: 'secret', level: 'warn', outcome: 'unshared', values };
  return { name: 'secret', level: 'ok', outcome: 'kept', values };
}

function encryptionOf({ dataKeys }: Config): Finding {
  return { name: 'encryption', level: 'ok', outcome: dataKeys.length > 0 ? 'on' : 'off', values: {} };
}

async function storeOf(config: Config): Promise<Finding> {
  const kind = config.redisUrl ? 'Redis' : 'SQLite';
  try {
    await within(storeDeadlineMs, async () => {
      const store = await (config.redisUrl ? openRedis({ url: config.redisUrl }) : openSqlite({ dir: config.dataDir }));
      try {
        await store.ready();
        await usedWith(store, config.dataKeys.length > 0 ? cipherOf(config.dataKeys).keyIds : []);
      } finally {
        await store.close();
      }
    });
    return { name: 'store', level: 'ok', outcome: 'ready', values: { kind } };
  } catch (error) {
    if (error instanceof ConfigError) return { name: 'store', level: 'fail', outcome: 'locked', values: { kind } };
    return { name: 'store', level: 'fail', outcome: 'unreachable', values: { kind, problem: problemOf(error) } };
  }
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  const late = AbortSignal.timeout(ms);
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error(`no answer within ${ms / 1000} s`)));
  });
  await Promise.race([work(), tooLate]);
}
