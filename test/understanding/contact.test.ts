import { describe, expect, test } from 'vitest';
import type { Slots } from '../../bot/understanding/understood.ts';
import { read } from './reading.ts';

const rows: readonly (readonly [string, Slots])[] = [
  ['+86 138 0000 0000', { phone: '13800000000' }],
  ['一三八 零零零零 零零零零', { phone: '13800000000' }],
  ['幺三八零零零零零零零零', { phone: '13800000000' }],
  ['０１０－６２３４５６７８', { phone: '01062345678' }],
  ['+852 9123 4567', { phone: '85291234567' }],
  ['+44 20 7946 0958', { phone: '442079460958' }],
  ['1380000000', {}],
  ['138000000001', {}],
  ['幺三九 五个零 幺幺二', { phone: '13900000112' }],
  ['139後面三個零五個一', { phone: '13900011111' }],
  ['李四 一三九 四个零 一一二二', { phone: '13900001122', name: '李四' }],
  ['one three nine, four zeros, double one double two', { phone: '13900001122' }],
  ['五后面六个零', {}],
  ['1 3 9 0 0 0 0 1 1 2 2', { phone: '13900001122' }],
  ['信用代码 91000000MA0000000X', {}],
  ['工号 61234567', {}],
  ['许可证 B2-20990001', {}],
  ['加我QQ 12345678', { messenger: 'QQ 12345678' }],
  ['打你们的400-800-1234没人接', {}],
  ['13800000000 微信同号', { phone: '13800000000', wechat: '13800000000' }],
  ['VX:Sample_88', { wechat: 'Sample_88' }],
  ['sample_88', { wechat: 'sample_88' }],
  ['邮箱 sample艾特example点com', { email: 'sample@example.com' }],
  ['sample.one at example dot com', { email: 'sample.one@example.com' }],
  ['我姓欧阳', { name: '欧阳' }],
  ['叫我阿Ken啦', { name: '阿Ken' }],
  ['姓名写错了,是汪不是王', { name: '汪' }],
  ['sample小老鼠example点com', { email: 'sample@example.com' }],
  ['不是王总,我姓汪', { name: '汪' }],
  ['王小明 13800000000', { name: '王小明', phone: '13800000000' }],
  ['市场部的范经理 13800000000', { name: '范经理', phone: '13800000000' }],
  ['13800000000/采购部小洪', { name: '小洪', phone: '13800000000' }],
  ['业务员小洪 13800000000', { name: '小洪', phone: '13800000000' }],
  ['财务付款 13800000000', { phone: '13800000000' }],
  ['13800000000 (Daniel)', { name: 'Daniel', phone: '13800000000' }],
  ['Sir, call 13800000000', { phone: '13800000000' }],
  ['壹叁捌零零零零零零零零', { phone: '13800000000' }],
  ['洪大川|13800000000', { name: '洪大川', phone: '13800000000' }],
  ['麥嘉敏小姐 +852 9123 4567', { name: '麥嘉敏小姐', phone: '85291234567' }],
  ['you can ring Ms. Sample, 13800000000', { name: 'Ms. Sample', phone: '13800000000' }],
  ['Hi Mr. Sample, my number is 13800000000', { phone: '13800000000' }],
  ['办公室全天有人 13800000000', { phone: '13800000000' }],
  ['微 信 s a m p l e _ 8 8', { wechat: 'sample_88' }],
  ['Mark Sample, 13800000000', { name: 'Mark Sample', phone: '13800000000' }],
  ['陳小姐', { name: '陳小姐' }],
  ['洪,138 0000 0000,晚上八点以后打', { name: '洪', phone: '13800000000' }],
  ['13800000000,洪,晚上打', { name: '洪', phone: '13800000000' }],
  ['行,138 0000 0000,晚上打', { phone: '13800000000' }],
  ['This is Ana Lim from Northgate Sample LLP', { name: 'Ana Lim', company: 'Northgate Sample LLP' }],
  ['我们公司叫星禾样例科技有限公司', { company: '星禾样例科技有限公司' }],
  ["I'm David from Sample Voice Ltd", { name: 'David', company: 'Sample Voice Ltd' }],
  ["I'm Ana from Sample Voice Services", { name: 'Ana', company: 'Sample Voice Services' }],
  ['This is Ana Lim of Northgate Sample Ltd', { name: 'Ana Lim', company: 'Northgate Sample Ltd' }],
  ['this is Tom from Customer Services', { name: 'Tom' }],
  ['方便吗', {}],
];

describe('who is speaking', () => {
  test.each(rows)('%s', (text, slots) => {
    expect(read(text, 'contact').slots).toEqual(slots);
  });

  test('names and companies come back as they were written', () => {
    expect(read('我叫陳曉彤,公司是樣例電訊股份有限公司', 'contact').slots).toEqual({
      name: '陳曉彤',
      company: '樣例電訊股份有限公司',
    });
  });
});
