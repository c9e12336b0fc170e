/** Chinese digits as they are said one by one, in phone numbers, with those that are said so as not to be misheard (幺, 拐, 洞) or forged. */
export const spokenDigits: ReadonlyMap<string, string> = new Map(
  '零0 〇0 洞0 一1 幺1 二2 两2 三3 四4 五5 六6 七7 拐7 八8 九9 壹1 贰2 叁3 肆4 伍5 陆6 柒7 捌8 玖9'
    .split(' ')
    .map(([written = '', digit = '']) => [written, digit]),
);
