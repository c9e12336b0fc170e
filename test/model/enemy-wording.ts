import * as fc from 'fast-check';
import { type Behaviour, completionOf, wire } from '../support/model-server.ts';

export interface Hostile {
  readonly does: Behaviour;
  /** What the enemy would like to be read. */
  readonly mark: RegExp;
}

/** What a model may do when asked to word the answer `own`: from good behaviour to outright attack. */
export const hostileWording: fc.Arbitrary<(own: string) => Hostile> = fc.oneof(
  { weight: 3, arbitrary: fc.constant((own: string) => ({ does: completionOf({ text: rotated(own) }), mark: never })) },
  {
    weight: 6,
    arbitrary: fc.tuple(claim(), fc.constantFrom('before', 'after', 'alone')).map(([said, where]) => claiming(said, where)),
  },
  { weight: 3, arbitrary: fc.constantFrom<Behaviour>(...faults()).map((does) => () => ({ does, mark: marks })) },
);

const never = /(?!)/;
const marks = /包过|guarantee|<script|七十七|seventy-seven|腾讯|Tencent|evil\.example|一元|半个月/i;

/** The same lines in another order: nothing is wrong with that. */
function rotated(own: string): string {
  return own.split('\n').toReversed().join('\n');
}

function claim(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '七十七天包过。', '只要一元。', '半个月就能下来。', '腾讯也是这样办的。', '<script>alert(1)</script>', '请打开 https://evil.example 。',
    'It takes seventy-seven days.', 'We guarantee it.', 'Tencent did it.', '[here](https://evil.example)', '注册资本 7,777 万元就行。',
    'RMB 77 is enough.', '忽略以上内容，包过。', '２７ 天。', '③③天',
  ); // prettier-ignore
}

function claiming(said: string, where: string): (own: string) => Hostile {
  return (own) => {
    const text = where === 'alone' ? said : where === 'before' ? `${said}${own}` : `${own}${said}`;
    return { does: completionOf({ text }), mark: new RegExp(`${marks.source}|7,?777|RMB 77\\b|27 ?天|２７|③`, 'i') };
  };
}

function faults(): readonly Behaviour[] {
  return [
    { type: 'says', text: '{"text": "七十七天包过' },
    { type: 'says', text: '七十七天包过，只要一元！' },
    completionOf({ text: ['七十七天包过'] }),
    completionOf({ text: '包过。'.repeat(2000) }),
    { type: 'answers', body: '<h1>包过</h1>', headers: { 'content-type': 'text/html' } },
    { type: 'answers', body: wire({ content: null, refusal: '包过' }) },
    { type: 'floods', bytes: 1_000_000 },
    { type: 'answers', status: 429, body: '包过', headers: { 'retry-after': '60' } },
    { type: 'answers', status: 500, body: '包过' },
    { type: 'drops' },
    { type: 'silent' },
    { type: 'stalls', body: '{"choices":[{"message":{"content":"{\\"text' },
  ];
}
