import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { openConsole, signedIn } from './console-browser.ts';

const house = openConsole();

test('the menu says whether one counts as there now, not when the page was opened', async () => {
  const { page, id } = await signedIn(house, { name: '褚顾问' });
  await expect.poll(() => house.site.office.presence.of(id)).toBe('online');
  const menu = page.getByLabel('褚顾问 的设置');
  await menu.click();
  await expect.poll(() => page.getByRole('radio', { name: '在线' }).isChecked()).toBe(true);
  await menu.click();
  await house.site.office.presence.choose(id, 'away'); // on the phone
  await menu.click();
  await expect.poll(() => page.getByRole('radio', { name: '暂离' }).isChecked()).toBe(true);
  await page.context().close();
}, 60_000);

test('the keys still work after a press on a tab', async () => {
  const lead = await house.site.office.waiting('c_keys', { service: said('odi') });
  const { page } = await signedIn(house, { name: '卫顾问' });
  await page.getByRole('radio', { name: '等顾问' }).check();
  await page.locator(`a[href="#${lead}"]`).waitFor();
  await page.keyboard.press('j');
  await page.waitForURL(`**#${lead}`);
  await page.context().close();
}, 60_000);
