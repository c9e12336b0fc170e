import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../support/simulate.ts', import.meta.url));

async function simulate(args: readonly string[], lines: readonly string[] = []): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [command, ...args]);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}

describe.concurrent('npm run simulate', () => {
  it.each(['customer-service', 'official-account'])('lets a prospect be played on %s, without any account', async (channel) => {
    const { code, text } = await simulate(['--channel', channel], ['我们想办呼叫中心', '1']);
    expect(text).toMatch(/您好[^]*> 我们想办呼叫中心[^]*1\. \[?全国[^]*> 1[^]*\?|？/);
    expect(code).toBe(0);
  });

  it('says how it is used, and what is wrong with an argument', async () => {
    expect(await simulate(['--help'])).toMatchObject({ code: 0, text: expect.stringContaining('--channel') });
    expect(await simulate(['--channel', 'telegram'])).toMatchObject({ code: 1, text: expect.stringContaining('"telegram"') });
    expect(await simulate(['--nonsense'])).toMatchObject({ code: 1, text: expect.stringContaining('--nonsense') });
  });
});
