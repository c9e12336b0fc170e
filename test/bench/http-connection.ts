import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One kept-alive HTTP/1.1 connection with one request on its way at a time. Written for the load generator: a real client
 * library costs more a request than the fastest server it has to measure.
 */
export class HttpConnection {
  readonly #port: number;
  #socket: Socket | null = null;
  #held: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Rejects when the connection breaks before the whole reply is there; the next request opens a new one. */
  request(bytes: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket ??= this.#open();
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#broken(socket, error));
    socket.on('close', () => this.#broken(socket, new Error('the connection was closed')));
    return socket;
  }

  #broken(socket: Socket | null, error: Error): void {
    // The news may come when the next one is open.
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#held = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }

  #take(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const reply = replyOf(this.#held);
    if (reply === null) return;
    if (reply instanceof Error) {
      this.#socket?.destroy();
      return this.#broken(this.#socket, reply);
    }
    this.#held = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(reply);
  }
}

/** The bytes of a POST with a JSON body. */
export function postOf(path: string, body: unknown, token?: string): string {
  const json = JSON.stringify(body);
  const authorization = token ? `Authorization: Bearer ${token}\r\n` : '';
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${authorization}`;
  return `${head}Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

export function getOf(path: string, token: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}

function replyOf(held: Buffer): Reply | Error | null {
  const end = held.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = held.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  // All that is measured here answers with a length; chunks would mean that a server streams what it should send at once.
  if (length === undefined) return new Error(`a reply without Content-Length:\n${head}`);
  const whole = end + 4 + Number(length);
  return held.length < whole ? null : { status, body: held.subarray(end + 4, whole) };
}
