import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Follower } from './wechat-official-follower.ts';
import type { Fault, OfficialAccountSimulator } from './wechat-official-account.ts';

/** Words beside a code, as WeChat writes them. */
const words: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40125: 'invalid appsecret',
  40164: 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
  40200: 'invalid account type',
  41001: 'access_token missing',
  42001: 'access_token expired',
  43004: 'require subscribe',
  43019: 'require remove blacklist',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45072: 'command field must be in [Typing, CancelTyping]',
  45080: 'need send message to user, or recv message from user in the last 30 seconds',
  45081: 'already in typing state',
  45098: 'msgmenu list size is out of limit',
  47001: 'data format error',
  87014: 'risky content',
  48001: 'api unauthorized',
};

const renewMs = 7_200_000;

/** Answers one call of the API. */
export async function serveOfficialApi(
  sim: OfficialAccountSimulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.replace('/cgi-bin/', '');
  const body = await text(request).catch(() => '');
  const fault = sim.fault(path);
  await pause(delayOf(fault));
  if (fault === 'bad-gateway') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502</html>');
  const answer = refused(fault) ?? answerTo(sim, path, { url, body });
  const code = 'errcode' in answer ? Number(answer['errcode']) : 0;
  sim.calls.push({ path, code });
  if (fault === 'reset-after') return void response.destroy();
  // WeChat does not always say that it is JSON.
  const json = JSON.stringify(answer);
  response.setHeader('date', new Date(sim.now()).toUTCString());
  response.writeHead(200, { 'content-type': sim.calls.length % 2 ? 'text/plain' : 'application/json; encoding=utf-8' });
  response.end(fault === 'truncated' ? json.slice(0, json.length / 2) : json);
}

function delayOf(fault: Fault | null): number {
  return typeof fault === 'object' && fault !== null && 'delayMs' in fault ? fault.delayMs : 0;
}

type Answer = Readonly<Record<string, unknown>>;

interface Asked {
  readonly url: URL;
  readonly body: string;
}

function failed(code: number): Answer {
  return { errcode: code, errmsg: `${words[code] ?? 'error'} rid: 65f0a1b2-3c4d5e6f-7a8b9c0d` };
}

const done: Answer = { errcode: 0, errmsg: 'ok' };

function refused(fault: Fault | null): Answer | null {
  if (fault === 'busy') return failed(-1);
  if (fault === 'token-expired') return failed(42_001);
  if (typeof fault === 'object' && fault !== null) return 'code' in fault ? failed(fault.code) : null;
  return fault === 'ip-refused' ? failed(40_164) : null;
}

function answerTo(sim: OfficialAccountSimulator, path: string, asked: Asked): Answer {
  if (path === 'stable_token') return stableToken(sim, asked.body);
  if (path === 'token') return plainToken(sim, asked.url);
  const denied = tokenFault(sim, asked.url.searchParams.get('access_token'));
  if (denied !== 0) return failed(denied);
  if (path === 'getcallbackip') return { ip_list: ['203.0.113.0/24'] };
  if (sim.settings.kind === 'unverified') return failed(48_001);
  if (path === 'user/info') return userInfo(sim, asked.url.searchParams.get('openid') ?? '');
  if (path === 'message/custom/send') return customSend(sim, asked.body);
  if (path === 'message/custom/typing') return typing(sim, asked.body);
  return failed(48_001);
}

function tokenFault(sim: OfficialAccountSimulator, given: string | null): number {
  const { tokens } = sim;
  if (!given) return 41_001;
  if (given === tokens.current) return sim.now() < tokens.until ? 0 : 42_001;
  return given === tokens.old && sim.now() < tokens.oldUntil ? 0 : 40_001;
}

function userInfo(sim: OfficialAccountSimulator, openid: string): Answer {
  const person = sim.followers.get(openid);
  if (!person) return failed(40_003);
  const unionid = sim.unionids.get(openid);
  return { subscribe: person.following ? 1 : 0, openid, ...(person.following && unionid !== undefined && { unionid }) };
}

const stableSchema = z.object({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().optional(),
});

function stableToken(sim: OfficialAccountSimulator, body: string): Answer {
  const asked = stableSchema.safeParse(jsonOf(body)).data;
  if (!asked) return failed(47_001);
  if (asked.appid !== sim.settings.appId) return failed(40_013);
  if (asked.secret !== sim.settings.appSecret) return failed(40_125);
  const { tokens } = sim;
  if (asked.force_refresh === true) {
    if (sim.now() - tokens.forcedAt < 30_000 || tokens.forced >= 20) return failed(45_009);
    Object.assign(tokens, { forcedAt: sim.now(), forced: tokens.forced + 1, current: '', until: 0 });
  }
  // Renewed five minutes early, while the old one lives on.
  if (tokens.until - sim.now() < 300_000) {
    const old = tokens.until > sim.now() ? { old: tokens.current, oldUntil: tokens.until } : {};
    Object.assign(tokens, { ...old, current: sim.newToken(), until: sim.now() + renewMs });
  }
  return { access_token: tokens.current, expires_in: Math.floor((tokens.until - sim.now()) / 1000) };
}

/** The old call takes the token from whoever had it before, after five minutes. */
function plainToken(sim: OfficialAccountSimulator, url: URL): Answer {
  const { tokens, settings } = sim;
  if (url.searchParams.get('appid') !== settings.appId) return failed(40_013);
  if (url.searchParams.get('secret') !== settings.appSecret) return failed(40_125);
  const current = sim.newToken();
  Object.assign(tokens, { old: tokens.current, oldUntil: sim.now() + 300_000, current, until: sim.now() + renewMs });
  return { access_token: current, expires_in: renewMs / 1000 };
}

const menuSchema = z.object({
  head_content: z.string(),
  list: z.array(z.object({ id: z.string(), content: z.string() })).min(1),
  tail_content: z.string().optional(),
});
const sendSchema = z.discriminatedUnion('msgtype', [
  z.object({ touser: z.string(), msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) }),
  z.object({ touser: z.string(), msgtype: z.literal('msgmenu'), msgmenu: menuSchema }),
]);

function customSend(sim: OfficialAccountSimulator, body: string): Answer {
  // WeChat shows `\uXXXX` as it stands.
  const sent = body.includes('\\u') ? undefined : sendSchema.safeParse(jsonOf(body)).data;
  if (!sent) return failed(47_001);
  const person = sim.followers.get(sent.touser);
  const denied = personFault(person) || (sent.msgtype === 'msgmenu' ? menuFault(sim, sent.msgmenu.list) : 0);
  if (denied !== 0 || !person) return failed(denied);
  const shown = shownOf(sent);
  if (Buffer.byteLength(shown) > 2048) return failed(45_002);
  const over = person.count(sim.now());
  if (over !== 0) return failed(over);
  person.got({ text: shown, way: 'service', at: sim.now() });
  return done;
}

function personFault(person: Follower | undefined): number {
  if (!person) return 40_003;
  if (person.blocked) return 43_019;
  return person.following ? 0 : 43_004;
}

function menuFault(sim: OfficialAccountSimulator, list: readonly unknown[]): number {
  if (sim.settings.kind !== 'service') return 40_200;
  return list.length > 6 ? 45_098 : 0;
}

function shownOf(sent: z.infer<typeof sendSchema>): string {
  if (sent.msgtype === 'text') return sent.text.content;
  return [sent.msgmenu.head_content, ...sent.msgmenu.list.map(({ content }) => `[${content}]`)].join('\n');
}

const typingSchema = z.object({ touser: z.string(), command: z.string() });

function typing(sim: OfficialAccountSimulator, body: string): Answer {
  const asked = typingSchema.safeParse(jsonOf(body)).data;
  if (!asked) return failed(47_001);
  const person = sim.followers.get(asked.touser);
  if (!person) return failed(40_003);
  if (asked.command !== 'Typing' && asked.command !== 'CancelTyping') return failed(45_072);
  if (sim.now() - person.touched > 30_000) return failed(45_080);
  if (asked.command === 'Typing' && person.typingUntil > sim.now()) return failed(45_081);
  person.typingUntil = asked.command === 'Typing' ? sim.now() + 15_000 : 0;
  return done;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
