import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { startDaemon, type Daemon } from './daemon.ts';
import { freePort } from '../support/free-port.ts';

export interface RedisSpec {
  readonly dir: string;
  /** `always` flushes before it answers; `everysec` leaves that to the second, so only the processor limits it. */
  readonly fsync: 'always' | 'everysec';
  readonly port?: number;
}

/** A real Redis with its log on, in a folder of its own; started again with the same folder it knows what it knew. */
export async function startRedis({ dir, fsync, port }: RedisSpec): Promise<Daemon> {
  await mkdir(dir, { recursive: true });
  const own = port ?? (await freePort());
  const args = [
    '--port',
    `${own}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    fsync,
  ];
  return startDaemon({ command: 'redis-server', args, port: own, ready: () => answers(own) });
}

// A Redis that still reads its log listens already, but answers -LOADING.
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}
