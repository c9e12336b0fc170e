/** What other countries and regions are called in both languages, in lower case; mainland China and what its law sets beside it are none. */
export function otherCountries(): readonly string[] {
  const names = ['zh-Hans', 'en'].flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes().flatMap((code) => display.of(code)?.toLowerCase() ?? []);
  });
  return [...new Set([...names, ...short])].filter((name) => name.length > 1);
}

/** 日本公司, "a German company": who asks is from abroad, and asks of this market. */
export function namesOwnerAbroad(text: string): boolean {
  ownerAbroad ??= new RegExp(
    `(?:${otherCountries()
      .map((name) => RegExp.escape(name))
      .join('|')})(?:公司|企业|母公司|集团|资本|资金|人| (?:company|firm|parent|group|investor))`,
    'u',
  );
  return ownerAbroad.test(text);
}

let ownerAbroad: RegExp | undefined;

/** Codes that are assigned have a name; others have none. */
function codes(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => !near.has(code));
}

const near = new Set(['CN', 'HK', 'MO', 'TW', 'ZZ', 'XA', 'XB', 'EU', 'EZ', 'UN', 'QO']);

/** As people say it. */
const short = [
  'usa',
  'u.s.',
  'american',
  'uk',
  'british',
  'korea',
  '韩国',
  'singaporean',
  'japanese',
  'european',
  '欧洲',
  'europe',
  'dubai',
  '迪拜',
];
