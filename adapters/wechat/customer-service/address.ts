import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '../../../bot/store/store.ts';
import type { Standing } from './standing.ts';

type Address = Pick<Standing, 'account' | 'user'>;

const kind = 'wecom-talk';
const talkSchema = z.object({ conversation: z.string() });

/** The conversation of a customer with an account: their own, unless they have brought one along from elsewhere. */
export async function conversationAt(store: Store, address: Address): Promise<string> {
  const brought = talkSchema.safeParse(await store.getRecord(kind, keyOf(address)));
  return brought.success ? brought.data.conversation : `c_wk${keyOf(address)}`;
}

/** From now on this customer speaks in that conversation. */
export async function bringTo(store: Store, address: Address, conversation: string): Promise<void> {
  await store.putRecord(kind, keyOf(address), { conversation });
}

/** The ids of WeCom say who somebody is, so they are not shown in addresses and logs. */
function keyOf({ account, user }: Address): string {
  return createHash('sha256').update(`${account} ${user}`).digest('base64url').slice(0, 22);
}
