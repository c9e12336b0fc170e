import { expect, test } from 'vitest';
import { lineOf } from '../../bot/content/problem.ts';
import { sourceOf } from '../../bot/content/source.ts';
import { byLanguage, leavesOf, placeholdersOf, textsOf } from '../../bot/content/texts.ts';
import { toTraditional } from '../../bot/content/traditional.ts';

test('nested names become dotted keys, a list its variants', () => {
  const { leaves } = leavesOf(
    sourceOf('t.yaml', 'ask:\n  capital:\n    first:\n      - 一\n      - 二\nslot: { capital: 注册资本 }\n'),
  );
  expect([...textsOf(leaves)]).toEqual([
    ['ask.capital.first', ['一', '二']],
    ['slot.capital', ['注册资本']],
  ]);
});

test('a number or an empty text among the texts is refused at its line', () => {
  const { problems } = leavesOf(sourceOf('t.yaml', 'a: 5\nb:\n  c: ""\n  d: []\n'));
  expect(problems.map(lineOf)).toEqual([
    't.yaml:1: a is no text. Write a text in quotes, or a list of texts ("- ").',
    't.yaml:3: b.c is no text. Write a text in quotes, or a list of texts ("- ").',
    't.yaml:4: b.d is no text. Write a text in quotes, or a list of texts ("- ").',
  ]);
});

test('Traditional readers get their own words, and placeholders stay', () => {
  expect(toTraditional('呼叫中心许可证要看注册资本,随时可以转人工:{fact:资质-1}')).toBe(
    '呼叫中心牌照要看註冊資本,隨時可以轉真人:{fact:资质-1}',
  );
  expect(toTraditional('还是只在一个省?股东里有外资,客户说了算')).toBe('還是只在一個省?股東裏有外資,客戶說了算');
  expect(toTraditional('增值电信业务经营许可证')).toBe('增值電信業務經營許可證');
});

test.each([
  ['呼叫中心系统的技术方案准备好，等审批回复，再决定签不签', '呼叫中心系統的技術方案準備好，等審批回覆，再決定簽不簽'],
  ['发个手机号码或电子邮箱，随时说“转人工”', '發個手機號碼或電郵，隨時說「轉真人」'],
  ['在工业和信息化部的网上系统里登录账号，点链接打开新窗口', '在工業和信息化部的網上系統裏登入帳號，點連結開啟新視窗'],
  ['材料清单：营业执照复印件、纸质材料、证照原件', '文件清單：營業執照影印本、紙本文件、證照正本'],
  ['付首付款前联系顾问，咱们发送短信，这会儿没有准话', '付首期款前聯絡顧問，我們傳送短訊，現在沒有確切的答覆'],
  ['还想问一下注册资本', '還想問一下註冊資本'],
  ['注册资本、内资、法人股东、工商档案查询章', '註冊資本、內資、法人股東、工商檔案查詢章'],
])('%s is told to Hong Kong and Taiwan in their words, terms of law in its own', (simplified, traditional) => {
  expect(toTraditional(simplified)).toBe(traditional);
});

test('a Traditional text of its own goes before the derived one', () => {
  const texts = byLanguage(
    new Map([
      ['a', ['顾问']],
      ['b', ['认缴']],
    ]),
    new Map(),
    new Map([['b', ['認繳資本']]]),
  );
  expect([...texts['zh-Hant']]).toEqual([
    ['a', ['顧問']],
    ['b', ['認繳資本']],
  ]);
});

test('placeholders are read off a text', () => {
  expect(placeholdersOf('{firm} 要 {fact:capital.nationwide} 起')).toEqual(['firm', 'fact:capital.nationwide']);
});
