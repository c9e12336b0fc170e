import { createHash } from 'node:crypto';
import { type Fields, textOf } from '../envelope/fields.ts';

/** What a push tells. `id` is the same when WeChat tells it again. */
export type Arrival = Told & (Said | Came | { readonly kind: 'left' } | { readonly kind: 'nothing' });

interface Told {
  readonly id: string;
  readonly openid: string;
  /** The account's own name, which a reply comes from. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Words, or a tap that stands for some. */
interface Said {
  readonly kind: 'said';
  readonly text: string;
  readonly choice?: string;
  /** Which of WeChat's allowances to write it gives. */
  readonly gives: 'message' | 'event';
}

/** Followed, or scanned a code; `scene` is what the code was made for. */
interface Came {
  readonly kind: 'came';
  readonly scene?: string;
}

/** The conversation of a follower. An openid says who somebody is, so it is not shown in addresses and logs. */
export function conversationOf(appId: string, openid: string): string {
  return `c_oa${createHash('sha256').update(`${appId} ${openid}`).digest('base64url').slice(0, 22)}`;
}

/** Null for what names nobody. `kinds` is what a message that is no text is called. */
export function arrivalOf(fields: Fields, { now, kinds }: { now: number; kinds: (kind: string) => string }): Arrival | null {
  const [openid, account, seconds] = ['FromUserName', 'ToUserName', 'CreateTime'].map((name) => textOf(fields, name));
  if (!openid || !account || !/^[\w-]{1,64}$/.test(openid)) return null;
  const at = /^\d{1,12}$/.test(seconds ?? '') ? Number(seconds) * 1000 : now;
  const told = { id: idOf(fields), openid, account, at };
  if (textOf(fields, 'MsgType') !== 'event') return { ...told, ...saidIn(fields, kinds) };
  return { ...told, ...happenedIn(fields) };
}

/** A message has an id; of an event two may come in one second. */
function idOf(fields: Fields): string {
  const message = textOf(fields, 'MsgId');
  if (message !== '') return `oa:${message}`;
  return `oa:${['CreateTime', 'Event', 'EventKey'].map((name) => textOf(fields, name)).join('|')}`;
}

function saidIn(fields: Fields, kinds: (kind: string) => string): Said {
  const choice = textOf(fields, 'bizmsgmenuid');
  const kind = textOf(fields, 'MsgType');
  // `Recognition` is what WeChat heard in a voice message; a link has a title, a place a name.
  const words = ['Content', 'Recognition', 'Title', 'Label']
    .map((name) => textOf(fields, name).trim())
    .find((word) => word !== '');
  const text = kind === 'text' || kind === 'voice' ? (words ?? kinds(kind)) : [kinds(kind), words ?? ''].join(' ').trim();
  return { kind: 'said', text, ...(choice !== '' && { choice }), gives: 'message' };
}

function happenedIn(fields: Fields): Said | Came | { kind: 'left' } | { kind: 'nothing' } {
  const key = textOf(fields, 'EventKey');
  switch (textOf(fields, 'Event').toLowerCase()) {
    case 'subscribe': {
      const scene = key.replace(/^qrscene_/, '');
      return { kind: 'came', ...(scene !== '' && { scene }) };
    }
    case 'scan':
      return { kind: 'came', ...(key !== '' && { scene: key }) };
    case 'click':
      return key === '' ? { kind: 'nothing' } : { kind: 'said', text: key, choice: key, gives: 'event' };
    case 'unsubscribe':
      return { kind: 'left' };
    default:
      return { kind: 'nothing' };
  }
}
