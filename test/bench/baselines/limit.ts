import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';

// The least that can answer a turn of a conversation over HTTP and keep it in Redis: bare node:http, Redis's protocol by hand,
// and one server-side compare-and-set a turn. What a framework does beyond this is its price.

interface Talk {
  version: number;
  readonly answers: string[];
}

const script = `local stored = redis.call('HGET', KEYS[1], 'v') or '0'
if stored ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 's', ARGV[3])
return 1`;

const questions = ['service', 'scope', 'capital', 'funding', 'start', 'quote', 'consent', 'contact', 'end'];
const talks = new Map<string, Talk>();
let opened = 0;

const redis = connect({ port: Number(process.env['REDIS_PORT']), host: '127.0.0.1', noDelay: true });
const waiting: ((reply: string) => void)[] = [];
let unsent: string[] = [];
let held = '';

redis.setEncoding('latin1');
redis.on('data', (chunk: string) => {
  held += chunk;
  for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
    const line = held.slice(0, end);
    held = held.slice(end + 2);
    // SCRIPT LOAD answers with a length and then the digest; all else here is one line.
    if (!line.startsWith('$')) waiting.shift()?.(line);
  }
});

function call(...parts: readonly string[]): Promise<string> {
  // What the requests of one round of the event loop have to say goes out in one write.
  if (unsent.push(`*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`) === 1) {
    setImmediate(() => {
      redis.write(unsent.join(''));
      unsent = [];
    });
  }
  return new Promise((resolve) => waiting.push(resolve));
}

const digest = await call('SCRIPT', 'LOAD', script);

function answer(response: ServerResponse, status: number, document: unknown): void {
  const body = JSON.stringify(document);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
}

async function turn(id: string, text: string, response: ServerResponse): Promise<void> {
  const talk = talks.get(id);
  if (!talk) return answer(response, 404, {});
  talk.answers.push(text);
  const state = JSON.stringify(talk.answers);
  const kept = await call('EVALSHA', digest, '1', `c:${id}`, `${talk.version}`, `${talk.version + 1}`, state);
  if (kept !== ':1') return answer(response, 409, {});
  talk.version += 1;
  const at = new Date().toISOString();
  const asked = { seq: talk.version * 2, at, from: 'bot', text: `${questions[talk.version] ?? 'end'}?` };
  answer(response, 200, { messages: [asked], cursor: asked.seq });
}

function take(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = request.url ?? '';
  if (path === '/api/conversations') {
    const id = `l${(opened += 1)}`;
    talks.set(id, { version: 0, answers: [] });
    return answer(response, 201, { conversation: id, token: id, messages: [], cursor: 0 });
  }
  const { text } = JSON.parse(body) as { text: string };
  void turn(path.slice('/api/conversations/'.length, -'/messages'.length), text, response);
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => take(request, response, body));
}).listen(Number(process.env['PORT']), '127.0.0.1');
