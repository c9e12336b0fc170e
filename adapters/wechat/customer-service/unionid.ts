import * as z from 'zod';
import type { WecomApi } from './api.ts';

const schema = z.object({
  customer_list: z.array(z.looseObject({ external_userid: z.string(), unionid: z.string().optional() })).default([]),
});

/** The id that a customer has on all accounts of the firm; null where WeCom tells none (no account of the firm is bound to the company). */
export async function unionidOf(api: WecomApi, user: string): Promise<string | null> {
  const body = { external_userid_list: [user], need_enter_session_context: 0 };
  const { customer_list: found } = await api.call('kf/customer/batchget', body, schema);
  return found.find((each) => each.external_userid === user)?.unionid || null;
}
