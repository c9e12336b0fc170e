import type { Configuration } from 'openid-client';
import * as z from 'zod';

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Sign-in with the firm's own accounts (OpenID Connect), by the code flow with PKCE. */
export interface Oidc {
  /** Where the browser goes, and what it must bring back: kept for this browser alone until then. */
  begin(): Promise<{ readonly url: string; readonly kept: OidcAttempt }>;
  /** The address that the provider vouches for, in small letters; null when it vouches for none. Rejects when the answer is not right. */
  finish(search: string, kept: OidcAttempt): Promise<string | null>;
}

export interface OidcAttempt {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Sign-in at one provider. `redirectUri` must be the one that is registered there, to the letter. */
export function oidc(config: OidcConfig, redirectUri: string): Oidc {
  // The library, and what the provider says of itself, are loaded by the first who signs in so.
  let found: Promise<Configuration> | undefined;
  const discovered = (): Promise<Configuration> => {
    found ??= discover(config);
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
  return {
    async begin() {
      const { randomPKCECodeVerifier, calculatePKCECodeChallenge, randomState, randomNonce, buildAuthorizationUrl } =
        await library();
      const kept = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce() };
      const url = buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
        state: kept.state,
        nonce: kept.nonce,
      });
      return { url: url.href, kept };
    },
    async finish(search, { verifier, state, nonce }) {
      const { authorizationCodeGrant, fetchUserInfo } = await library();
      const provider = await discovered();
      const tokens = await authorizationCodeGrant(provider, new URL(`${redirectUri}${search}`), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = claimsSchema.parse(tokens.claims());
      // Some providers keep the address for who asks them again.
      return verified(claims) ?? verified(claimsSchema.parse(await fetchUserInfo(provider, tokens.access_token, claims.sub)));
    },
  };
}

/** Anybody may write any address into an account of theirs: only one that the provider has checked counts. */
function verified({ email, email_verified: isVerified }: z.infer<typeof claimsSchema>): string | null {
  return email !== undefined && isVerified === true ? email.toLowerCase() : null;
}

function library() {
  return import('openid-client');
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const { discovery, allowInsecureRequests } = await library();
  const url = new URL(issuer);
  // Settings allow http: for this machine only.
  const execute = url.protocol === 'http:' ? [allowInsecureRequests] : [];
  return discovery(url, clientId, clientSecret, undefined, { execute, timeout: timeoutSeconds });
}

const claimsSchema = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional().catch(undefined),
});
const timeoutSeconds = 8;
