import * as z from 'zod';
import { ConfigError } from '../settings/settings.ts';
import type { Store } from './store.ts';

const kind = 'data-key';
const id = 'used';
const usedSchema = z.array(z.string()).nullable();

/**
 * Notes in the store the id of the key that encrypts from now on, the first one. Throws ConfigError when one that encrypted before is not
 * among them: who starts without it, or with another by mistake, would read nothing and write what the right one cannot read.
 */
export async function admitKeys(store: Pick<Store, 'getRecord' | 'changeRecord'>, keyIds: readonly string[]): Promise<void> {
  const used = await usedWith(store, keyIds);
  const [current] = keyIds;
  if (current === undefined || used?.includes(current)) return;
  // Another process may have noted one meanwhile; its note is read then.
  if (!(await store.changeRecord(kind, id, { from: used, to: [...(used ?? []), current] }))) await admitKeys(store, keyIds);
}

/** The ids of the keys that the store was written with; null for none. Throws ConfigError when one of them is not among `keyIds`. */
export async function usedWith(store: Pick<Store, 'getRecord'>, keyIds: readonly string[]): Promise<readonly string[] | null> {
  const used = usedSchema.parse(await store.getRecord(kind, id));
  if (!used?.some((each) => !keyIds.includes(each))) return used;
  const problem =
    keyIds.length === 0
      ? 'is needed: what is kept here was encrypted with one'
      : 'what is kept here was encrypted with another key: put that one in its place, or after the new one and a comma';
  throw new ConfigError([{ name: 'DATA_KEY', problem }]);
}
