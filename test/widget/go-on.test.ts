import { describe, expect, it } from 'vitest';
import { buildWidget } from '../../adapters/web/widget/build.ts';
import { useVisitors, visitor } from './visitor.ts';

useVisitors();

describe('a talk that goes on in WeChat', () => {
  it('is offered in the menu: a code to scan, the same as a link, and what is said there shows here', async () => {
    const { server, page, widget, open, sees, faults } = await visitor();
    const square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><path d="M0 0h9v9H0z"/></svg>';
    server.pages.set('/code.svg', { body: square, headers: { 'content-type': 'image/svg+xml' } });
    const url = 'https://work.weixin.qq.com/kfid/kfc0?enc_scene=x&scene_param=y';
    server.wayToWechat = {
      text: '用微信扫一扫，就能接着聊。',
      cards: [{ type: 'link', title: '到微信里去', url, image: '/code.svg' }],
    };
    await open();
    await widget.getByRole('button', { name: '更多' }).click();
    await widget.getByRole('button', { name: '在微信里接着聊' }).click();
    await sees('用微信扫一扫，就能接着聊。');
    expect(await widget.locator('.card a').getAttribute('href')).toBe(url);
    const code = widget.locator('.card img');
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
    server.say('bot', { text: '刚才在网页上聊的，在微信里接着说就行。' });
    server.say('prospect', { text: '我在微信里了' });
    await sees('我在微信里了');
    expect(server.requests.filter((request) => request.endsWith('/wechat'))).toHaveLength(1);
    await page.close();
  });

  it('is not spoken of where there is no account for it', async () => {
    const words = [...(await buildWidget()).files].filter(([path]) => !path.includes('panel'));
    expect(words).toHaveLength(3);
    for (const [, text] of words) expect(Buffer.from(text).toString()).not.toMatch(/微信|WeChat/);
  });
});
