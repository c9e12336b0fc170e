/**
 * Words as an input method by sound or shape puts them wrong, each as long as the right one, so that every character keeps its place.
 * None of the wrong ones stands in a sentence that means something else, unless by what `(?!…)` says behind it.
 */
const misspelt: Readonly<Record<string, string>> = {
  内资: '内姿 内滋 内咨 内孜',
  外资: '外姿 外滋 外咨 外孜',
  合资: '合姿 合滋',
  港资: '港姿',
  资本: '姿本 滋本',
  资金: '姿金 滋金',
  资质: '姿质 资智',
  全国: '全果 全锅 全囯',
  单省: '丹省 单肾',
  认缴: '忍缴',
  多少钱: '多少前(?!提|期|面) 多少浅 多少潜(?!在|力)',
  多久: '多九(?!天|个|年|月) 多玖',
  材料: '才料 材科 财料',
  资料: '姿料 资科',
  流程: '流成 流呈',
  条件: '条剑',
  许可证: '许可正(?!式|在|常|规|本|好) 许可症',
  牌照: '排照(?!片|明)',
  办理: '半里(?!路|地)',
  报价: '抱价',
  年检: '年捡 年剪',
  社保: '射保',
  转人工: '转仁工 转人公',
};

const pairs = Object.entries(misspelt).flatMap(([word, wrong]) => wrong.split(' ').map((each) => [each, word] as const));
const right = new Map(pairs.map(([wrong, word]) => [wrong.replace(/\(.*/, ''), word] as const));
const any = new RegExp(pairs.map(([wrong]) => wrong).join('|'), 'g');

/** Puts them right; the length stays. */
export function spelt(text: string): string {
  return text.replace(any, (wrong) => right.get(wrong) ?? wrong);
}
