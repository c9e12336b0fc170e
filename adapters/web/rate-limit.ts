import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './client-address.ts';
import { Problem } from './problem.ts';

export interface RateLimit {
  /** A message of a visitor. Throws a 429 problem. */
  message(conversation: string, address: string): Promise<void>;
  /** A new conversation, which counts as a message of its address: nobody gets round the limit by starting anew. */
  opening(address: string): Promise<void>;
}

/** Messages a minute: `perMinute` for a visitor, and several times that for an address, because an office shares one. 0 is off. */
export function rateLimit(perMinute: number): RateLimit {
  if (perMinute === 0) return { message: async () => {}, opening: async () => {} };
  const visitors = new RateLimiterMemory({ points: perMinute, duration: 60, keyPrefix: 'visitor' });
  const addresses = new RateLimiterMemory({ points: perMinute * visitorsPerAddress, duration: 60, keyPrefix: 'address' });
  return {
    async message(conversation, address) {
      await consume(visitors, conversation);
      await consume(addresses, networkOf(address));
    },
    opening: (address) => consume(addresses, networkOf(address)),
  };
}

/** So many tries of one address within so many seconds. Throws a 429 problem. */
export function addressLimit(points: number, seconds: number): (address: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: seconds, keyPrefix: 'tries' });
  return (address) => consume(limiter, networkOf(address));
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new Problem(429, `Too many at once; wait ${seconds} s.`, { headers: { 'Retry-After': String(seconds) } });
  }
}

const visitorsPerAddress = 5;
