import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { storeContract } from './contract.ts';

const dir = mkdtempSync(join(tmpdir(), 'yinlu-sqlite-'));
afterAll(() => rmSync(dir, { recursive: true }));

storeContract('SQLite', () => openSqlite({ dir }), { shared: false });
