import { keyedHash } from '../../bot/keyed-hash.ts';

/** Some messages of a conversation, `from` and `upTo` by their seq. */
export interface Said {
  readonly conversation: string;
  readonly from: number;
  readonly upTo: number;
}

/** Makes and opens the keys of pages that show messages whole: who has the link may read these messages and no others. */
export interface SaidLinks {
  readonly path: (said: Said) => string;
  /** Null when the key is none of ours. */
  readonly open: (key: string) => Said | null;
}

const macBytes = 16;

export function saidLinks(secret: string): SaidLinks {
  const hash = keyedHash(secret, 'said link', macBytes);
  return {
    path({ conversation, from, upTo }) {
      const named = `${conversation}.${from}.${upTo}`;
      return `/wechat/said/${named}.${hash.of(named).toString('base64url')}`;
    },
    open(text) {
      const [conversation = '', from = '', upTo = '', mac = '', ...more] = text.split('.');
      const isOurs = hash.matches(`${conversation}.${from}.${upTo}`, Buffer.from(mac, 'base64url'));
      return isOurs && more.length === 0 ? { conversation, from: Number(from), upTo: Number(upTo) } : null;
    },
  };
}
