import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { OidcConfig } from './leads/oidc.ts';
import { incompleteNotify, type NotifyConfig, notifyConfigOf, notifySettings } from './settings/notify-settings.ts';
import { ConfigError, type Incomplete, parsed, webUrl } from './settings/settings.ts';
import { incompleteWechat, type WechatConfig, wechatConfigOf, wechatSettings } from './settings/wechat-settings.ts';

export interface Config extends WechatConfig {
  readonly port: number;
  readonly host: string;
  /** Where the world reaches this server; absent on a machine of one's own. */
  readonly publicUrl?: string;
  readonly dataDir: string;
  readonly redisUrl?: string;
  /** Signs visitor tokens and links. */
  readonly secret: string;
  /** Encrypt what is kept about people: the first is used, the others still decrypt. None: it is kept as it is. */
  readonly dataKeys: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Messages a minute for each visitor and each address; 0 is no limit. */
  readonly rateLimit: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly notify: NotifyConfig;
  /** Present when colleagues sign in with the firm's own accounts. */
  readonly oidc?: OidcConfig;
  /** Present when a model may be asked what the rules leave open. */
  readonly model?: { readonly apiKey: string; readonly model: string; readonly baseUrl?: string };
}

const redisUrls = z
  .string()
  .refine(
    (text) => text.split(',').every((url) => URL.canParse(url.trim()) && /^rediss?:$/.test(new URL(url.trim()).protocol)),
    'must be redis:// or rediss:// addresses, separated by commas for a cluster',
  );

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be origins such as https://www.example.com, separated by commas, without a path',
  );

const dataKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => key.length >= 32),
    'must have at least 32 characters, such as `openssl rand -base64 32` prints; an older key may follow after a comma',
  );

const modelSettings = z.object({
  OPENAI_API_KEY: z.string().trim().optional(),
  OPENAI_BASE_URL: webUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  OPENAI_MODEL: z.string().trim().optional(),
});

const oidcSettings = z.object({
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().trim().optional(),
  OIDC_CLIENT_SECRET: z.string().trim().optional(),
});

const environment = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535, 'must be a port, 0 to 65535').default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: webUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  DATA_DIR: z.string().default('data'),
  REDIS_URL: redisUrls.optional(),
  SECRET: z.string().min(32, 'must have at least 32 characters; leave it out to have one generated').optional(),
  DATA_KEY: dataKeys.optional(),
  ALLOWED_ORIGINS: origins.optional(),
  RATE_LIMIT: z.coerce.number('must be a number').min(0, 'must be 0 (off) or more messages a minute').default(60),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug').default('info'),
  ...oidcSettings.shape,
  ...notifySettings.shape,
  ...modelSettings.shape,
  ...wechatSettings.shape,
});

/** Every setting, by its name in the environment. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

/** Reads the settings of `INTERFACES` from an environment. An empty value counts as absent. Throws ConfigError. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  return configOf(parsed(environment, env, [...incomplete, ...incompleteNotify, ...incompleteWechat]));
}

/** The model's settings alone, for who needs no others. Throws ConfigError. */
export function loadModelConfig(env: NodeJS.ProcessEnv): Config['model'] {
  return modelOf(parsed(modelSettings, env, incomplete)).model;
}

/** Settings that mean nothing without another one. */
const incomplete: readonly Incomplete[] = [
  {
    has: 'OPENAI_API_KEY',
    needs: 'OPENAI_MODEL',
    problem: 'is needed with OPENAI_API_KEY: the name of the model, as its service writes it',
  },
  ...['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map((needs) => ({
    has: 'OIDC_ISSUER',
    needs,
    problem: 'is needed with OIDC_ISSUER: as the provider registered this console',
  })),
];

function configOf(data: z.infer<typeof environment>): Config {
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    secret: data.SECRET ?? keptSecret(data.DATA_DIR),
    dataKeys: data.DATA_KEY ?? [],
    allowedOrigins: data.ALLOWED_ORIGINS ?? [],
    rateLimit: data.RATE_LIMIT,
    logLevel: data.LOG_LEVEL,
    ...(data.PUBLIC_URL && { publicUrl: data.PUBLIC_URL }),
    ...(data.REDIS_URL && { redisUrl: data.REDIS_URL }),
    notify: notifyConfigOf(data),
    ...oidcOf(data),
    ...modelOf(data),
    ...wechatConfigOf(data),
  };
}

function oidcOf(data: z.infer<typeof oidcSettings>): Pick<Config, 'oidc'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = data;
  return issuer && clientId && clientSecret ? { oidc: { issuer, clientId, clientSecret } } : {};
}

/** Off unless both key and model are given. */
function modelOf(data: z.infer<typeof modelSettings>): Pick<Config, 'model'> {
  const { OPENAI_API_KEY: apiKey, OPENAI_MODEL: model, OPENAI_BASE_URL: baseUrl } = data;
  return apiKey && model ? { model: { apiKey, model, ...(baseUrl && { baseUrl }) } } : {};
}

/** The generated secret lives beside the data it protects: tokens stay valid over restarts. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) writeOnce(file, randomBytes(32).toString('base64url'));
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError([{ name: 'DATA_DIR', problem: `${dataDir} cannot be written (${(error as Error).message})` }]);
  }
}

/** Another process may have been first; both then read the same one. */
function writeOnce(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
