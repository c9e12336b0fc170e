import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on a page as it is now, by all its rules or the ones named: rule and element, in words. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // To read axe takes a page longer than to run it: the small form, and once for each document, is enough.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async (named) => {
      // What passes is not gathered: nobody reads it.
      const { violations } = await globalThis.axe.run({ resultTypes: ['violations'], ...(named && { runOnly: named }) });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    rules && [...rules],
  );
}

declare global {
  var axe: typeof import('axe-core');
}
