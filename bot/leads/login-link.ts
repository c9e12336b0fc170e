/** Where a login token is to be opened: at the public address, else on this machine. */
export function loginLink(address: Address, token: string): string {
  return `${placeOf(address)}/console/login?token=${token}`;
}

/**
 * The link for a letter box: programs that look through mail open every link in it, so this one only leads to a button. What stands
 * behind # never leaves the browser.
 */
export function postedLink(address: Address, token: string): string {
  return `${placeOf(address)}/console#enter=${token}`;
}

function placeOf({ publicUrl, host, port }: Address): string {
  // A server that listens everywhere is reached on its own machine by this name.
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${name}:${port}`;
}

interface Address {
  readonly publicUrl?: string;
  readonly host: string;
  readonly port: number;
}
