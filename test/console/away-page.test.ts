import { expect, test } from 'vitest';
import { openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();

test('a page that was opened while the server was away fills itself when it is back', async () => {
  const { page } = await signedIn(house, { name: '郑经理', role: 'manager', width: 1280 });
  for (const { view, shows } of [
    { view: 'figures', shows: '漏斗' },
    { view: 'people', shows: '没填邮箱和企业微信' },
    { view: 'questions', shows: '没有待补的答案。' },
  ]) {
    await page.context().setOffline(true);
    const refused = page.waitForEvent('requestfailed');
    await page.evaluate((name) => {
      location.hash = name;
    }, view);
    await refused;
    expect(await page.getByText(shows).count()).toBe(0);
    await page.context().setOffline(false);
    await page.getByText(shows).first().waitFor();
  }
  await page.context().close();
}, 60_000);

test('who was signed out elsewhere comes to the sign-in page, and is not told to wait for the connection', async () => {
  const { page, id } = await signedIn(house, { name: '吴顾问' });
  // The stream ends, as each does after a while; the page comes back on its own and is not let in.
  await page.route('**/api/events', (route) => route.fulfill({ status: 502 }));
  await page.reload();
  await page.getByText('连接断了，正在重连…').waitFor();
  await house.site.office.staff.disable(id);
  await page.unroute('**/api/events');
  await page.getByLabel('访问令牌').waitFor();
  await page.context().close();
}, 60_000);

test('a link to a lead that is gone says so, and leads back', async () => {
  const { page } = await signedIn(house, { name: '冯顾问', width: 390 });
  await page.goto(`${house.site.server.url}/console#l_AAAAAAAAAAAAAAAAAAAAAA`);
  await page.getByText('没有这条线索').waitFor();
  await pictured(page, 'no-such-lead');
  await page.getByRole('link', { name: '返回列表' }).click();
  await page.locator('.list h1').waitFor();
  await page.context().close();
}, 60_000);
