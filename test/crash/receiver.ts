import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Notification {
  /** The `webhook-id`: the same when the same notification is sent again. */
  readonly id: string;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly notifications: readonly Notification[];
  close(): Promise<void>;
}

// Of so many notifications one is kept and yet answered with a failure: it has to come again, under the same id.
const failsEvery = 10;

/** A firm's own system that is told of leads. It keeps all that comes, and now and then fails to say so. */
export async function startReceiver(): Promise<Receiver> {
  const notifications: Notification[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      notifications.push({ id: String(request.headers['webhook-id']), body });
      response.writeHead(notifications.length % failsEvery === 0 ? 500 : 200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/leads`,
    notifications,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
