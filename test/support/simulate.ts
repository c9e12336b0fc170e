// `npm run simulate`: WeChat without an account. The simulators of the tests play WeChat, a process of the bot is set up against them,
// and whoever sits at the terminal plays a prospect. It lives here because the simulators do: nothing that serves real people imports them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApp } from '../bench/app-server.ts';
import { freePort } from './free-port.ts';
import type { Phone } from './simulated-phone.ts';

const help = `Usage: npm run simulate -- [--channel customer-service|official-account]

Plays WeChat on this machine: no account, no network. A bot is started against the simulated WeChat, with data of its own that is
thrown away at the end, and you are the prospect. Type what the prospect says; a number taps that line of the last menu. Ctrl+D ends it.
Lines can be piped in: each is said when the one before was answered.

  --channel  customer-service (微信客服, the default) or official-account (公众号)
  --help     prints this`;

const phones: Readonly<Record<string, (port: number) => Promise<Phone>>> = {
  'customer-service': async (port) => (await import('./simulated-phone.ts')).customerServicePhone(port),
  'official-account': async (port) => (await import('./simulated-phone.ts')).officialAccountPhone(port),
};
/** As long as nothing more comes, the bot has answered. */
const quietMs = 700;
const answeredWithinMs = 20_000;

function optionsOf(args: readonly string[]): { channel: string; help: boolean } | { problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { channel: { type: 'string', default: 'customer-service' }, help: { type: 'boolean', default: false } },
    });
    const isKnown = Object.hasOwn(phones, values.channel);
    return isKnown ? values : { problem: `there is no channel "${values.channel}": customer-service or official-account` };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

async function simulate(channel: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yinlu-simulate-'));
  const port = await freePort();
  const phone = await (phones[channel] as (typeof phones)[string])(port);
  const address = `http://127.0.0.1:${port}`;
  try {
    const app = await startApp({ port, dataDir, env: { ...phone.env, PUBLIC_URL: address, LOG_LEVEL: 'error', REDIS_URL: '' } });
    try {
      console.log(`${channel}: the bot runs at ${address}. Ctrl+D ends the talk.\n`);
      await talk(phone);
    } finally {
      await app.stop();
    }
  } finally {
    await phone.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function talk(phone: Phone): Promise<void> {
  let shown = 0;
  const show = (): void => {
    for (const text of phone.shown().slice(shown)) console.log(`${text.replaceAll(/^/gm, '  ')}\n`);
    shown = phone.shown().length;
  };
  await phone.arrive();
  await answered(phone, 0, show);
  const lines = createInterface({ input: process.stdin });
  ask();
  for await (const line of lines) {
    const before = phone.shown().length;
    if (line.trim() === '') continue;
    if (!process.stdin.isTTY) console.log(`> ${line}`);
    await phone.say(line.trim());
    await answered(phone, before, show);
    ask();
  }
}

function ask(): void {
  if (process.stdin.isTTY) process.stdout.write('> ');
}

/** Resolves when something has come and then nothing more, or nothing at all for long (people have the chat). */
async function answered(phone: Phone, before: number, show: () => void): Promise<void> {
  const end = Date.now() + answeredWithinMs;
  let [count, since] = [before, Date.now()];
  while (Date.now() < end) {
    await pause(50);
    if (phone.shown().length > count) [count, since] = [phone.shown().length, Date.now()];
    show();
    if (count > before && Date.now() - since > quietMs) return;
  }
}

const options = optionsOf(process.argv.slice(2));
if ('problem' in options) {
  console.error(`${options.problem}\n\n${help}`);
  process.exitCode = 1;
} else if (options.help) console.log(help);
else await simulate(options.channel);
