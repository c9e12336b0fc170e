import { keyedHash } from '../keyed-hash.ts';

/** Makes and opens the keys under which quotes are read: who has the link may read it, nobody can guess one. */
export interface QuoteLinks {
  /** `/quotes/{number}?key=…` */
  readonly url: (conversation: string, number: string) => string;
  /** The conversation that the quote was issued in; null when the key is not one of ours for this number. */
  readonly conversationOf: (number: string, key: string) => string | null;
}

const macBytes = 16;

/** A key names the conversation and proves that the number was quoted there, so no register of quotes is needed. */
export function quoteLinks(secret: string): QuoteLinks {
  const hash = keyedHash(secret, 'quote link', macBytes);
  return {
    url: (conversation, number) =>
      `/quotes/${number}?key=${conversation.replace(/^c_/, '')}.${hash.of(signed(conversation, number)).toString('base64url')}`,
    conversationOf(number, key) {
      const [id = '', mac = ''] = key.split('.');
      const conversation = `c_${id}`;
      return hash.matches(signed(conversation, number), Buffer.from(mac, 'base64url')) ? conversation : null;
    },
  };
}

function signed(conversation: string, number: string): string {
  return `${conversation}\n${number}`;
}
