import { describe, expect, it } from 'vitest';
import { useVisitors, visitor } from './visitor.ts';

useVisitors();

const long = Array.from({ length: 30 }, (_, index) => `第 ${index + 1} 句。`).join('\n');

describe('the log', () => {
  it('shows what a consultant writes, however far the visitor’s last words are above', async () => {
    const { server, widget, open, write, sees, inSight } = await visitor();
    await open();
    await write('转人工');
    await sees('收到：转人工');
    for (let reply = 1; reply <= 12; reply++) {
      server.say('consultant', { name: '王示例', text: `第 ${reply} 条\n请看` });
      await widget.getByText(`第 ${reply} 条`).waitFor();
    }
    await expect.poll(() => inSight(widget.locator('.bubble').last())).toBe(true);
  });

  it('shows the answer to long words', async () => {
    const { server, widget, open, write, inSight } = await visitor();
    server.script = () => [{ text: '这么多，我先看看。' }];
    await open();
    await write(long);
    const answer = widget.getByText('这么多，我先看看。');
    await answer.waitFor();
    await expect.poll(() => inSight(answer)).toBe(true);
  });

  it('stays at the beginning of a long answer, and counts what came below it', async () => {
    const { server, widget, open, write, inSight } = await visitor();
    server.script = () => [{ text: `开头\n${long}` }];
    await open();
    await write('流程');
    await widget.getByText('开头').waitFor();
    await expect.poll(() => inSight(widget.locator('.own .bubble'))).toBe(true);
    server.say('consultant', { name: '王示例', text: '报价在这里' });
    server.say('consultant', { name: '王示例', text: '您看一下' });
    const newest = widget.getByRole('button', { name: '2 条新消息' });
    await newest.click();
    await expect.poll(() => inSight(widget.getByText('报价在这里'))).toBe(true);
    await newest.waitFor({ state: 'detached' });
  });

  it('keeps a question with its buttons: the card of the words before it stands above', async () => {
    const { server, widget, open } = await visitor();
    server.greeting = [
      {
        text: '一共 **示例价**。\n这是示例价格。\n\n方便留个电话吗？',
        cards: [{ type: 'quote', title: '报价单', url: '/q' }],
        choices: [{ value: 'yes', label: '好的' }],
      },
    ];
    await open();
    const parts = widget.locator('.said').locator('.bubble, .card h3, .choices');
    expect((await parts.allInnerTexts()).map((text) => text.trim())).toEqual([
      '一共 示例价。\n这是示例价格。',
      '报价单',
      '方便留个电话吗？',
      '好的',
    ]);
  });

  it('breaks no line inside a date or a range', async () => {
    const { server, widget, open } = await visitor();
    server.greeting = [{ text: '从 2027年2月1日起算，10–20 个工作日，9:00–12:00，共 1,000 万元。' }];
    await open();
    const whole = widget.locator('.bubble .whole');
    expect(await whole.allInnerTexts()).toEqual(['2027年2月1日', '10–20', '9:00–12:00']);
    expect(await whole.first().evaluate((element) => getComputedStyle(element).whiteSpace)).toBe('nowrap');
  });

  it('says of a source without a day what it is', async () => {
    const { server, widget, open } = await visitor();
    server.greeting = [
      {
        text: '可以办。',
        sources: [
          { id: 'a', title: '条例', asOf: '2016-02-06' },
          { id: 'b', title: '手册', asOf: '未注明日期' },
        ],
      },
    ];
    await open();
    await widget.getByText('资料来源').click();
    expect(await widget.locator('details li').allInnerTexts()).toEqual(['条例 · 截至 2016年2月6日', '手册 · 未注明日期']);
  });

  it('marks in a list of papers what is there, and draws no boxes that cannot be ticked', async () => {
    const { server, widget, open } = await visitor();
    server.greeting = [
      { text: '要这些', cards: [{ type: 'checklist', title: '材料', url: '/c', data: { items: ['☑ 执照', '☐ 章程'] } }] },
    ];
    await open();
    expect(await widget.locator('.card li').allInnerTexts()).toEqual(['执照', '章程']);
    expect(await widget.locator('.card .done').allInnerTexts()).toEqual(['执照']);
  });

  it('sets the figures of a card below each other at its edge', async () => {
    const { server, widget, open } = await visitor();
    const rows = [
      { label: '首付款', value: '25,200 元' },
      { label: '全国呼叫中心许可证的代办费用', value: '42,000 元' },
    ];
    server.greeting = [{ text: '报价', cards: [{ type: 'quote', title: '报价单', url: '/q', data: { rows } }] }];
    await open();
    const ends = await widget.locator('dd').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return Math.round(range.getBoundingClientRect().right);
      }),
    );
    expect(new Set(ends).size).toBe(1);
  });
});
