import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { Message } from '../../bot/message.ts';
import { getOf, HttpConnection, postOf, type Reply } from '../bench/http-connection.ts';

/** A message that the server acknowledged, with the replies it gave. */
export interface Acknowledged {
  readonly id: string;
  readonly text: string;
  readonly replies: readonly Message[];
}

export interface Talk {
  readonly conversation: string;
  readonly token: string;
  readonly greeting: readonly Message[];
  readonly acknowledged: Acknowledged[];
}

export const lines = parse(readFileSync(new URL('./dialogue.yaml', import.meta.url), 'utf8')) as readonly string[];

export interface Manner {
  /** Milliseconds to think before the next line. */
  readonly pause: () => number;
  readonly onAcknowledged?: () => void;
}

/** A crowd that asks without a pause would take the time that a start needs. */
const retryMs = 100;
/** On a machine with much else to do, the server may be killed several times before it comes to one of the crowd. */
const giveUpAfterMs = 180_000;

/**
 * Opens a conversation and says all lines, each until it is acknowledged: when the server is gone, or says that it cannot
 * now, the same message is sent again under the same id. Each message goes to one of the ports in turn.
 */
export async function converse(ports: readonly number[], { pause, onAcknowledged }: Manner): Promise<Talk> {
  const connections = ports.map((port) => new HttpConnection(port));
  const connectionOf = (turn: number): HttpConnection => connections[turn % connections.length] as HttpConnection;
  try {
    const opened = await insist(() => connectionOf(0).request(postOf('/api/conversations', { language: 'zh-Hans' })), 201);
    const { conversation, token, messages } = opened as { conversation: string; token: string; messages: Message[] };
    const talk: Talk = { conversation, token, greeting: messages, acknowledged: [] };
    for (const [turn, text] of lines.entries()) {
      await sleep(pause());
      const id = `m${turn}`;
      const bytes = postOf(`/api/conversations/${conversation}/messages`, { id, text }, token);
      const { messages: replies } = (await insist(() => connectionOf(turn).request(bytes), 200)) as { messages: Message[] };
      talk.acknowledged.push({ id, text, replies });
      onAcknowledged?.();
    }
    return talk;
  } finally {
    connections.forEach((connection) => connection.close());
  }
}

/** All of a transcript, page after page. */
export async function transcriptOf(port: number, { conversation, token }: Talk): Promise<readonly Message[]> {
  const connection = new HttpConnection(port);
  try {
    const all: Message[] = [];
    for (let after = 0; ;) {
      const reply = await insist(
        () => connection.request(getOf(`/api/conversations/${conversation}/messages?after=${after}`, token)),
        200,
      );
      const { messages, cursor } = reply as { messages: Message[]; cursor: number };
      all.push(...messages);
      if (messages.length === 0) return all;
      after = cursor;
    }
  } finally {
    connection.close();
  }
}

async function insist(attempt: () => Promise<Reply>, wanted: number): Promise<unknown> {
  const deadline = Date.now() + giveUpAfterMs;
  for (let tries = 1; ; tries += 1) {
    const began = Date.now();
    const reply = await attempt().catch((error: unknown) => error as Error);
    if (!(reply instanceof Error)) {
      if (reply.status === wanted) return JSON.parse(reply.body.toString());
      // 202 (still at it) and the server's own faults are tried again; anything else is a wrong answer to a right message.
      if (reply.status !== 202 && reply.status < 500) throw new Error(`${reply.status} ${reply.body.toString()}`);
    }
    if (Date.now() > deadline) {
      const last = reply instanceof Error ? reply.message : `${reply.status} ${reply.body.toString()}`;
      throw new Error(`the server did not come back: ${tries} tries, the last ended after ${Date.now() - began} ms with ${last}`);
    }
    await sleep(retryMs);
  }
}
