import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentOf, contrast, rgbOf } from '../../adapters/web/widget/colour.ts';
import { eventParser } from '../../adapters/web/widget/event-parser.ts';
import { markdown, safeAddress } from '../../adapters/web/widget/markdown.ts';
import { languageOf } from '../../adapters/web/widget/options.ts';
import { cursorOf, emptyTranscript, withMessages } from '../../adapters/web/widget/transcript.ts';
import type { Message } from '../../bot/message.ts';

describe('a transcript', () => {
  const messages = Array.from({ length: 12 }, (_, index): Message => ({
    seq: index + 1,
    at: '2026-11-21T08:00:00Z',
    from: 'bot',
    text: `${index}`,
  }));

  it('is the same in whatever order and however often its messages come', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(messages), { maxLength: 6 }), (batches) => {
        const all = [...batches, messages.toReversed()];
        const transcript = all.reduce(withMessages, emptyTranscript);
        expect(transcript).toEqual({ messages, ahead: [] });
      }),
    );
  });

  it('never shows a message before the ones that come before it', () => {
    fc.assert(
      fc.property(fc.subarray(messages), (some) => {
        const transcript = withMessages(emptyTranscript, some);
        expect(transcript.messages.map(({ seq }) => seq)).toEqual(
          Array.from({ length: cursorOf(transcript) }, (_, index) => index + 1),
        );
      }),
    );
  });
});

function rgb(css: string): [number, number, number] {
  return css.match(/\d+/g)!.map(Number) as [number, number, number];
}

describe('a colour', () => {
  it('is readable in each of its roles, whatever the site chooses', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(hex, (colour) => {
        const { on, onLight, onDark } = accentOf(colour);
        expect(contrast(rgbOf(colour), on === '#fff' ? [255, 255, 255] : [0, 0, 0])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(onLight), [241, 244, 242])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(onDark), [36, 45, 42])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('the stream of events', () => {
  it('is read the same however the network cuts it', () => {
    const stream = 'retry: 2000\n\nid: 1\nevent: message\ndata: {"text":"a: b"}\n\n: \n\nevent: typing\ndata: {"from":"bot"}\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const events: unknown[] = [];
        const parse = eventParser((event) => events.push(event));
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        for (const [index, place] of places.slice(1).entries()) parse(stream.slice(places[index], place));
        expect(events).toEqual([
          { event: 'retry', data: '2000' },
          { event: 'message', data: '{"text":"a: b"}' },
          { event: 'typing', data: '{"from":"bot"}' },
        ]);
      }),
    );
  });
});

describe('markdown-lite', () => {
  it('knows bold, lists and links, and ends an address where the sentence goes on', () => {
    expect(markdown('**可以办**，见[流程](/a)\n1. 签约\n2. 提交\n\n看 https://example.com/a?b=1。好')).toEqual([
      { lines: [[{ bold: ['可以办'] }, '，见', { link: '/a', text: '流程' }]] },
      { ordered: true, start: 1, items: [['签约'], ['提交']] },
      { lines: [['看 ', { link: 'https://example.com/a?b=1', text: 'https://example.com/a?b=1' }, '。好']] },
    ]);
  });

  it('loses no word of any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z一二 \n]*$/), (text) => {
        const words = JSON.stringify(markdown(text)).match(/[a-z一二]+/g) ?? [];
        expect(words.filter((word) => word !== 'lines').join('')).toBe(
          (text.match(/[a-z一二]+/g) ?? []).filter((word) => word !== 'lines').join(''),
        );
      }),
    );
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://',
  ])('does not link to %s', (link) => expect(safeAddress(link, 'https://bot.example')).toBeNull());
});

it.each([
  ['zh-CN', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['en-GB', 'en'],
  ['fr', 'en'],
])('a page in %s gets %s', (tag, language) => expect(languageOf(tag)).toBe(language));
