import { describe, expect, test } from 'vitest';
import type { Pending, Slots } from '../../bot/understanding/understood.ts';
import { read } from './reading.ts';

function reads(pending: Pending, rows: readonly (readonly [string, Slots])[]): void {
  test.each(rows)('%s', (text, slots) => {
    expect(read(text, pending).slots).toEqual(slots);
  });
}

describe('funding', () => {
  reads('funding', [
    ['没有外资', { fundingOrigin: 'domestic' }],
    ['港澳台都没有', { fundingOrigin: 'domestic' }],
    ['没有外资,但有个台湾股东', { fundingOrigin: 'hmt' }],
    ['除了一个香港股东,其他都是国内的', { fundingOrigin: 'hmt' }],
    ['中方60%,德方40%', { fundingOrigin: 'joint' }],
    ['美国母公司全资', { fundingOrigin: 'foreign' }],
    ['之前有个日本股东,已经退出了', { fundingOrigin: 'domestic' }],
    ['外资公司可以申请吗', {}],
    ['外資一蚊都冇', { fundingOrigin: 'domestic' }],
    ['外资啥的都莫得', { fundingOrigin: 'domestic' }],
    ['木得外国股东', { fundingOrigin: 'domestic' }],
    ['foreign money? none', { fundingOrigin: 'domestic' }],
    ['本所客户系中外合资企业', { fundingOrigin: 'joint' }],
    ['我们给中外合资的车企做客服', {}],
    ['客户都是外资企业', {}],
    ['外资?不存在的', { fundingOrigin: 'domestic' }],
    ['港资?没有没有', { fundingOrigin: 'domestic' }],
    ['香港股东都没参与经营', { fundingOrigin: 'hmt' }],
    ['日本股东也没意见', { fundingOrigin: 'foreign' }],
    ['以后可能引入外资', {}],
    ['we are not foreign-owned', { fundingOrigin: 'domestic' }],
    ['外资占三成,其他都没有', { fundingOrigin: 'foreign' }],
    ['外资占40%其他都没有', { fundingOrigin: 'foreign' }],
    ['外资、港资、其他都没有', { fundingOrigin: 'domestic' }],
    ['没有一家外资的客户投诉过', {}],
    ['外籍员工有几个,股东都是中国人', { fundingOrigin: 'domestic' }],
    ['foreign employees hold 10% of the shares', { fundingOrigin: 'foreign' }],
    ['由东京总行全资持股,仅供自有客户使用', { fundingOrigin: 'foreign' }],
    ['自有资金', { fundingOrigin: 'domestic' }],
    ['the only shareholder is a GmbH', { fundingOrigin: 'foreign' }],
    ['owned by two brothers from Mumbai', { fundingOrigin: 'foreign' }],
    ['有个股东拿了绿卡,但都是中国国籍', { fundingOrigin: 'domestic' }],
    ['有个股东拿绿卡,其余都是中国国籍', { fundingOrigin: 'joint' }],
    ['our owner is based in Kaohsiung', { fundingOrigin: 'hmt' }],
    ['我太太是日本人,不过她不占股', {}],
    ['我司为台资企业之子公司', { fundingOrigin: 'hmt' }],
    ['小股东是本地的', { fundingOrigin: 'domestic' }],
  ]);

  test('our own kind said inside a question is said all the same', () => {
    expect(read('我们是外资企业,可以申请吗', 'funding').slots.fundingOrigin).toBe('foreign');
  });
});

describe('scope and province', () => {
  reads('scope', [
    ['只做广东', { scope: 'provincial', province: '广东省' }],
    ['苏州', { scope: 'provincial', province: '江苏省' }],
    ['内蒙古自治区', { scope: 'provincial', province: '内蒙古自治区' }],
    ['Urumqi only', { scope: 'provincial', province: '新疆维吾尔自治区' }],
    ['不跨省', { scope: 'provincial' }],
    ['鄂', { scope: 'provincial', province: '湖北省' }],
    ['哪有订单就去哪', { scope: 'nationwide' }],
    ['全省各县市', { scope: 'provincial' }],
    ['目前只有甘肃,年底可能加青海', { scope: 'provincial', province: '甘肃省' }],
    ['我们是全国百强', {}],
    ['省内省外都做', { scope: 'nationwide' }],
    ['广东和湖南', { scope: 'nationwide' }],
    ['不止上海', { scope: 'nationwide' }],
    ['全网和地网有什么区别', {}],
    ['我在北京出差', {}],
    ['我是山东人', {}],
    ['业务不出湖南', { scope: 'provincial', province: '湖南省' }],
    ['we never leave Fujian', { scope: 'provincial', province: '福建省' }],
    ['海南一个省就够,全国的太贵', { scope: 'provincial', province: '海南省' }],
    ['nationwide is overkill, Shandong will do', { scope: 'provincial', province: '山东省' }],
    ['全国的太贵了', {}],
    ['跨省的活儿不接', { scope: 'provincial' }],
    ['no nationwide plans, Gansu is all we need', { scope: 'provincial', province: '甘肃省' }],
    ['县里想建个热线', {}],
    ['就在县里做', { scope: 'provincial' }],
    ['新彊', { scope: 'provincial', province: '新疆维吾尔自治区' }],
    ['广 洲', { scope: 'provincial', province: '广东省' }],
    ['the whole country, except Hainan', { scope: 'nationwide' }],
    ['all provinces except Gansu and Qinghai', { scope: 'nationwide' }],
    ['全国都做,青海除外', { scope: 'nationwide' }],
    ['不做江苏和浙江,只做安徽', { scope: 'provincial', province: '安徽省' }],
    ['湖南不做外省', { scope: 'provincial', province: '湖南省' }],
  ]);

  test('the seat of the company is its province and says nothing of the scope', () => {
    expect(read('公司在武汉').slots).toEqual({ province: '湖北省' });
    expect(read('全国业务,公司在武汉').slots).toEqual({ scope: 'nationwide', province: '湖北省' });
  });
});

describe('services', () => {
  reads('none', [
    ['呼叫中信许可证', { licence: 'callcentre' }],
    ['95开头的号码', { licence: 'code95' }],
    ['hujiao中心', { licence: 'callcentre' }],
    ['胡叫忠心许可证', { licence: 'callcentre' }],
    ['I C P 许 可 证', { licence: 'icp' }],
    ['95后员工很多', {}],
    ['我们在95号院', {}],
    ['charges for IDC', { licence: 'idc' }],
    ['looking for an EDI permit', { licence: 'edi' }],
    ['we take calls for a travel agency', {}],
    ['106国道旁边那栋', {}],
    ['有呼叫中心证了', {}],
    ['呼叫中心证我们有了，就差号码', {}],
    ['手上有呼叫中心许可证，想再办个95', { licence: 'code95' }],
    ['我们有个呼叫中心要办证', { licence: 'callcentre' }],
    ['公司要有呼叫中心证吗', { licence: 'callcentre' }],
    ['ICP和EDI一起办', { licence: ['icp', 'edi'] }],
    ['不要ICP,要EDI', { licence: 'edi' }],
    ['是不是ICP', { licence: 'icp' }],
    ['不想要96的,想要95的', { licence: 'code95' }],
    ['别办95,办96', { licence: 'code96' }],
    ['危化品许可证', { licence: 'hazardous-chemicals' }],
    ['粤港两地牌', { licence: 'gd-hk-plates' }],
    ['SD-WAN', { licence: 'ipvpn' }],
  ]);
});

describe('dates and urgency', () => {
  reads('none', [
    ['5月1号上线', { startDate: '2026-05-01' }],
    ['明年三月启动', { startDate: '2027-03' }],
    ['十月一号之前', { startDate: '2026-10-01' }],
    ['1月启动', { startDate: '2027-01' }],
    ['下个月15号前要拿到', { startDate: '2026-04-15' }],
    ['下下个月三号开业', { startDate: '2026-05-03' }],
    ['by the 20th of next month', { startDate: '2026-04-20' }],
    ['下个月31号前要', {}],
    ['本月3号开始的', {}],
    ['We launch on March 15, 2027', { startDate: '2027-03-15' }],
    ['公司2018年3月成立', {}],
    ['两周之内', { urgency: 'asap' }],
    ['within six weeks', { urgency: 'soon' }],
    ['半年内都行', { urgency: 'later' }],
    ['两个多月内办妥', { urgency: 'soon' }],
    ['兩個半月內搞掂', { urgency: 'soon' }],
    ['过了半年再办', { urgency: 'later' }],
    ['再过三个月办', { urgency: 'soon' }],
    ['过了半年才批下来', {}],
    ['办公室一个月要四万', {}],
    ['一个月要打十万个电话', {}],
    ['一个月要拿到', { urgency: 'asap' }],
    ['三个来月搞定', { urgency: 'soon' }],
    ['合同期三个月内有效', {}],
    ['不急', { urgency: 'later' }],
    ['这个礼拜就要交上去', { urgency: 'asap' }],
    ['材料上个月已经提交', {}],
    ['we need to file it today', { urgency: 'asap' }],
    ['our deadline was yesterday', { urgency: 'asap' }],
    ['the rules changed yesterday', {}],
    ['who won the match yesterday', {}],
    ['call me tomorrow', {}],
    ['11.11之前', { startDate: '2026-11-11' }],
    ['Jane and Mary will run it', {}],
    ['四月份刚换了地址', {}],
    ['现在就要办', { urgency: 'asap' }],
    ['现在就想要个真人', {}],
    ['马上转人工', {}],
    ['很急,转人工', { urgency: 'asap' }],
    ['we pay within 30 days', {}],
    ['2000 calls within a week', {}],
    ['10天内付款', {}],
    ['每天打2000个电话,一个月内要办好', { urgency: 'asap' }],
    ['not decided yet', {}],
    ['急需找人代办', { urgency: 'asap' }],
    ['the fee is paid and we need it this week', { urgency: 'asap' }],
    ['open the call centre this week', { licence: 'callcentre', urgency: 'asap' }],
    ['call me this week', {}],
    ['一周内要打三千个电话', {}],
    ['很急', { urgency: 'asap' }],
    ['先了解一下', { urgency: 'exploring' }],
  ]);

  test('a duration that is asked about is no wish', () => {
    expect(read('三个月能下来吗')).toMatchObject({ slots: {}, intents: ['timeline'] });
  });
});
