import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong on a page as it is now, by all its rules or the ones named: rule and element, in words. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Without frames of others a page of its own, in which it would join what it found in each, is not needed.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
