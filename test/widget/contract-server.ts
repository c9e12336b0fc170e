import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Widget } from '../../adapters/web/widget/build.ts';
import type { Draft, Message } from '../../bot/message.ts';

/** What goes wrong with the next message that is sent. `after: 'accept'` means that the server has it, but the client never hears so. */
export type Fault =
  | { readonly kind: 'drop'; readonly after: 'accept' | 'nothing' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'later'; readonly ms: number };

interface Conversation {
  readonly id: string;
  readonly token: string;
  language: string;
  readonly messages: Message[];
  readonly handled: Map<string, { from: number; to: number }>;
  readonly streams: Set<ServerResponse>;
}

type Script = (text: string) => readonly Draft[];

/** A small server that keeps the promises of the web API, in memory, and breaks connections on demand. */
export class ContractServer {
  readonly conversations = new Map<string, Conversation>();
  /** Each request for the API as `METHOD path`, in order. */
  readonly requests: string[] = [];
  /** The messages as they were sent, refused ones too. */
  readonly sent: Record<string, string>[] = [];
  readonly faults: Fault[] = [];
  greeting: readonly Draft[] = [{ text: '您好，我是示例机构的智能顾问。想办哪类资质？' }];
  script: Script = (text) => [{ text: `收到：${text}` }];
  /** What a visitor is given who wants to go on in WeChat. */
  wayToWechat: Draft = { text: '用微信扫一扫，就能在微信里接着聊。' };
  /** What is said when another language is chosen. */
  openQuestion: Draft = { text: 'Which licence do you need?' };
  readonly pages = new Map<string, { readonly body: string; readonly headers?: Record<string, string> }>();
  readonly #server: Server;
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor({ loader, files }: Widget) {
    this.#files = new Map([['/widget.js', loader], ...files]);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The conversation opened last. */
  get latest(): Conversation {
    const conversation = [...this.conversations.values()].at(-1);
    if (!conversation) throw new Error('no conversation was opened');
    return conversation;
  }

  /** What the prospect has said in a conversation, as the transcript has it. */
  said(conversation = this.latest): readonly string[] {
    return conversation.messages.filter(({ from }) => from === 'prospect').map(({ text }) => text);
  }

  /** Speaks into the conversation outside a turn. */
  say(from: Message['from'], draft: Draft, conversation = this.latest): void {
    this.#append(conversation, [{ ...draft, from }]);
  }

  event(event: string, data: unknown, conversation = this.latest): void {
    for (const stream of conversation.streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  cutStreams(): void {
    for (const { streams } of this.conversations.values()) for (const stream of streams) stream.destroy();
  }

  #append(conversation: Conversation, drafts: readonly (Draft & { from: Message['from'] })[]): readonly Message[] {
    const at = new Date().toISOString();
    const added = drafts.map((draft, index): Message => ({ ...draft, seq: conversation.messages.length + 1 + index, at }));
    conversation.messages.push(...added);
    for (const stream of conversation.streams) for (const message of added) stream.write(eventOf(message));
    return added;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const page = this.pages.get(url.pathname);
    const file = this.#files.get(url.pathname);
    if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.body);
    else if (file)
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' }).end(file);
    else if (url.pathname.startsWith('/api/')) await this.#api(request, response, url);
    else response.writeHead(404).end();
  }

  async #api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*, authorization');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    this.requests.push(`${request.method} ${url.pathname}`);
    const [, , , id, action] = url.pathname.split('/');
    if (!id) return this.#open(await bodyOf(request), response);
    const conversation = this.conversations.get(id);
    if (!conversation) return problem(response, 404);
    if (request.headers.authorization !== `Bearer ${conversation.token}`) return problem(response, 401);
    if (action === 'wechat') {
      this.say('bot', this.wayToWechat, conversation);
      return void response.writeHead(204).end();
    }
    if (action === 'language') {
      conversation.language = (await bodyOf(request))['language']!;
      this.say('bot', this.openQuestion, conversation);
      return void response.writeHead(204).end();
    }
    if (action === 'events') return this.#stream(conversation, request, response);
    if (request.method === 'POST') return this.#receive(conversation, await bodyOf(request), response);
    return json(response, 200, batchOf(conversation, Number(url.searchParams.get('after'))));
  }

  #open({ language = 'en' }: Record<string, string>, response: ServerResponse): void {
    const conversation: Conversation = {
      id: randomUUID(),
      token: randomUUID(),
      language,
      messages: [],
      handled: new Map(),
      streams: new Set(),
    };
    this.conversations.set(conversation.id, conversation);
    const messages = this.#append(
      conversation,
      this.greeting.map((draft) => ({ ...draft, from: 'bot' })),
    );
    json(response, 201, { conversation: conversation.id, token: conversation.token, messages, cursor: messages.length });
  }

  async #receive(conversation: Conversation, sent: Record<string, string>, response: ServerResponse): Promise<void> {
    this.sent.push(sent);
    const fault = this.faults.shift();
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (fault && (await this.#failed(fault, { conversation, sent, response }))) return;
    const { from, to } = this.#turn(conversation, sent);
    if (fault?.kind === 'drop') return void response.destroy();
    json(response, 200, { messages: conversation.messages.slice(from, to), cursor: to });
  }

  async #failed(
    fault: Fault,
    { conversation, sent, response }: { conversation: Conversation; sent: Record<string, string>; response: ServerResponse },
  ): Promise<boolean> {
    if (fault.kind === 'drop' && fault.after === 'nothing') response.destroy();
    else if (fault.kind === 'status') problem(response, fault.status, fault.retryAfter);
    else if (fault.kind === 'later') {
      json(response, 202, { messages: [], cursor: conversation.messages.length });
      await sleep(fault.ms);
      this.#turn(conversation, sent);
    } else return false;
    return true;
  }

  /** The replies' place in the transcript; the same for an id that was handled before. */
  #turn(conversation: Conversation, { id = '', text, choice }: Record<string, string>): { from: number; to: number } {
    const before = conversation.handled.get(id);
    if (before) return before;
    const label = conversation.messages.flatMap(({ choices = [] }) => choices).find(({ value }) => value === choice)?.label;
    const said = text ?? label ?? choice ?? '';
    const from = conversation.messages.length + 1;
    this.#append(conversation, [
      { from: 'prospect', text: said },
      ...this.script(said).map((draft) => ({ ...draft, from: 'bot' as const })),
    ]);
    const span = { from, to: conversation.messages.length };
    conversation.handled.set(id, span);
    return span;
  }

  #stream(conversation: Conversation, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': welcome\n\n');
    for (const message of conversation.messages.slice(Number(request.headers['last-event-id'] ?? 0)))
      response.write(eventOf(message));
    conversation.streams.add(response);
    response.on('close', () => conversation.streams.delete(response));
  }
}

function batchOf({ messages }: Conversation, after: number): { messages: readonly Message[]; cursor: number } {
  return { messages: messages.slice(after), cursor: messages.length };
}

function eventOf(message: Message): string {
  return `id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString()) as Record<string, string>;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, retryAfter?: number): void {
  if (retryAfter !== undefined)
    response.setHeader('retry-after', retryAfter).setHeader('access-control-expose-headers', 'retry-after');
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ status }));
}
