import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadConversation } from '../../bot/bot.ts';
import { type Conversed, converse } from '../../bot/conversation.ts';
import type { Language, Session } from '../../bot/session/session.ts';
import { newSession } from '../../bot/turn.ts';

// How much one must tell before one hears of money: three answers for a range, six for the quote.
const deps = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: (_, number) => `/quotes/${number}` });
const now = new Date('2026-03-09T02:00:00Z');

type Tongue = Extract<Language, 'zh-Hans' | 'en'>;

const answers: Readonly<Record<Tongue, Readonly<Record<string, readonly string[]>>>> = {
  'zh-Hans': {
    service: ['呼叫中心许可证', '95 码号', '96 码号'],
    scope: ['全国', '单省'],
    province: ['广东', '浙江'],
    capital: ['一千万', '500万', '两百万'],
    funding: ['纯内资'],
    'wants-quote': ['好的', '可以，出一份'],
  },
  en: {
    service: ['call-centre licence', '95 number', '96 number'],
    scope: ['nationwide', 'one province'],
    province: ['Guangdong', 'Zhejiang'],
    capital: ['RMB 10 million', '5 million RMB'],
    funding: ['purely domestic'],
    'wants-quote': ['yes', 'yes please'],
  },
};

const priceQuestion: Readonly<Record<Tongue, string>> = { 'zh-Hans': '大概多少钱', en: 'roughly how much does it cost' };
const price: Readonly<Record<Tongue, RegExp>> = { 'zh-Hans': /[\d.,]+(?:–[\d.,]+)? ?万?元/, en: /RMB [\d,]+/ };

function said(session: Session, text: string): Conversed {
  return converse({ conversation: 'c', session, fresh: [{ id: text, at: now.toISOString(), text }], now }, deps);
}

/** An order in which things are told: what is volunteered first, then whatever is asked for, in some way of saying it. */
const paths = fc.record({
  language: fc.constantFrom<Tongue>('zh-Hans', 'en'),
  first: fc.subarray(['service', 'scope', 'capital', 'funding']),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  way: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
});

test('a price can be had after three answers at most and the quote after six, whatever is told first', () => {
  fc.assert(
    fc.property(paths, ({ language, first, order, way }) => {
      const wordsFor = (slot: string, turn: number): string => {
        const known = answers[language][slot] ?? [];
        return known[(way[turn] ?? 0) % Math.max(1, known.length)] ?? '';
      };
      let session = newSession({ channel: 'web', language }, now);
      session = converse({ conversation: 'c', session, fresh: [{ id: '', at: now.toISOString() }], now }, deps).session;
      const volunteered = order.flatMap((at) => first[at] ?? []);
      for (let told = 1; told <= 6; told += 1) {
        const slot = volunteered.shift() ?? session.state.pending?.slot ?? '';
        const turn = said(session, wordsFor(slot, told));
        session = turn.session;
        if (turn.effects.some((effect) => effect.type === 'say' && effect.say === 'quote')) {
          expect(turn.drafts.map(({ text }) => text).join('\n')).toMatch(price[language]);
          return;
        }
        if (told === 3) {
          const asked = said(session, priceQuestion[language]);
          expect(asked.drafts.map(({ text }) => text).join('\n')).toMatch(price[language]);
        }
      }
      expect(session.state.said).toHaveProperty('quote');
    }),
    { numRuns: 150 },
  );
});
