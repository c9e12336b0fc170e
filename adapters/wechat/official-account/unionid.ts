import * as z from 'zod';
import type { OfficialApi } from './api.ts';

const schema = z.looseObject({ unionid: z.string().optional() });

/** The id that a follower has on all accounts of the firm; null where WeChat tells none (the account is bound to no open platform). */
export async function unionidOf(api: OfficialApi, openid: string): Promise<string | null> {
  const { unionid } = schema.parse(await api.get(`user/info?openid=${encodeURIComponent(openid)}`));
  return unionid || null;
}
