import { accessOf, type Kept } from './kept.ts';

/** Asks for a way into WeChat; it comes as a message with a code to scan. */
export function goOn(origin: string, kept: Kept): void {
  const access = accessOf(kept);
  if (!access) return;
  const headers = { authorization: `Bearer ${access.token}` };
  fetch(`${origin}/api/conversations/${access.conversation}/wechat`, { method: 'POST', headers }).catch(() => {});
}
