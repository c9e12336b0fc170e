import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/** A real OpenID provider on this machine, under another name than the console's: another site to a browser. */
export async function identityProvider(options: {
  port: number;
  redirectUri: string;
  /** By login name. */
  accounts: Readonly<Record<string, { email: string; email_verified: boolean }>>;
}): Promise<IdentityProvider> {
  const { port, redirectUri, accounts } = options;
  const issuer = `http://localhost:${port}`;
  const client = { clientId: 'yinlu', clientSecret: 'a-client-secret-of-this-test-alone' };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  });
  const server = createServer(provider.callback());
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    issuer,
    ...client,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
