/** Where a login token is to be opened: at the public address, else on this machine. */
export function loginLink({ publicUrl, host, port }: Address, token: string): string {
  // A server that listens everywhere is reached on its own machine by this name.
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${publicUrl ?? `http://${name}:${port}`}/console/login?token=${token}`;
}

interface Address {
  readonly publicUrl?: string;
  readonly host: string;
  readonly port: number;
}
