import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { commit, messages, newId, until } from './samples.ts';

const dir = mkdtempSync(join(tmpdir(), 'yinlu-crash-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('what was acknowledged is there, whole, after kill -9', async () => {
  const data = join(dir, 'killed');
  for (let round = 0; round < 4; round++) {
    const acknowledged = await writeUntilKilled(data, 100 + round * 150);
    expect(acknowledged.size).toBe(16);
    const store = await openSqlite({ dir: data });
    for (const [conversation, told] of acknowledged) {
      const { version, handled } = await store.load(conversation, [`m${told - 1}`]);
      expect(version).toBeGreaterThanOrEqual(told);
      expect(handled).toEqual([{ from: told * 2 - 1, to: told * 2 }]);
      expect(await store.messages(conversation, 0, 1e6)).toEqual(messages(1, version * 2));
    }
    await store.close();
  }
});

test('two processes write to one file without losing anything', async () => {
  const data = join(dir, 'shared');
  const conversation = newId();
  const store = await openSqlite({ dir: data });
  const other = writeUntilKilled(data, 300);
  let version = 0;
  for (const end = Date.now() + 500; Date.now() < end; version++) {
    await store.commit(conversation, commit(version, { messages: messages(version + 1, version + 1) }));
  }
  for (const [written, told] of await other) expect((await store.load(written, [])).version).toBeGreaterThanOrEqual(told);
  expect(await store.messages(conversation, 0, 1e6)).toEqual(messages(1, version));
  await store.close();
});

test('nobody else on the machine can read the files', async () => {
  const data = join(dir, 'modes');
  const store = await openSqlite({ dir: data });
  for (const name of ['yinlu.db', 'yinlu.db-wal']) expect(statSync(join(data, name)).mode & 0o077).toBe(0);
  await store.close();
});

test('a file that a newer program has written is refused, with what to do', async () => {
  const data = join(dir, 'newer');
  await (await openSqlite({ dir: data })).close();
  const database = new DatabaseSync(join(data, 'yinlu.db'));
  database.exec('PRAGMA user_version = 999');
  database.close();
  await expect(openSqlite({ dir: data })).rejects.toThrow(/yinlu\.db.*use the newer program/);
});

test('erased words are nowhere in the files any more', async () => {
  const data = join(dir, 'erased');
  const store = await openSqlite({ dir: data });
  const conversation = newId();
  const secret = { seq: 1, at: '2026-03-02T01:00:00.000Z', from: 'prospect' as const, text: '电话 13800000000' };
  await store.commit(conversation, commit(0, { messages: [secret] }));
  expect(filesContain(data, '13800000000')).toBe(true);
  await store.erase(conversation);
  expect(filesContain(data, '13800000000')).toBe(false);
  await store.close();
});

/** Runs the writer, kills it `afterMs` after its first words, and gives the last version it told of each conversation. */
async function writeUntilKilled(data: string, afterMs: number): Promise<Map<string, number>> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'sqlite-writer.ts'), data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const closed = once(writer, 'close');
  await until(() => told.split('\n').length > 64);
  setTimeout(() => writer.kill('SIGKILL'), afterMs);
  await closed;
  // The last line may have been cut off.
  const lines = told.slice(0, told.lastIndexOf('\n')).split('\n');
  return new Map(lines.map((line) => line.split(' ')).map(([conversation = '', version]) => [conversation, Number(version)]));
}

function filesContain(folder: string, text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}
