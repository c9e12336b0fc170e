import { afterAll, beforeAll, expect, test } from 'vitest';
import { brief, headline } from '../../bot/leads/brief.ts';
import { loadScore, scoreOf, weightsSchema } from '../../bot/leads/score.ts';
import { type Office, office, said } from './office.ts';

let one: Office;

beforeAll(async () => {
  one = await office();
});

afterAll(() => one.close());

test('a ready, urgent lead with a contact is an A; one who only said hello is a D', async () => {
  const score = await loadScore();
  const ready = { service: 'callcentre', verdict: 'eligible', urgency: 'asap', contact: true, quoted: true, handed: true };
  expect(score(ready)).toEqual({ score: 100, grade: 'A' });
  expect(score({ verdict: 'open', contact: false, quoted: false, handed: false })).toEqual({ score: 0, grade: 'D' });
  expect(score({ ...ready, contact: false }).score).toBeLessThan(100);
  expect(score({ service: 'travel-agency', verdict: 'open' }).score).toBe(10);
});

test('weights that go over 100 or grades out of order are refused', () => {
  const part = { part: 'a', rules: [{ points: 60, if: { service: 'x' } }] };
  const grades = { A: 3, B: 2, C: 1 };
  expect(weightsSchema.safeParse({ parts: [part, part], grades }).success).toBe(false);
  expect(weightsSchema.safeParse({ parts: [part], grades: { A: 1, B: 2, C: 3 } }).success).toBe(false);
  expect(scoreOf(weightsSchema.parse({ parts: [part], grades }))({ service: 'x' })).toEqual({ score: 60, grade: 'A' });
});

test('a lead that names no service is called by what is to become of the licence that is held', () => {
  expect(headline(one.reading, { renewing: true }, 'en')).toBe('Renewing@en');
  expect(headline(one.reading, { renewing: false }, 'en')).toBe(headline(one.reading, {}, 'en'));
});

test('the brief says what is wanted, what was asked and what comes next, in both languages, and no contact', async () => {
  const lead = await one.waiting('c_brief', {
    service: said('callcentre'),
    capital: { declined: 'unsure', at: '' },
    phone: said('13800000000'),
    consent: said(true),
  });
  const session = await one.session(lead);
  const chinese = brief(one.reading, session, 'zh-Hans').split('\n');
  expect(chinese).toEqual([
    'Service@zh-Hans：service为callcentre',
    'Capital@zh-Hans：没说',
    '初步判断：信息还不全',
    '问过：多少钱?',
    '下一步：按留下的联系方式联系，也可以直接在对话里回复',
  ]);
  const english = brief(one.reading, session, 'en').split('\n');
  expect(english).toHaveLength(chinese.length);
  expect(english[0]).toBe('Service@en: service callcentre');
});
