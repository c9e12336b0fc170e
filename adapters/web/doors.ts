import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';

export interface Doors {
  readonly port: number;
  connections(): Promise<number>;
  /** Lets nobody in any more; resolves when all have left. */
  close(): Promise<void>;
}

interface Address {
  readonly port: number;
  readonly host: string;
}

/** Who finds no place in the line before a door tries again a second later, then three: Node's own 511 is one busy moment. */
const backlog = 4096;
const count = 8;

/**
 * Lets connections in to a server that does not listen yet. Node takes in one connection for each listening socket and round of its
 * loop, so that before a single one a crowd stands outside, unread, while the few who are in are served. Where the system cannot share a
 * port between sockets, there is one.
 */
export async function openDoors(server: HttpServer, { port: wanted, host }: Address): Promise<Doors> {
  // Sockets that share a port do so with those of another process of the same user, too: a port that is in use has to be noticed first.
  if (wanted !== 0) await close(await listening(createServer(), { port: wanted, host }));
  const isShared = await listening(server, { port: wanted, host, reusePort: true }).then(
    () => true,
    (error: NodeJS.ErrnoException) => mustBeUnsupported(error),
  );
  if (!isShared) await listening(server, { port: wanted, host });
  const { port } = server.address() as AddressInfo;
  const others = Array.from({ length: isShared ? count - 1 : 0 }, () => {
    const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
    return listening(door, { port, host, reusePort: true });
  });
  const doors: readonly Server[] = [server, ...(await Promise.all(others))];
  return {
    port,
    connections: async () => (await Promise.all(doors.map(connectionsOf))).reduce((sum, each) => sum + each, 0),
    close: async () => void (await Promise.all(doors.map(close))),
  };
}

function mustBeUnsupported(error: NodeJS.ErrnoException): false {
  if (['ENOTSUP', 'ENOPROTOOPT', 'EINVAL'].includes(error.code ?? '')) return false;
  throw error;
}

function listening<T extends Server>(server: T, address: Address & { readonly reusePort?: true }): Promise<T> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address, backlog }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => server.getConnections((error, found) => (error ? reject(error) : resolve(found))));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
