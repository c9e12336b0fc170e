import { describe, expect, it } from 'vitest';
import { useVisitors, visitor } from './visitor.ts';

useVisitors();

describe('when something goes wrong', () => {
  it('sends what was written offline once and in order when the connection is back', async () => {
    const { context, server, widget, open, write, sees, bubbles } = await visitor();
    await open();
    await context.setOffline(true);
    for (const text of ['一', '二', '三']) await write(text);
    await widget.getByText('还没发出，恢复后自动发送').first().waitFor();
    await widget.getByText('网络断开了').waitFor();
    await context.setOffline(false);
    await sees('收到：三');
    expect(server.said()).toEqual(['一', '二', '三']);
    expect((await bubbles()).slice(1)).toEqual(['一', '收到：一', '二', '收到：二', '三', '收到：三']);
    await widget.getByText('网络断开了').waitFor({ state: 'detached' });
  });

  it('keeps what could not be sent in sight when the banner takes its room', async () => {
    const { server, widget, open, write, sees } = await visitor();
    await open();
    for (let number = 1; number <= 6; number++) {
      await write(`第 ${number} 句`);
      await sees(`收到：第 ${number} 句`);
    }
    for (let tries = 0; tries < 20; tries++) server.faults.push({ kind: 'drop', after: 'nothing' });
    await write('还在吗');
    const note = widget.getByText('还没发出，恢复后自动发送');
    await note.waitFor();
    await widget.getByText('暂时连不上').waitFor();
    const bottomOf = async (part: typeof note): Promise<number> => {
      const { y = Infinity, height = 0 } = (await part.boundingBox()) ?? {};
      return y + height;
    };
    await expect.poll(async () => (await bottomOf(widget.locator('.log'))) - (await bottomOf(note))).toBeGreaterThanOrEqual(0);
  });

  it('keeps what was written offline over a reload', async () => {
    const { page, context, server, origin, widget, launcher, open, write, sees } = await visitor();
    await open();
    await context.setOffline(true);
    await write('别丢了我');
    await widget.getByText('还没发出，恢复后自动发送').waitFor();
    await context.setOffline(false);
    await page.goto(origin);
    await launcher.click();
    await sees('收到：别丢了我');
    expect(server.said()).toEqual(['别丢了我']);
  });

  it('says a thing once when the answer to it gets lost', async () => {
    const { server, open, write, sees, bubbles } = await visitor();
    await open();
    server.faults.push({ kind: 'drop', after: 'accept' }, { kind: 'drop', after: 'nothing' });
    await write('断线了');
    await sees('收到：断线了');
    await write('下一句');
    await sees('收到：下一句');
    expect(server.said()).toEqual(['断线了', '下一句']);
    expect((await bubbles()).slice(1)).toEqual(['断线了', '收到：断线了', '下一句', '收到：下一句']);
  });

  it('waits as long as a server asks that has too much to do', async () => {
    const { server, open, write, sees } = await visitor();
    await open();
    server.faults.push({ kind: 'status', status: 429, retryAfter: 2 });
    const before = Date.now();
    await write('快一点');
    await sees('稍等片刻，马上发出');
    await sees('收到：快一点');
    expect(Date.now() - before).toBeGreaterThanOrEqual(1900);
    expect(server.sent.length).toBe(2);
    expect(server.sent[0]).toEqual(server.sent[1]);
  });

  it('opens a new conversation, quietly, when the old one is no longer accepted, and takes the message along', async () => {
    const { server, open, write, sees } = await visitor();
    await open();
    server.faults.push({ kind: 'status', status: 401 });
    await write('还在吗');
    await sees('之前的对话已失效，这是一个新的对话');
    await sees('收到：还在吗');
    expect(server.conversations.size).toBe(2);
    expect(server.said()).toEqual(['还在吗']);
  });

  it('shows an answer that comes later than its request', async () => {
    const { server, widget, open, write, sees, bubbles } = await visitor();
    await open();
    server.faults.push({ kind: 'later', ms: 2500 });
    await write('想一想');
    await widget.locator('.typing').waitFor();
    await sees('收到：想一想');
    await widget.locator('.typing').waitFor({ state: 'detached' });
    expect((await bubbles()).slice(1)).toEqual(['想一想', '收到：想一想']);
  });

  it('gives a text back that is too long, to be cut', async () => {
    const { server, widget, input, open, write, sees } = await visitor();
    await open();
    server.faults.push({ kind: 'status', status: 413 });
    await write('很长的话');
    await widget.getByText('这条有点长，麻烦分成几条发').waitFor();
    await widget.getByRole('button', { name: '取回修改' }).click();
    expect(await input.inputValue()).toBe('很长的话');
    await input.fill('长'.repeat(4001));
    await sees('超出 1 字，麻烦分成几条发');
    await input.press('Enter');
    expect(server.sent.length).toBe(1);
  });

  it('resumes the stream of events where it was cut, without doubles', async () => {
    const { server, open, sees, bubbles } = await visitor();
    await open();
    await expect.poll(() => server.latest.streams.size).toBe(1);
    server.say('consultant', { name: '王示例', text: '第一句' });
    await sees('第一句');
    server.cutStreams();
    server.say('consultant', { name: '王示例', text: '第二句' });
    server.say('consultant', { name: '王示例', text: '第三句' });
    await sees('第三句');
    expect((await bubbles()).slice(1)).toEqual(['第一句', '第二句', '第三句']);
    expect(server.requests.filter((request) => request.startsWith('GET') && request.endsWith('/events')).length).toBeGreaterThan(
      1,
    );
  });

  it('works where storage is blocked', async () => {
    const { page, open, write, sees } = await visitor();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await open();
    await write('无痕模式');
    await sees('收到：无痕模式');
  });
});
