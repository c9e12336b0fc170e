import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../../bot/config.ts';

const dir = mkdtempSync(join(tmpdir(), 'yinlu-config-'));
afterAll(() => rmSync(dir, { recursive: true }));

const modelOf = (env: NodeJS.ProcessEnv) => loadConfig({ DATA_DIR: dir, ...env }).model;

test('there is no model unless a key and a model are set', () => {
  expect(modelOf({})).toBeUndefined();
  expect(modelOf({ OPENAI_MODEL: 'a-model' })).toBeUndefined();
  expect(modelOf({ OPENAI_API_KEY: ' ', OPENAI_MODEL: 'a-model' })).toBeUndefined();
  expect(modelOf({ OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'a-model' })).toEqual({ apiKey: 'sk-test', model: 'a-model' });
});

test('a key without a model is refused with the setting that is missing', () => {
  expect(() => modelOf({ OPENAI_API_KEY: 'sk-test' })).toThrow(/^OPENAI_MODEL: is needed with OPENAI_API_KEY/);
});

test('the key travels over https:, or to this machine', () => {
  const set = { OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'a-model' };
  expect(() => modelOf({ ...set, OPENAI_BASE_URL: 'http://models.example.com/v1' })).toThrow(/OPENAI_BASE_URL: .*https/);
  expect(() => modelOf({ ...set, OPENAI_BASE_URL: 'models' })).toThrow(/OPENAI_BASE_URL/);
  expect(modelOf({ ...set, OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/' })?.baseUrl).toBe('http://127.0.0.1:11434/v1');
  expect(modelOf({ ...set, OPENAI_BASE_URL: 'https://models.example.com/v1' })?.baseUrl).toBe('https://models.example.com/v1');
});
