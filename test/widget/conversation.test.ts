import { describe, expect, it } from 'vitest';
import { hostPage, seat, useVisitors, visitor } from './visitor.ts';

useVisitors();

describe('a conversation', () => {
  it('is had by keyboard alone, and the focus returns to the launcher', async () => {
    const { page, origin, widget, launcher, server, sees } = await visitor();
    await page.goto(origin);
    await launcher.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await sees('您好，我是示例机构的智能顾问。想办哪类资质？');
    expect(await widget.getByRole('dialog', { name: '在线顾问' }).isVisible()).toBe(true);
    expect(await launcher.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Enter');
    await widget.getByText('收到').waitFor();
    expect(server.said()).toEqual(['第一行\n第二行']);
    await page.keyboard.press('Escape');
    expect(await widget.getByRole('dialog').isVisible()).toBe(false);
    expect(await launcher.evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement)).toBe(true);
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  });

  it('goes on after a reload, with nothing lost and nothing doubled', async () => {
    const { page, launcher, server, open, write, sees, bubbles } = await visitor();
    await open();
    await write('一千万');
    await sees('收到：一千万');
    const before = await bubbles();
    await page.reload();
    await launcher.click();
    await sees('收到：一千万');
    expect(await bubbles()).toEqual(before);
    await write('都是内资');
    await sees('收到：都是内资');
    expect(server.conversations.size).toBe(1);
    expect(server.said()).toEqual(['一千万', '都是内资']);
  });

  it('is the same in every tab', async () => {
    const first = await visitor();
    await first.open();
    const second = await seat(first.context, first.origin);
    await second.open();
    await first.write('从第一页写');
    await second.sees('收到：从第一页写');
    await second.write('从第二页写');
    await first.sees('收到：从第二页写');
    expect(await first.bubbles()).toEqual(await second.bubbles());
    expect(first.server.conversations.size).toBe(1);
    expect(first.server.said()).toEqual(['从第一页写', '从第二页写']);
  });

  it('takes a tapped choice as that choice, once', async () => {
    const { server, widget, open, sees } = await visitor();
    server.greeting = [
      {
        text: '想办哪类？',
        choices: [
          { value: 'callcentre', label: '呼叫中心' },
          { value: 'code', label: '95 码号' },
        ],
      },
    ];
    await open();
    await widget.getByRole('button', { name: '呼叫中心' }).click();
    await sees('收到：呼叫中心');
    expect(server.sent).toEqual([{ id: expect.any(String), choice: 'callcentre' }]);
    expect(await widget.getByRole('button', { name: '呼叫中心' }).isDisabled()).toBe(true);
    expect(await widget.getByRole('button', { name: '95 码号' }).isDisabled()).toBe(true);
  });

  it('leaves Enter to the input method while it composes', async () => {
    const { page, context, server, input, open, sees } = await visitor();
    await open();
    const keyboard = await context.newCDPSession(page);
    await input.focus();
    await keyboard.send('Input.imeSetComposition', { text: '呼叫', selectionStart: 2, selectionEnd: 2 });
    await keyboard.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await keyboard.send('Input.insertText', { text: '呼叫中心' });
    expect(await input.inputValue()).toBe('呼叫中心');
    expect(server.sent).toEqual([]);
    await input.press('Enter');
    await sees('收到：呼叫中心');
  });

  it('says who speaks when a consultant joins and when the bot is back', async () => {
    const { server, widget, open, sees, write } = await visitor();
    await open();
    await write('转人工');
    await sees('收到：转人工');
    server.event('state', { owner: 'consultant' });
    await sees('顾问 已接入对话');
    server.say('consultant', { name: '王示例', text: '您好，我来跟进。' });
    await sees('您好，我来跟进。');
    await sees('王示例 正在为您服务');
    expect(await widget.getByText('已接入对话').allInnerTexts()).toEqual(['王示例 已接入对话']);
    // The bot announces who joins and what was put right; that gives nothing back.
    server.say('bot', { text: '王示例 改了您的资料。' });
    await sees('王示例 改了您的资料。');
    await sees('王示例 正在为您服务');
    expect(await widget.getByText('已转回智能顾问').count()).toBe(0);
    server.event('typing', { from: 'consultant' });
    await widget.locator('.typing').waitFor();
    server.event('state', { owner: 'bot' });
    await sees('已转回智能顾问');
  });

  it('ends what the bot has asked when a consultant joins', async () => {
    const { server, widget, open } = await visitor();
    server.greeting = [{ text: '什么时候方便？', choices: [{ value: 'morning', label: '上午' }] }];
    await open();
    expect(await widget.getByRole('button', { name: '上午' }).isEnabled()).toBe(true);
    server.event('state', { owner: 'consultant', name: '王示例' });
    server.say('bot', { text: '顾问 王示例 来了。' });
    await widget.getByText('顾问 王示例 来了。').waitFor();
    expect(await widget.getByRole('button', { name: '上午' }).isDisabled()).toBe(true);
    expect(await widget.getByText('已接入对话').count()).toBe(1);
  });

  it('keeps the keyboard in the panel after a tap: Escape still closes it', async () => {
    const { page, server, widget, open, sees } = await visitor();
    server.greeting = [{ text: '想办哪类？', choices: [{ value: 'callcentre', label: '呼叫中心' }] }];
    await open();
    await widget.getByRole('button', { name: '呼叫中心' }).click();
    await sees('收到：呼叫中心');
    await page.keyboard.press('Escape');
    expect(await widget.getByRole('dialog').isVisible()).toBe(false);
  });

  it('is not wiped by a double click, and can be kept', async () => {
    const { server, widget, open, write, sees } = await visitor();
    await open();
    await write('别丢');
    await sees('收到：别丢');
    const menu = widget.getByRole('button', { name: '更多' });
    await menu.click();
    await widget.getByRole('button', { name: '开始新对话' }).dblclick();
    await widget.getByText('当前对话会从这里移除').waitFor();
    await widget.getByRole('button', { name: '先不用' }).click();
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await sees('收到：别丢');
    expect(server.conversations.size).toBe(1);
  });

  it('counts what came while the panel was closed, also on another page', async () => {
    const { page, server, launcher, open } = await visitor();
    await open();
    await launcher.click();
    server.say('consultant', { name: '王示例', text: '材料看过了。' });
    await page.getByRole('button', { name: '在线咨询，1 条未读消息' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '在线咨询，1 条未读消息' }).waitFor();
    await launcher.click();
    await launcher.click();
    expect(await launcher.locator('.badge').isVisible()).toBe(false);
  });

  it('begins anew when the visitor wants it, in the language chosen', async () => {
    const { server, widget, open, write, sees } = await visitor();
    await open();
    await write('第一次');
    await sees('收到：第一次');
    await widget.getByRole('button', { name: '更多' }).click();
    await widget.getByRole('button', { name: 'English' }).click();
    await sees('Licensing adviser');
    await widget.getByRole('button', { name: 'More' }).click();
    await widget.getByRole('button', { name: 'New conversation' }).click();
    await widget.getByRole('button', { name: 'New conversation' }).click();
    await widget.getByText('第一次').waitFor({ state: 'detached' });
    await sees('您好，我是示例机构的智能顾问。想办哪类资质？');
    expect(server.latest.language).toBe('en');
    expect(server.conversations.size).toBe(2);
  });

  it('goes on in the language that is chosen, on both sides', async () => {
    const { server, widget, open, write, sees } = await visitor();
    server.openQuestion = { text: 'Is it nationwide?', choices: [{ value: 'yes', label: 'Nationwide' }] };
    await open();
    await write('呼叫中心');
    await sees('收到：呼叫中心');
    await widget.getByRole('button', { name: '更多' }).click();
    await widget.getByRole('button', { name: 'English' }).click();
    await widget.getByRole('button', { name: 'Nationwide' }).waitFor();
    expect(server.latest.language).toBe('en');
    await widget.getByRole('button', { name: 'More' }).click();
    await widget.getByRole('button', { name: 'English' }).click();
    await widget.getByRole('button', { name: 'Nationwide' }).click();
    await sees('收到：Nationwide');
    expect(server.requests.filter((request) => request.endsWith('/language'))).toHaveLength(1);
  });

  it('is taken up in the language of the page that it is opened on, and left alone while nobody opens it', async () => {
    const { page, server, widget, launcher, open, sees } = await visitor();
    await open();
    server.pages.set('/en', { body: hostPage('<script src="/widget.js" async data-language="en"></script>') });
    await page.goto(new URL('/en', page.url()).href);
    await launcher.hover();
    await widget.locator('.said').first().waitFor({ state: 'attached' });
    expect(server.latest.language).toBe('zh-Hans');
    await launcher.click();
    await sees('Which licence do you need?');
    expect(server.latest.language).toBe('en');
    expect(server.conversations.size).toBe(1);
  });
});
