import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { restore, shorten } from '../../bot/store/phrases.ts';
import { documentFrom, shortDocument } from '../../bot/store/short-document.ts';

const phrases = readFileSync(new URL('../../bot/store/phrases.txt', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1);
const phrase = fc.constantFrom(...phrases);
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), phrase);
const document = fc.dictionary(fc.oneof(fc.constantFrom('state', 'slots', 'lead', '__proto__'), anything), fc.jsonValue());

test('what was shortened is restored word for word, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(anything), (texts) => {
      const json = JSON.stringify(texts);
      expect(restore(shorten(json))).toBe(json);
    }),
  );
  for (const text of phrases) expect(restore(shorten(text))).toBe(text);
});

test('JSON that was stored without phrases reads as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value);
      expect(restore(json)).toBe(json);
    }),
  );
});

test('a phrase that only a newer version has is no silent loss', () => {
  expect(() => restore('"\x1f~"')).toThrow('newer version');
});

// Stored conversations refer to phrases by their lines. Lines are added at the end, and only then is this changed.
test('the phrases are those that conversations were written with', () => {
  const known = createHash('sha256').update(phrases.slice(0, 939).join('\n')).digest('hex');
  expect(known).toBe('65855f62896a4a3ceadcb271274301924d7da3a38c206550318f5d4e05c4286b');
  expect(new Set(phrases).size).toBe(phrases.length);
});

test('a document comes back as it went in, also when a part of it was replaced', () => {
  fc.assert(
    fc.property(document, document, (one, other) => {
      expect(documentFrom(shortDocument(one))).toEqual(JSON.parse(JSON.stringify(one)));
      const changed = { ...one, lead: other, none: undefined, list: [one, undefined, null, [other]] };
      expect(documentFrom(shortDocument(changed))).toEqual(JSON.parse(JSON.stringify(changed)));
    }),
  );
});
