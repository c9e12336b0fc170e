import { familiesOf } from '../../knowledge/named-services.ts';
import { describe, expect, test } from 'vitest';
import { answerFor, type Question } from '../../knowledge/answers.ts';
import type { Company } from '../../knowledge/company.ts';
import { book } from './book.ts';

function ask(topic: Question['topic'], text: string, company: Company = {}) {
  const language = /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en';
  return answerFor(book, { topic, text, language, company });
}

describe('a question', () => {
  test.each([
    ['requirements', '没有人员社保能过吗', 'staff-insurance'],
    ['requirements', '一定要一千万吗?', 'capital-required'],
    ['requirements', '认缴的行吗', 'capital-subscribed'],
    ['requirements', '我们有个香港股东,行不行', 'foreign-capital'],
    ['requirements', '最多能报几次', 'submissions-limit'],
    ['requirements', 'can foreigners own it', 'foreign-capital'],
    ['explain', '全网和地网有什么区别呀', 'nationwide-or-provincial'],
    ['explain', 'license valid how many years', 'validity'],
    ['explain', '没证先做着会不会被罚', 'penalty'],
    ['explain', '955号段还能拿到吗', 'code-difficulty'],
    ['explain', '没做年检会怎么样', 'inspection-missed'],
    ['process', '在哪个网站申请', 'online-where'],
    ['process', '材料老被退回,要改几轮才正常', 'rectification'],
    ['price', '怎么付款', 'payment'],
    ['other', '能保证拿证吗', 'guarantee'],
    ['other', '为什么要我的手机号?', 'privacy'],
  ] as const)('on %s, "%s", finds %s', (topic, text, id) => {
    expect(ask(topic, text)?.id).toBe(id);
  });

  test.each([
    '今天天气怎么样',
    '股票今天涨了吗',
    'EDI和ICP有什么区别',
    'who won the world cup',
    '你们老板姓什么',
    '能帮我查一下火车票吗',
    'write me a poem about the sea',
  ])('that the firm knows nothing of ("%s") gets no answer', (text) => {
    expect(ask('other', text)).toBeNull();
    expect(ask('explain', text)).toBeNull();
  });

  test('is answered for the scope that is known, and for both while none is', () => {
    const company = { service: 'callcentre' };
    expect(ask('timeline', '大概要多久', company)?.id).toBe('duration');
    expect(ask('timeline', '大概要多久', { ...company, scope: 'nationwide' })?.id).toBe('duration-nationwide');
    expect(ask('timeline', '大概要多久', { ...company, scope: 'provincial' })?.id).toBe('duration-provincial');
  });

  test('on another service never gets the figures of the call-centre licence', () => {
    expect(ask('timeline', '要多久', { service: 'pawn-shop' })?.id).toBe('name-only-service');
    expect(ask('timeline', '粤港车牌要多久', { service: 'callcentre' })?.id).toBe('name-only-service');
    expect(ask('documents', '要什么材料', { service: 'code-95' })?.id).toBe('code-unknown');
  });

  test('on a licence outside the catalogue gets no answer, named in the question or wanted before', () => {
    expect(ask('explain', 'ICP许可证是什么')).toBeNull();
    expect(ask('timeline', 'how long does an EDI licence take')).toBeNull();
    expect(ask('timeline', '要多久', { service: 'idc' })).toBeNull();
    expect(ask('explain', '呼叫中心许可证是什么')?.id).toBe('what-is-licence');
  });

  test('is answered with facts that are named, formatted and dated', () => {
    const answer = ask('requirements', '注册资本要多少');
    expect(answer?.facts).toContain('capital-nationwide');
    expect(answer?.text).toContain('单省 100 万元以上');
    expect(answer?.text).toContain('2020年6月28日');
    expect(ask('requirements', 'how much registered capital do we need')?.text).toContain('RMB 10 million nationwide');
  });

  test('on prices is answered from the price book, marked as a sample', () => {
    expect(ask('price', '多少钱')?.text).toMatch(/2\.5–3\.6 万元.示例价格/);
    const real = { ...book, prices: { ...book.prices, sample: false } };
    expect(answerFor(real, { topic: 'price', text: '多少钱', language: 'zh-Hans', company: {} })?.text).not.toContain('示例');
  });

  test('gets its own curated answer for every phrase on file, unless that is about another service', () => {
    const strays = [...book.answers.values()].flatMap(({ id, topics, phrases, services, needsService }) =>
      phrases.flatMap((phrase) => {
        const named = [...familiesOf(book, {}, phrase.toLowerCase())];
        if (services && named.length > 0 && !named.some((service) => services.includes(service))) return [];
        const company = needsService && services?.[0] ? { service: services[0] } : {};
        const found = ask(topics[0] ?? 'other', phrase, company)?.id;
        return found === id ? [] : [`${phrase}: ${found}, not ${id}`];
      }),
    );
    expect(strays).toEqual([]);
  });

  test('in 4,000 characters of anything is read in a moment', () => {
    const long = '我们公司注册资本是一千万但是股东说可能要减资 '.repeat(180);
    const before = process.threadCpuUsage();
    for (let index = 0; index < 20; index++) ask('other', long);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000 / 20).toBeLessThan(20);
  });
});
