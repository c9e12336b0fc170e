/** WeChat shows an account its own words again. These are the bot's; any others its owner has typed on the phone. */
export interface Echoes {
  /** This was said and will come back; `forget` when it was perhaps not said. */
  expect(contact: string, text: string): { forget(): void };
  /** Whether these words are the bot's own. */
  heard(contact: string, text: string): boolean;
}

const lifeMs = 5 * 60_000;

export function echoes(now: () => number): Echoes {
  let expected: readonly { readonly key: string; readonly until: number }[] = [];
  return {
    expect(contact, text) {
      const one = { key: keyOf(contact, text), until: now() + lifeMs };
      expected = [...expected.filter(({ until }) => until > now()), one];
      // It may yet come: whoever hung up does not know.
      return {
        forget: () => void (expected = expected.map((each) => (each === one ? { ...one, until: now() + 30_000 } : each))),
      };
    },
    heard(contact, text) {
      const key = keyOf(contact, text);
      const at = expected.findIndex((each) => each.key === key);
      if (at < 0) return false;
      expected = expected.toSpliced(at, 1);
      return true;
    },
  };
}

/** Line ends and spaces do not all survive the way. */
function keyOf(contact: string, text: string): string {
  return `${contact} ${text.replaceAll(/\s+/g, ' ').trim()}`;
}
