import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Conversed, converse, type ConversationDeps } from '../../bot/conversation.ts';
import { loadConversation } from '../../bot/bot.ts';
import type { Session } from '../../bot/session/session.ts';
import { newSession } from '../../bot/turn.ts';
import { inLanguage } from '../../bot/wording/in-language.ts';

const now = new Date('2026-03-09T02:00:00Z');
const conversation = 'c';
let deps: ConversationDeps;

beforeAll(async () => {
  deps = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: (_, number) => `/quotes/${number}` });
});

function said(session: Session, text?: string): Conversed {
  const fresh = [{ id: text ?? 'opening', at: now.toISOString(), ...(text !== undefined && { text }) }];
  return converse({ conversation, session, fresh, now }, deps);
}

const opened = (): Session => said(newSession({ channel: 'web', language: 'zh-Hans' }, now)).session;
const inEnglish = (session: Session) => inLanguage(deps, { conversation, language: 'en', now })(session);

test('who chooses English before a word is said is greeted in English, with the same quick replies', () => {
  const session = opened();
  const { drafts = [] } = inEnglish(session);
  expect(drafts).toHaveLength(1);
  expect(drafts[0]?.text).toMatch(/assistant/);
  expect(drafts[0]?.choices?.map(({ value }) => value)).toEqual(session.offered);
  expect(JSON.stringify(drafts[0]?.choices)).not.toMatch(/\p{Script=Han}/u);
});

test('who chooses English in the middle is asked the open question in English, and answered in it, whatever is typed', () => {
  const asked = said(opened(), '全国的呼叫中心').session;
  const { drafts = [], session = asked } = inEnglish(asked);
  expect(drafts[0]?.text).toMatch(/registered capital/i);
  expect(session.state).toEqual(asked.state);
  const answer = said(session, '10 million');
  expect(answer.session.state.slots['capital']).toMatchObject({ value: { min: 10_000_000 } });
  expect(answer.drafts.map(({ text }) => text).join()).not.toMatch(/\p{Script=Han}/u);
});

test('who chooses the language of the talk changes nothing; a consultant is not talked over', () => {
  const session = opened();
  expect(inLanguage(deps, { conversation, language: 'zh-Hans', now })(session)).toEqual({ result: null });
  const held = inEnglish({ ...session, owner: { consultant: 'a', name: '王示例' } });
  expect(held.session?.language).toBe('en');
  expect(held.drafts).toBeUndefined();
});
