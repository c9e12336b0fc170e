import { keyedHash } from '../../../bot/keyed-hash.ts';

/** Makes and opens the `scene_param` by which a talk on the web is carried on in WeChat. */
export interface CarryingLinks {
  /** At most 128 bytes, and good for a while only: whoever scans it speaks for the prospect. */
  paramOf(conversation: string, now: number): string;
  /** Null when it is not one of ours, or too old. */
  conversationOf(param: string, now: number): string | null;
}

/** How long a link is good for. */
export const lifeMinutes = 30;
const lifeMs = lifeMinutes * 60_000;
const macBytes = 12;

export function carryingLinks(secret: string): CarryingLinks {
  const hash = keyedHash(secret, 'carrying link', macBytes);
  return {
    paramOf(conversation, now) {
      const text = `${conversation.replace(/^c_/, '')}.${Math.floor((now + lifeMs) / 1000).toString(36)}`;
      return `${text}.${hash.of(text).toString('base64url')}`;
    },
    conversationOf(param, now) {
      const [id = '', until = '', mac = ''] = param.split('.');
      const given = Buffer.from(mac, 'base64url');
      // Base64 has room for more spellings of the same bytes: only our own is taken.
      const isOurs = given.toString('base64url') === mac && hash.matches(`${id}.${until}`, given);
      return isOurs && Number.parseInt(until, 36) * 1000 > now ? `c_${id}` : null;
    },
  };
}
