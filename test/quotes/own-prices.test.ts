import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { programPath } from '../support/program.ts';

const root = join(import.meta.dirname, '../..');
const folders: string[] = [];
const patienceMs = 120_000;

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The program in a folder of its own, with this price book. */
function installed(edit: (prices: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'yinlu-prices-'));
  folders.push(folder);
  for (const part of ['bot', 'flows', 'knowledge', 'adapters', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const prices = join(folder, 'knowledge/prices.yaml');
  writeFileSync(prices, edit(readFileSync(prices, 'utf8')));
  return folder;
}

/** What the program says at its start and what a prospect is told and shown, form by form. */
async function everything(folder: string): Promise<Record<string, string>> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'info', REDIS_URL: '' };
  const server = spawn(process.execPath, ['bot/main.ts'], { cwd: folder, env });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  try {
    await until(
      async () => (await fetch(`${address}/readyz`).catch(() => null))?.ok === true,
      () => log,
    );
    const { text, card, url } = await quotedTalk(address);
    const at = (kind: string): string => address + url.replace('?', `${kind}?`);
    const [page, data] = await Promise.all([at(''), at('.json')].map(async (one) => (await fetch(one)).text()));
    const [pdf, png] = await Promise.all(
      [at('.pdf'), at('.png')].map(async (one) => Buffer.from(await (await fetch(one)).arrayBuffer())),
    );
    return {
      log,
      text,
      card,
      page: page ?? '',
      json: data ?? '',
      pdf: await textOf(pdf ?? Buffer.alloc(0), folder),
      picture: coloursOf(png ?? Buffer.alloc(0)),
    };
  } finally {
    server.kill();
  }
}

/** What is read of an answer of the web API. */
interface Answer {
  readonly conversation: string;
  readonly token: string;
  readonly messages: readonly { text: string; cards?: readonly { type: string; url: string }[] }[];
}

async function quotedTalk(address: string): Promise<{ text: string; card: string; url: string }> {
  const post = async (path: string, body: object, token = ''): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Answer;
  };
  const { conversation, token } = await post('/api/conversations', { language: 'zh-Hans' });
  const say = (id: string, text: string) => post(`/api/conversations/${conversation}/messages`, { id, text }, token);
  await say('1', '想办全国的呼叫中心,注册资本一千万,纯内资,多少钱');
  const compared = await say('2', '如果注册资本是五百万呢');
  await say('3', '不用,还按原来的');
  const { messages } = await say('4', '好的,出一份报价');
  const card = messages.flatMap(({ cards = [] }) => cards).find(({ type }) => type === 'quote');
  const texts = [...compared.messages, ...messages].map(({ text }) => text);
  return { text: texts.join('\n'), card: JSON.stringify(card), url: card?.url ?? '' };
}

async function textOf(pdf: Buffer, folder: string): Promise<string> {
  const file = join(folder, 'quote.pdf');
  writeFileSync(file, pdf);
  const program = programPath({
    names: ['pdftotext'],
    debian: ['poppler-utils'],
    advice: 'run "sudo apt-get install -y poppler-utils" or "brew install poppler"',
  });
  const run = promisify(execFile);
  const [text, info] = await Promise.all([run(program, [file, '-']), run(program.replace(/pdftotext$/, 'pdfinfo'), [file])]);
  // What is set across the page comes out letter by letter.
  return (text.stdout + info.stdout).replaceAll(/\s/g, '');
}

/** The palette of a picture: the banner of the sample mark has a colour of its own. */
function coloursOf(png: Buffer): string {
  const at = png.indexOf('PLTE');
  return png.toString('hex', at + 4, at + 4 + png.readUInt32BE(at - 4));
}

async function until(holds: () => Promise<boolean>, told: () => string): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`the program did not start:\n${told()}`);
    await pause(100);
  }
}

const marks = {
  log: /prices are samples/,
  text: /示例/,
  card: /示例/,
  page: /示例/,
  json: /"sample":true/,
  pdf: /示例价格/,
  picture: /8a5200/,
};

describe('the sample mark', () => {
  test('stands on every form of a quote made from the price book that is shipped', { timeout: patienceMs }, async () => {
    const forms = await everything(installed((prices) => prices));
    for (const [form, mark] of Object.entries(marks)) expect(forms[form], form).toMatch(mark);
  });

  test('is gone from all of them once the firm has put its own prices in', { timeout: patienceMs }, async () => {
    const own = installed((prices) =>
      prices.replace('sample: true', 'sample: false').replace('version: sample-1', 'version: 2027-01'),
    );
    // The firm that is shipped calls itself a sample too: that is its name, and it goes with it.
    const firm = join(own, 'knowledge/firm.yaml');
    writeFileSync(firm, readFileSync(firm, 'utf8').replaceAll(/（示例）|示例| \(sample\)/g, ''));
    const forms = await everything(own);
    expect(forms['log']).toContain('Yinlu is ready');
    expect(forms['pdf']).toContain('42,000.00');
    for (const [form, mark] of Object.entries(marks)) expect(forms[form], form).not.toMatch(mark);
  });
});
