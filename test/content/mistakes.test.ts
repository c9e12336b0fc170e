import { afterAll, expect, test } from 'vitest';
import { problemsAfter, refusedAtStart, removeCopy } from './edited.ts';

const zh = 'flows/texts/zh-Hans.yaml';
const prices = 'knowledge/prices.yaml';
const hours = 'knowledge/hours.yaml';
const slots = 'flows/slots.yaml';
const ours = 'knowledge/answers/ours.yaml';

const answer = (lines: string): string => `parking:
  topics: [other]
  phrases: [你们那里好停车吗, is there parking]
  keywords: []
${lines}  text:
    zh-Hans: 楼下有停车场。
    en: There is a car park downstairs.
  facts: []
  rule: false
`;

interface Mistake {
  readonly what: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** All that is said, each after `file:line: `. */
  readonly says: readonly string[];
  readonly below?: number;
}

const mistakes: readonly Mistake[] = [
  {
    what: 'a line too far to the left',
    file: zh,
    from: '  service: 要办的事项',
    to: 'service: 要办的事项',
    says: [
      'from here on, lines that belong together do not begin in the same column. Give each as many spaces as the lines beside it.',
    ],
  },
  {
    what: 'a tab',
    file: zh,
    from: '  service: 要办的事项',
    to: '\tservice: 要办的事项',
    says: ['the line begins with a tab. Write spaces instead.'],
  },
  {
    what: 'a Chinese colon',
    file: zh,
    from: '  service: 要办的事项',
    to: '  service：要办的事项',
    says: ['there is no colon with a space behind it after the name. Write "name: text", with a plain colon (:).'],
  },
  {
    what: 'a brace that is not closed',
    file: prices,
    from: 'percent: 40 }',
    to: 'percent: 40',
    below: 1,
    says: ['a bracket or a quote was opened before this line and not closed. Close it, or put the whole text in quotes.'],
  },
  {
    what: 'a text that begins with a star',
    file: zh,
    from: '  resumed: ',
    to: '  resumed: *',
    says: [
      'a text that begins with a quote, a bracket or a sign such as @ % * & ! is read as something else. Put the whole text in quotes.',
    ],
  },
  {
    what: 'a price with a comma',
    file: prices,
    from: 'amount: 28000',
    to: 'amount: 28,500',
    says: ['nothing reads "500". Write numbers without commas.'],
  },
  {
    what: 'a discount of nothing',
    file: prices,
    from: 'percent: 5',
    to: 'percent: 0',
    says: ['percent is too small. It must be more than 0.'],
  },
  {
    what: 'one id for two discounts',
    file: prices,
    from: 'id: two-services',
    to: 'id: returning',
    says: ['"returning" is there twice. Give each an id of its own.'],
  },
  {
    what: 'a period with a long dash',
    file: hours,
    from: 'monday: [09:00-12:00',
    to: 'monday: [09:00–12:00',
    says: ['item 1 of monday is "09:00–12:00". Write a period such as 09:00-12:00.'],
  },
  {
    what: 'a day that there is not',
    file: hours,
    from: 'days: {}',
    to: 'days: { 2027-02-30: [] }',
    says: ['2027-02-30 is no day that there is. Write it as 2027-03-15.'],
  },
  {
    what: 'a day off without brackets',
    file: hours,
    from: 'saturday: []',
    to: 'saturday:',
    says: ['saturday is empty. Write a list (lines that begin with "- "); [] is one without any.'],
  },
  {
    what: 'a brace that would be said to the prospect',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气，{firm。',
    says: ['"{" belongs to no placeholder. Write {name}, in plain braces and without spaces.'],
  },
  {
    what: 'a step after an answer that has no words',
    file: ours,
    from: '',
    to: answer('  next: qoute\n'),
    below: 4,
    says: ['there is no text "answer.next.qoute". Did you mean "quote"?'],
  },
  {
    what: 'a question of which nothing knows how to ask',
    file: slots,
    from: "pattern: '^[^\\s@]+@",
    to: "pattern: '(^[^\\s@]+@",
    says: ['the pattern is no regular expression (Unterminated group). Correct it.'],
  },
  {
    what: 'a licence that nobody is offered',
    file: 'knowledge/services.yaml',
    from: '    family: odi',
    to: '    family: outbound',
    says: [
      'warning: nobody can choose "outbound" in a talk. Add it to the choices of "service" in flows/slots.yaml; npm run check then names what else it needs.',
    ],
  },
  {
    what: 'a file of the wrong name',
    file: 'knowledge/answers/ours.yml',
    from: '',
    to: answer(''),
    says: ['warning: nothing reads this file. Let its name end in .yaml.'],
  },
];

afterAll(removeCopy);

test.each(mistakes)('$what is told once, at its line, with what to write', async ({ file, from, to, says, below = 0 }) => {
  const { problems, line } = await problemsAfter({ file, from, to });
  const found = problems.filter((problem) => problem.startsWith(`${file}:`));
  expect(found).toEqual(says.map((said) => `${file}:${line + below}: ${said}`));
});

test.each([
  ['小餐饮登记要多少钱', /"小餐饮登记要多少钱" stands in outside\.yaml under other-licences, too\. Take it out of one/],
  ['定金要付多少', /"定金要付多少" stands in the answer "parking", too\./],
])('%s cannot be the question of an answer and of something else', async (phrase, says) => {
  const { problems } = await problemsAfter({ file: ours, from: '', to: answer('').replace('你们那里好停车吗', phrase) });
  expect(problems).toEqual([expect.stringMatching(says)]);
});

test('a licence that is added is asked for until people can choose it and are understood when they write its name', async () => {
  const file = 'knowledge/services.yaml';
  const added = { file, from: /^ {4}family: odi$/m, to: '    family: outbound' };
  const choice = { file: slots, from: /- odi$/m, to: '- outbound' };
  const label = { from: /^ {4}odi: /m, to: '    outbound: ' };
  const flow = { file: 'flows/by-name.yaml', from: /- odi$/m, to: '- outbound' };
  const labels = [zh, 'flows/texts/en.yaml'].map((each) => ({ file: each, ...label }));
  const steps = [choice, flow, ...labels];
  const { problems, line } = await problemsAfter(added, ...steps);
  expect(problems).toEqual([
    `${file}:${line + 3}: warning: who writes the name of "outbound" is not understood. Write "services:" and below it "outbound: [how people call it]" into a file of knowledge/vocabulary/.`,
  ]);
  const words = { file: 'knowledge/vocabulary/ours.yaml', from: '', to: 'services:\n  outbound: [出海]\n' };
  expect((await problemsAfter(added, ...steps, words)).problems).toEqual([]);
});

test('an answer whose name another file has, too, is refused, for one of the two would be lost', async () => {
  const { problems } = await problemsAfter({ file: ours, from: '', to: answer('').replace('parking:', 'payment:') });
  expect(problems).toEqual([
    expect.stringMatching(/^knowledge\/answers\/price\.yaml:\d+: knowledge\/answers\/ours\.yaml has an answer "payment", too\./),
  ]);
});

test('an answer of one’s own is taken as it is, and a licence that is gone from the catalogue is gone from the choices', async () => {
  expect((await problemsAfter({ file: ours, from: '', to: answer('') })).problems).toEqual([]);
  const { problems } = await problemsAfter({ file: 'knowledge/services.yaml', from: /^ {2}odi:\n(?: {4}.*\n)+/m, to: '' });
  expect(problems).toContainEqual(
    expect.stringMatching(/^flows\/slots\.yaml:\d+: there is no "odi" in the knowledge\. Take it out, or add it to/),
  );
});

test.each([
  {
    what: 'a text that a talk needs is missing',
    file: zh,
    from: /^ {2}first: \|-\n(?: {4}.*\n)+/m,
    to: '',
    says: /"greeting\.first" is missing/,
  },
  {
    what: 'a step asks for no slot that there is',
    file: 'flows/qualify.yaml',
    from: '- ask: capital',
    to: '- ask: capitol',
    says: /no slot "capitol"/,
  },
  {
    what: 'an answer leads to no text',
    file: ours,
    from: '',
    to: answer('  next: qoute\n'),
    says: /no text "answer\.next\.qoute"/,
  },
  {
    what: 'a pattern cannot be read',
    file: slots,
    from: "pattern: '^[^\\s@]+@",
    to: "pattern: '(^[^\\s@]+@",
    says: /no regular expression/,
  },
])('no start when $what: the visitors would be the ones to find it', async ({ file, from, to, says }) => {
  const { problems } = await refusedAtStart({ file, from, to });
  expect(problems).toContainEqual(expect.stringMatching(says));
});
