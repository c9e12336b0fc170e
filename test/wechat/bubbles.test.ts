import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bubble, bubblesOf } from '../../adapters/wechat/bubbles.ts';
import { customerService, officialReply, officialService, personalAccount } from '../../adapters/wechat/capabilities.ts';
import { owedFrom, placeAfter } from '../../adapters/wechat/owed.ts';
import { bytesOf, partsOf } from '../../adapters/wechat/split.ts';
import type { Draft, Message } from '../../bot/message.ts';

const publicUrl = 'https://chat.example.com';
const more = `全文：${publicUrl}/said/1`;
const choices = [
  { value: 'scope=nationwide', label: '全国' },
  { value: 'scope=provincial', label: '只在一个省' },
];

function said(...drafts: readonly Draft[]): readonly Message[] {
  return drafts.map((draft, index) => ({ ...draft, seq: index + 1, at: '2027-01-04T01:00:00.000Z', from: 'bot' }));
}

function textsOf(bubbles: readonly Bubble[]): readonly string[] {
  return bubbles.map(({ text }) => text);
}

/** All of it, without space. */
function wordsOf(bubbles: readonly Bubble[]): string {
  return textsOf(bubbles).join('').replaceAll(/\s/g, '');
}

describe('what is said', () => {
  it('stands without marks, with whole addresses, cards as title and link', () => {
    const message = said({
      text: '**可以办**，看[条件](/conditions)：\n- 资金 2 * 3\n1. 先核名',
      cards: [{ type: 'quote', title: '报价 Y-1', url: '/quotes/Y-1?key=a', image: '/quotes/Y-1.png' }],
      sources: [{ id: 'a', title: '管理办法', asOf: '2020-03' }],
    });
    expect(textsOf(bubblesOf(message, { capabilities: personalAccount, publicUrl, max: 1, more }))).toEqual([
      `可以办，看条件 ${publicUrl}/conditions：\n· 资金 2 * 3\n1. 先核名\n▸ 报价 Y-1\n${publicUrl}/quotes/Y-1?key=a\n※ 管理办法 (2020-03)`,
    ]);
  });

  it('names the consultant who says it', () => {
    const [message] = said({ text: '您好', name: '林' });
    const bubbles = bubblesOf([{ ...message!, from: 'consultant' }], { capabilities: customerService, publicUrl, max: 1, more });
    expect(textsOf(bubbles)).toEqual(['林：您好']);
  });

  it('offers choices as a menu, as words to tap, or by number', () => {
    const question = said({ text: '先说结论。' }, { text: '业务范围？', choices });
    const rendered = (capabilities: typeof customerService): readonly Bubble[] =>
      bubblesOf(question, { capabilities, publicUrl, max: 5, more });
    expect(rendered(customerService)).toEqual([{ text: '先说结论。\n\n业务范围？', choices }]);
    expect(textsOf(rendered(officialReply(false)))).toEqual(['先说结论。\n\n业务范围？\n\n1. 全国\n2. 只在一个省']);
    expect(textsOf(rendered(officialReply(true)))[0]).toContain(
      `1. <a href="weixin://bizmsgmenu?msgmenucontent=${encodeURIComponent('全国')}&msgmenuid=scope%3Dnationwide">全国</a>`,
    );
  });

  it('offers by number what a menu has no room for', () => {
    const many = Array.from({ length: 11 }, (_, index) => ({ value: `service=${index}`, label: `${index}` }));
    const [bubble, ...rest] = bubblesOf(said({ text: '哪一项？', choices: many }), {
      capabilities: customerService,
      publicUrl,
      max: 5,
      more,
    });
    expect([bubble?.choices, rest]).toEqual([[], []]);
    expect(bubble?.text).toContain('11. 10');
    const seven = bubblesOf(said({ text: '哪一项？', choices: many.slice(0, 7) }), {
      capabilities: officialService,
      publicUrl,
      max: 5,
      more,
    });
    expect(seven[0]?.choices).toEqual([]);
  });

  it('is parted at the ends of sentences, and leads to a page when the channel has no room for all of it', () => {
    const sentence = '这是一句用来测试的话，它不短也不长。';
    const long = said({ text: sentence.repeat(90), choices });
    const bubbles = bubblesOf(long, { capabilities: customerService, publicUrl, max: 5, more });
    expect(bubbles.length).toBe(3);
    for (const { text } of bubbles) expect(text.endsWith('。')).toBe(true);
    expect(bubbles.at(-1)?.choices).toEqual(choices);

    const [only, ...rest] = textsOf(bubblesOf(long, { capabilities: officialReply(false), publicUrl, max: 1, more }));
    expect(rest).toEqual([]);
    expect(only).toMatch(/它不短也不长。\n\n全文：https:\/\/chat\.example\.com\/said\/1\n\n1\. 全国\n2\. 只在一个省$/);
    expect(bytesOf(only ?? '')).toBeLessThanOrEqual(2048);
  });
});

describe('what is left when some of its bubbles were said', () => {
  it('is the whole of the rest, wherever the messages are parted', () => {
    const texts = array(
      string({ unit: constantFrom('一', '。', '，', '\n', ' ', '**', 'a', '𠮷', '👨‍👩‍👧'), minLength: 1, maxLength: 200 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    assert(
      property(texts, integer({ min: 60, max: 200 }), integer({ min: 0, max: 5 }), (drafts, maxTextBytes, count) => {
        const messages = said(...drafts.map((text) => ({ text })));
        const rendering = { capabilities: { ...personalAccount, maxTextBytes }, publicUrl, max: Infinity, more };
        const bubbles = bubblesOf(messages, rendering);
        const { seq, after } = placeAfter(messages, bubbles.slice(0, count), publicUrl);
        const rest = owedFrom(
          messages.filter((message) => message.seq >= seq),
          { seq, after },
        );
        expect(wordsOf(bubblesOf(rest, rendering))).toBe(wordsOf(bubbles.slice(count)));
        // And again, of what had been left.
        const again = bubblesOf(rest, rendering);
        const next = placeAfter(rest, again.slice(0, 1), publicUrl);
        const left = messages.filter((message) => message.seq >= next.seq);
        expect(wordsOf(bubblesOf(owedFrom(left, next), rendering))).toBe(wordsOf(again.slice(1)));
      }),
    );
  });
});

describe('a long text', () => {
  it('comes back whole from its parts, none of them too long, no character broken', () => {
    const texts = string({
      unit: constantFrom('一', '。', '，', '\n', ' ', 'a', '.', '👨‍👩‍👧', '𠮷', 'e\u0301'),
      maxLength: 400,
    });
    assert(
      property(texts, integer({ min: 40, max: 200 }), (text, max) => {
        const parts = partsOf(text, max);
        expect(parts.every((part) => bytesOf(part) <= max && part === part.toWellFormed())).toBe(true);
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});
