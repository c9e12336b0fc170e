import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { WecomApi } from './api.ts';
import type { Bubble } from '../bubbles.ts';
import { WecomCallError } from './call-error.ts';

/** What became of a send. */
export type Sent =
  | { type: 'taken' }
  /** It was refused as if an earlier try of it had arrived, or for a reason of its own: nobody knows, so it is not sent again. */
  | { type: 'uncertain' }
  /** WeCom does not take this message, for a reason that trying again does not change. */
  | { type: 'refused' }
  /** Not now: the window is shut, the quota used up, or the session over. It may be sent when the prospect is heard again. */
  | { type: 'later'; because: 'window' | 'quota' | 'ended' }
  /** Only people may speak to this prospect now. */
  | { type: 'humans' };

export interface Send {
  readonly account: string;
  readonly user: string;
  /** The same for each try of the same send: WeCom takes each once. */
  readonly id: string;
  readonly bubble: Bubble;
  /** Sent by this code instead of under the window. */
  readonly code: string | undefined;
  /** An earlier try may have arrived. */
  readonly isRepeated: boolean;
}

const tries = 3;

/** Sends one bubble, once. Rejects with WecomCallError when it was not taken, or nobody knows, and it should be tried again. */
export async function sendOnce(api: WecomApi, send: Send): Promise<Sent> {
  let { isRepeated } = send;
  for (let attempt = 1; ; attempt++) {
    try {
      await put(api, send);
      return { type: 'taken' };
    } catch (error) {
      if (!(error instanceof WecomCallError)) throw error;
      if (error.fault === 'unknown' && attempt < tries) {
        isRepeated = true;
        await pause(100 * 2 ** attempt);
        continue;
      }
      return meaningOf(error, { isRepeated, byCode: send.code !== undefined });
    }
  }
}

async function put(api: WecomApi, { account, user, id, bubble, code }: Send): Promise<void> {
  const content = { msgid: id, ...contentOf(bubble) };
  if (code === undefined) await api.call('kf/send_msg', { touser: user, open_kfid: account, ...content }, anything);
  else await api.call('kf/send_msg_on_event', { code, ...content }, anything);
}

/** The body of a send, without its addressee. */
function contentOf({ text, choices }: Bubble): object {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map(({ value, label }) => ({ type: 'click', click: { id: value, content: label } }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list } };
}

const anything = z.unknown();

function meaningOf(error: WecomCallError, { isRepeated, byCode }: { isRepeated: boolean; byCode: boolean }): Sent {
  const { code } = error;
  // A repeated id is refused, with a code that is not told; so is a code that was used. And a quota that our own count does not
  // reach is full because the earlier try arrived.
  const isSpent = byCode && error.fault === 'refused';
  if (isRepeated && code === 40058) return { type: 'taken' };
  if (isRepeated && (code === 95001 || isSpent)) return { type: 'uncertain' };
  const meaning = isSpent ? ({ type: 'later', because: 'ended' } as const) : meanings[code];
  return meaning ?? refusedFor(error, isRepeated);
}

function refusedFor(error: WecomCallError, isRepeated: boolean): Sent {
  // Busy, or for the firm to mend.
  if (error.fault !== 'refused') throw error;
  return { type: isRepeated ? 'uncertain' : 'refused' };
}

const meanings: Readonly<Record<number, Sent>> = {
  95001: { type: 'later', because: 'quota' },
  95002: { type: 'later', because: 'window' },
  95031: { type: 'later', because: 'window' },
  95013: { type: 'later', because: 'ended' },
  95018: { type: 'humans' },
};
