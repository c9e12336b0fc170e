export interface Token {
  readonly token: string;
  readonly expiresInMs: number;
}

export interface TokenKeeper {
  /** The token, fetched once for all who need it. */
  get(): Promise<string>;
  /** It was refused. One that came since is left alone. */
  drop(token: string): void;
}

/** A token is renewed so long before its end; WeChat itself lets the old one live on for as long. */
const renewMs = 300_000;

/** Keeps a token until shortly before its end. `fetch` is called once at a time. */
export function tokenKeeper(fetch: () => Promise<Token>, now: () => number): TokenKeeper {
  let kept: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;
  const renewed = async (): Promise<string> => {
    const { token, expiresInMs } = await fetch();
    // WeChat gives the same token again as long as it lives, also in its last minutes.
    kept = { token, until: now() + Math.max(1000, expiresInMs - renewMs) };
    return token;
  };
  return {
    async get() {
      if (kept && kept.until > now()) return kept.token;
      fetching ??= renewed().finally(() => (fetching = undefined));
      return fetching;
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}
