import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../bot/message.ts';
import { packMessage, unpackMessage } from '../../bot/store/redis-transcript.ts';

const text = fc.string({ unit: 'grapheme' });
const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }).map((date) => date.toISOString());
const message: fc.Arbitrary<Message> = fc.record(
  {
    seq: fc.integer({ min: 1 }),
    at: fc.oneof(
      time,
      time.map((at) => at.replace(/\.\d+Z$/, 'Z')),
    ),
    from: fc.constantFrom('prospect', 'bot', 'consultant'),
    text,
    name: text,
    choices: fc.array(fc.record({ value: text, label: text })),
    cards: fc.array(
      fc.record(
        { type: fc.constantFrom('quote', 'timeline'), title: text, url: text, data: fc.jsonValue() },
        { requiredKeys: ['type', 'title', 'url'] },
      ),
    ),
    sources: fc.array(fc.record({ id: text, title: text, asOf: text })),
    generated: fc.constant(true as const),
  },
  { requiredKeys: ['seq', 'at', 'from', 'text'] },
);

test('a message comes out of its short form as it went in', () => {
  fc.assert(
    fc.property(message, (original) => {
      const expected = JSON.parse(JSON.stringify(original));
      expect(unpackMessage(packMessage(original), original.seq)).toEqual(expected);
    }),
  );
});
