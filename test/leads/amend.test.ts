import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { amending } from '../../bot/leads/amend.ts';
import { loadConversation } from '../../bot/bot.ts';
import { claimed } from '../../bot/leads/changes.ts';
import type { Amend } from '../../bot/leads/desk.ts';
import { leadFile } from '../../bot/leads/lead-file.ts';
import type { LeadReading } from '../../bot/leads/lead-reading.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import type { Session } from '../../bot/session/session.ts';
import { newSession } from '../../bot/turn.ts';
import { at, li, said, zhang } from './office.ts';

let amend: Amend;
let reading: LeadReading;

beforeAll(async () => {
  const root = join(import.meta.dirname, '../..');
  const deps = await loadConversation({ root, quoteUrl: (_, number) => `/quotes/${number}` });
  amend = amending(deps);
  reading = await leadReadingOf(deps);
});

function talk(slots: Session['state']['slots'] = {}): Session {
  const fresh = newSession({ channel: 'web', language: 'zh-Hans' }, new Date(at));
  const capital = { value: { min: 10_000_000, max: 10_000_000, currency: 'CNY', kind: null }, by: 'said' as const, at };
  const known = { service: said('callcentre'), scope: said('nationwide'), capital, funding: said('domestic'), ...slots };
  // The verdict has been said: a change of what it rests on says it again.
  return {
    ...fresh,
    owner: 'waiting',
    state: { ...fresh.state, slots: known, said: { verdict: 'before' }, handed: 'qualified' },
  };
}

const claim = claimed(() => '');
const textsOf = (changed: ReturnType<typeof claim>): string => (changed?.drafts ?? []).map(({ text }) => text).join('\n');
const held = (session: Session): Session => claim(session, zhang, at)?.session as Session;

test('a consultant puts a fact right in words, the prospect hears of it and of what follows, and is asked nothing', () => {
  const session = held(talk());
  const changed = amend.correct('c_a', { slot: 'capital', text: '500万' })(session, zhang, at);
  expect(changed?.session.state.slots['capital']).toMatchObject({ value: { min: 5_000_000 }, by: 'consultant' });
  const [first] = changed?.drafts ?? [];
  expect(first?.from).toBe('bot');
  expect(first?.text).toContain('顾问张三帮您更新了资料：注册资本 500 万元');
  const all = textsOf(changed);
  expect(all).toMatch(/还差一步/);
  expect(all).not.toMatch(/[?？]$/);
  expect(changed?.session.owner).toEqual(session.owner);
  expect(changed?.session.state.handed).toBe('qualified');
  expect(changed?.session.lead.events.at(-1)).toMatchObject({ event: 'corrected:capital', who: zhang.id });
});

test('what is no value of its kind is refused, and so is consent, and the lead of somebody else', () => {
  const session = held(talk());
  for (const fact of [
    { slot: 'capital', text: '很多' },
    { slot: 'scope', text: 'moon' },
    { slot: 'consent', text: 'true' },
    { slot: 'toString', text: 'x' },
    { slot: 'phone', text: '12' },
  ]) {
    expect(() => amend.correct('c_a', fact)(session, zhang, at), fact.slot).toThrow(/no value/);
  }
  expect(() => amend.correct('c_a', { slot: 'scope', text: 'provincial' })(session, li, at)).toThrow(/owner/);
});

test('a quote goes out in the consultant’s name, is kept, and needs a price and the lead', () => {
  const session = held(talk());
  const changed = amend.quote('c_a')(session, zhang, at);
  expect(changed?.drafts?.[0]).toMatchObject({ from: 'consultant', name: '张三', cards: [{ type: 'quote' }] });
  expect(changed?.session.quotes).toHaveLength(1);
  expect(changed?.session.lead.events.map(({ event }) => event)).toContain('first-reply');
  expect(() => amend.quote('c_a')(talk(), zhang, at)).toThrow(/Claim/);
  expect(() => amend.quote('c_a')(held(talk({ service: said('other') })), zhang, at)).toThrow(/no price/);
});

test('the file says what is known, from where, and shows nobody’s number without consent', () => {
  const session = talk({ phone: said('13800000000') });
  const file = leadFile(reading, 'c_a', session);
  expect(file.facts.find(({ slot }) => slot === 'capital')).toMatchObject({
    name: { 'zh-Hans': '注册资本' },
    value: { en: 'RMB 10 million' },
    by: 'said',
  });
  expect(JSON.stringify(file)).not.toContain('13800000000');
  expect(file.open.map(({ slot }) => slot)).not.toContain('phone');
  expect(file.schedule?.courses.map(({ course }) => course)).toEqual(['official', 'agency']);
  expect(file.judgement['zh-Hans']).toMatch(/符合/);
  const agreed = leadFile(reading, 'c_a', talk({ phone: said('13800000000'), consent: said(true) }));
  expect(agreed.facts.find(({ slot }) => slot === 'phone')).toMatchObject({ value: { en: '13800000000' }, personal: true });
});
