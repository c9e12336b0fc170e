import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

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
  // A key object: given bytes, each HMAC would make one anew, which costs more than the HMAC.
  const signingKey = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'yinlu quote link', 32)));
  const macOf = (conversation: string, number: string): Buffer =>
    createHmac('sha256', signingKey).update(`${conversation}\n${number}`).digest().subarray(0, macBytes);
  return {
    url: (conversation, number) =>
      `/quotes/${number}?key=${conversation.replace(/^c_/, '')}.${macOf(conversation, number).toString('base64url')}`,
    conversationOf(number, key) {
      const [id = '', mac = ''] = key.split('.');
      const conversation = `c_${id}`;
      const given = Buffer.from(mac, 'base64url');
      const isOurs = given.length === macBytes && timingSafeEqual(given, macOf(conversation, number));
      return isOurs ? conversation : null;
    },
  };
}
