import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { TerminalChannel } from '../../adapters/terminal/channel.ts';
import { plainText } from '../../adapters/terminal/plain-text.ts';
import { createBot, loadConversation } from '../bot.ts';
import { loadModelConfig } from '../config.ts';
import type { Front } from '../ports.ts';
import { type Language, languages } from '../session/session.ts';
import { openStore } from '../store/open.ts';
import { openModel } from '../model/open-model.ts';

const now = (): Date => new Date();

const help = `npm run chat -- [--lang zh-Hans|zh-Hant|en]

Talk to the bot in the terminal: the same engine, no server. A choice is taken by its number. Nothing is kept.
Lines can be piped in: printf '你好\\n1000万\\n' | npm run -s chat`;

/** `npm run chat`. */
export async function run(args: string[]): Promise<number> {
  const options = parsed(args);
  if ('problem' in options) {
    console.error(`${options.problem}\n\n${help}`);
    return 1;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'yinlu-chat-'));
  const store = await openStore({ dataDir });
  try {
    const conversation = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: (_, number) => number });
    const service = loadModelConfig(process.env);
    const model = service && (await openModel({ ...service, now }));
    const bot = createBot({
      store,
      conversation,
      now,
      ...model,
      summaryOf: (id, { lead }) => ({
        id,
        conversation: id,
        status: lead.status,
        updated: new Date().toISOString(),
        document: {},
      }),
      onUndelivered: (error) => console.error(error),
    });
    bot.join(new TerminalChannel());
    await talk(bot.conversations.front('terminal'), options.language);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  return 0;
}

async function talk(front: Front, language: Language): Promise<void> {
  const id = `c_${randomUUID()}`;
  const { stdin, stdout } = process;
  const lines = createInterface({ input: stdin, ...(stdin.isTTY && { output: stdout, prompt: '\n> ' }) });
  for (const message of (await front.open(id, { language })).messages) show(plainText(message));
  if (stdin.isTTY) lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== '') {
      if (!stdin.isTTY) show(`> ${line}`);
      const batch = await front.receive(id, { id: randomUUID(), at: new Date().toISOString(), text: line });
      for (const message of batch.messages) show(plainText(message));
    }
    if (stdin.isTTY) lines.prompt();
  }
}

function show(text: string): void {
  console.log(`\n${text}`);
}

function parsed(args: string[]): { language: Language; help: boolean } | { problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: { lang: { type: 'string', default: 'zh-Hans' }, help: { type: 'boolean', default: false } },
    });
    const language = languages.find((known) => known === values.lang || (known === 'zh-Hans' && values.lang === 'zh'));
    return language ? { language, help: values.help } : { problem: `--lang ${values.lang}: there are ${languages.join(', ')}` };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
