import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server treats one request. */
export type Behaviour =
  /** A completion whose text this is. */
  | { type: 'says'; text: string }
  /** Any body, under any status and headers; at once, or after so many milliseconds. */
  | { type: 'answers'; body: string; status?: number; headers?: Readonly<Record<string, string>>; afterMs?: number }
  | { type: 'silent' }
  /** The head and a part of the body come, the rest never does. */
  | { type: 'stalls'; body: string }
  /** A byte at a time, for ever. */
  | { type: 'drips' }
  | { type: 'drops'; after?: string }
  /** So many bytes of something that looks like a completion. */
  | { type: 'floods'; bytes: number };

export interface ModelServer {
  readonly baseUrl: string;
  /** The bodies of all requests so far. */
  readonly requests: readonly Asked[];
  /** Requests after this are treated so, in this order; the last behaviour stays. */
  will(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

export interface Asked {
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An OpenAI-compatible server that does whatever a test wants of it, over real HTTP. */
export async function modelServer(): Promise<ModelServer> {
  const requests: Asked[] = [];
  let planned: readonly Behaviour[] = [completionOf({ slots: {}, intents: [] })];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push({ authorization: request.headers.authorization, body: await bodyOf(request) });
    const [behaviour, ...later] = planned;
    if (later.length > 0) planned = later;
    if (behaviour) treat(response, behaviour);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    will(...behaviours) {
      planned = behaviours;
    },
    close: () => closed(server),
  };
}

/** The server answers with this as its JSON. */
export function completionOf(answer: unknown): Behaviour {
  return { type: 'says', text: JSON.stringify(answer) };
}

/** What a completion looks like on the wire. */
export function wire(message: object): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'enemy',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
  });
}

function treat(response: ServerResponse, behaviour: Behaviour): void {
  const json = { 'content-type': 'application/json' };
  switch (behaviour.type) {
    case 'says':
      response.writeHead(200, json).end(wire({ content: behaviour.text }));
      break;
    case 'answers':
      setTimeout(
        () => response.writeHead(behaviour.status ?? 200, { ...json, ...behaviour.headers }).end(behaviour.body),
        behaviour.afterMs ?? 0,
      );
      break;
    case 'silent':
      break;
    case 'stalls':
      response.writeHead(200, json).write(behaviour.body);
      break;
    case 'drips': {
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
      break;
    }
    case 'drops':
      if (behaviour.after !== undefined) response.writeHead(200, { ...json, 'content-length': '5000' }).write(behaviour.after);
      setImmediate(() => response.destroy());
      break;
    case 'floods':
      response.writeHead(200, json).end(wire({ content: ' '.repeat(behaviour.bytes) }));
      break;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
