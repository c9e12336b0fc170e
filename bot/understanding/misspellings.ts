/** A numeral goes on behind it. */
const digit = String.raw`[\d一二两三四五六七八九几]`;

/**
 * Words as an input method by sound or shape puts them wrong, each as long as the right one, so that every character keeps its place.
 * None of the wrong ones stands in a sentence that means something else, unless by what `(?!…)` says behind it
 * or `(?<=…)` before it.
 */
const misspelt: Readonly<Record<string, string>> = {
  内资: '内姿 内滋 内咨 内孜 (?<=[纯全])内子 (?<=[纯全])内自 (?<=[纯全])内字',
  外资: '外姿 外滋 外咨 外孜',
  合资: '合姿 合滋 和资(?!金|质|本|源|料|产|格|深|助)',
  港资: '港姿',
  独资: '独姿 独滋',
  股东: '股冬 古东(?!西)',
  新加坡: '新加披 新家坡 新佳坡 新嘉坡 新加波 星加坡 新甲坡',
  马来西亚: '马来西压 马来西呀 马莱西亚',
  加拿大: '家拿大 加那大 加拿打',
  澳大利亚: '奥大利亚 澳大利压',
  日本: '曰本',
  韩国: '寒国',
  香港: '香巷 乡港 香冮',
  澳门: '奥门(?!窗)',
  台湾: '台弯 台塆',
  千万: `(?<=${digit})前万`,
  百: `(?<=${digit})白(?=[万一二三四五六七八九零壹贰叁肆伍陆柒捌玖拾])`,
  万: `(?<=[\\d百千])[碗湾丸](?!里|碟|盘|仔)`,
  亿: `(?<=${digit})忆`,
  叁: '参(?=[佰仟拾])',
  互联网: '互连网 互联往',
  数据: '数椐 数剧(?!本)',
  注册: '注测 住册(?!所) 注策',
  资本: '姿本 滋本 (?<=注册)自本',
  资金: '姿金 滋金',
  资质: '姿质 资智',
  全国: '全果 全锅 全囯',
  单省: '丹省 单肾',
  认缴: '忍缴 任缴 人缴(?!税|费) 认交(?!费|钱|款)',
  实缴: '实交(?!费|钱|款|给) 十缴 食缴',
  多少钱: '多少前(?!提|期|面) 多少浅 多少潜(?!在|力)',
  多久: '多九(?!天|个|年|月) 多玖',
  材料: '材枓 才料 材科 财料',
  什么: '什莫 什末 神马',
  怎么: '怎莫 怎末 肿么',
  资料: '姿料 资科 资枓',
  流程: '流成 流呈',
  条件: '条剑',
  许可证: '许可正(?!式|在|常|规|本|好) 许可症',
  牌照: '排照(?!片|明)',
  办理: '半里(?!路|地)',
  报价: '抱价',
  年检: '年捡 年剪',
  社保: '射保',
  转人工: '转仁工 转人公',
  下来: '下莱 下耒',
  中心: '中芯(?!国|片)',
  呼叫: '呼教 呼较 乎叫 护叫',
  新疆: '新彊 新僵 新缰',
  浙江: '淅江 折江 浙工',
  黑龙江: '黑龙讧 黑尤江 黑龙工(?!业|作)',
  四川: '四穿 泗川',
  安徽: '安微 安薇',
  陕西: '陜西 陕酉',
  江西: '江酉',
  山西: '山酉',
  广西: '广酉',
  西藏: '西臧 西葬',
  内蒙: '内檬 内朦',
  辽宁: '疗宁 辽柠',
  福建: '福健(?!康|身) 褔建',
  甘肃: '甘萧 干肃',
  宁夏: '宁厦(?!门)',
  上海: '上诲',
  深圳: '深川 深镇 深训',
  广州: '广洲',
  杭州: '杭洲',
  郑州: '郑洲',
  苏州: '苏洲',
  福州: '福洲',
  贵州: '贵洲',
  惠州: '惠洲',
  徐州: '徐洲',
  温州: '温洲',
  泉州: '泉洲',
  兰州: '兰洲',
  沧州: '沧洲',
  哈尔滨: '哈尔宾 哈尔并',
};

const pairs = Object.entries(misspelt).flatMap(([word, wrong]) => wrong.split(' ').map((each) => [each, word] as const));
const right = new Map(pairs.map(([wrong, word]) => [wrong.replaceAll(/\(.*?\)/g, ''), word] as const));
const any = new RegExp(pairs.map(([wrong]) => wrong).join('|'), 'g');

/** Puts them right; the length stays. */
export function spelt(text: string): string {
  return text.replace(any, (wrong) => right.get(wrong) ?? wrong);
}
