/** What somebody's phone has shown. */
export interface Shown {
  readonly text: string;
  readonly way: 'reply' | 'service';
  readonly at: number;
  /** Of a reply: to which message, and to which try of its push. */
  readonly to?: string;
}

type Given = 'message' | 'event';

const quotas = { message: { max: 5, windowMs: 48 * 3_600_000 }, event: { max: 3, windowMs: 60_000 } };

/** Somebody who follows the account, with what WeChat counts for them. */
export interface Follower {
  readonly openid: string;
  following: boolean;
  blocked: boolean;
  readonly shown: Shown[];
  typingUntil: number;
  touched: number;
  heard(at: number, given: Given): void;
  got(shown: Shown): void;
  /** Takes one from what may be sent: 0, or WeChat's code for why not. */
  count(now: number): number;
}

export function follower(openid: string): Follower {
  const given = new Map<Given, { at: number; sent: number }>();
  const room = (kind: Given, now: number): { at: number; sent: number } | undefined => {
    const last = given.get(kind);
    return last && now - last.at < quotas[kind].windowMs && last.sent < quotas[kind].max ? last : undefined;
  };
  return {
    openid,
    following: false,
    blocked: false,
    shown: [],
    typingUntil: 0,
    touched: -Infinity,
    heard(at, kind) {
      given.set(kind, { at, sent: 0 });
      this.touched = at;
    },
    got(shown) {
      this.shown.push(shown);
      this.typingUntil = 0;
    },
    count(now) {
      const found = room('event', now) ?? room('message', now);
      if (found) {
        found.sent += 1;
        return 0;
      }
      const message = given.get('message');
      return message && now - message.at < quotas.message.windowMs ? 45_047 : 45_015;
    },
  };
}
