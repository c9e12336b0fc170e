export interface OwnAddress {
  readonly publicUrl?: string;
  readonly host: string;
  readonly port: number;
}

/** Where this server is reached: at its public address, else on this machine. */
export function ownAddress({ publicUrl, host, port }: OwnAddress): string {
  // A server that listens everywhere is reached on its own machine by this name.
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${name}:${port}`;
}
