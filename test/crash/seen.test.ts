import { describe, expect, it } from 'vitest';
import { seenOf } from './seen.ts';

const told = [
  { seq: 2, text: '您好。' },
  { seq: 4, text: '一共这么走：\n1. 备材料\n2. 提交' },
  { seq: 6, text: '您好。\n要报价吗？' },
  { seq: 8, text: '好，记下了。' },
];
const whole = told.map(({ text }) => text);

function found(bubbles: readonly string[], inOrder = false): { unknown: readonly string[]; missing: readonly number[] } {
  const { unknown, missing } = seenOf(told, bubbles, { inOrder });
  return { unknown, missing: missing.map(({ seq }) => seq) };
}

const right = { unknown: [], missing: [] };

describe('what was seen of what was told', () => {
  it('is right when each came once: alone, joined, parted anywhere, with choices, or begun with a page for the rest', () => {
    expect(found(whole, true)).toEqual(right);
    expect(found([whole.join('\n\n')], true)).toEqual(right);
    expect(
      found(
        [`${whole[0]}\n\n一共这么走：`, '1. 备材料\n2. 提交\n\n您好。', '要报价吗？\n\n好，记下了。\n\n1. 好的\n2. 先不用'],
        true,
      ),
    ).toEqual(right);
    expect(found([...whole, '1. 好的\n2. 先不用'], true)).toEqual(right);
    expect(found([`${whole[0]}\n[好的]`, '一共这么走：\n\n全文见 https://a.example/wechat/said/c_1.4.8.abc'], true)).toEqual(
      right,
    );
    expect(found([`${whole[2]}`, `${whole[1]}\n\n${whole[3]}`, `${whole[0]}`])).toEqual(right);
  });

  it('tells what came twice, out of order, out of nothing, and what never came to its end', () => {
    expect(found([...whole, '好，记下了。'])).toEqual({ unknown: ['好，记下了。'], missing: [] });
    expect(found([...whole, '又来了'], true)).toEqual({ unknown: ['又来了'], missing: [] });
    expect(found(whole.slice(0, 3))).toEqual({ unknown: [], missing: [8] });
    expect(found([...whole.slice(0, 3), '好，'])).toEqual({ unknown: [], missing: [8] });
    expect(found([whole[0] ?? '', whole[2] ?? '', whole[1] ?? '', whole[3] ?? ''], true).unknown.length).toBeGreaterThan(0);
    expect(found(['一共这么走：\n\n全文见 https://a.example/wechat/said/c_1.6.8.abc'])).toMatchObject({ missing: [2, 4, 6, 8] });
  });
});
