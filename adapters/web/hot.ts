// The one route that carries the load is answered here, before Express: its stack costs more than a whole turn does. Everything it
// does comes from the gate and the schemas that the Express routes use, and Express has the same function for the same path.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Batch, Front } from '../../bot/ports.ts';
import { readJson } from './body.ts';
import type { Gate } from './gate.ts';
import { reply } from './reply.ts';
import { incomingSchema } from './schemas.ts';

export interface HotDeps {
  readonly front: Front;
  readonly gate: Gate;
  readonly now: () => Date;
  /** Told how long each message took from its body to its replies. */
  readonly onTurn: (seconds: number) => void;
  /** A reply that takes longer comes over `events`. */
  readonly replyWithinMs: number;
  /** Given each turn that goes on after its request was answered. */
  readonly onLate: (turn: Promise<unknown>, conversation: string) => void;
}

/** Answers `POST /api/conversations/{id}/messages` and returns true; leaves any other request alone. */
export function hotRoute(deps: HotDeps): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const conversation = request.method === 'POST' ? path.exec(request.url ?? '')?.[1] : undefined;
    if (conversation === undefined) return false;
    void postMessage(deps, conversation, { request, response });
    return true;
  };
}

/** Takes one message in and answers with the replies of its turn. Never rejects. */
async function postMessage(deps: HotDeps, conversation: string, { request, response }: Exchange): Promise<void> {
  const { gate } = deps;
  try {
    gate.admit(request, conversation);
    await gate.limit.message(conversation, gate.address(request));
    const { id, text, choice } = await readJson(request, incomingSchema);
    const started = performance.now();
    // Prefixed, so that no id of a client can be one that the bot or a consultant uses.
    const incoming = {
      id: `m:${id}`,
      at: deps.now().toISOString(),
      ...(text !== undefined && { text }),
      ...(choice !== undefined && { choice }),
    };
    const turn = deps.front.receive(conversation, incoming);
    const batch = await within(deps.replyWithinMs, turn);
    if (batch === null) {
      deps.onLate(turn, conversation);
      // The message is being worked on; whatever comes of it lies after this cursor.
      const { cursor } = await deps.front.messages(conversation, 0);
      return reply({ response, headers: gate.headers(request) }, 202, { messages: [], cursor });
    }
    deps.onTurn((performance.now() - started) / 1000);
    reply({ response, headers: gate.headers(request) }, 200, batch);
  } catch (error) {
    gate.prepare(request, response);
    gate.refuse(error, request, response);
  }
}

/** The batch, or null when it takes longer. The turn itself goes on: a deadline around it would break its promises. */
async function within(ms: number, turn: Promise<Batch>): Promise<Batch | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([turn, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const path = /^\/api\/conversations\/([\w-]{1,64})\/messages(?:\?.*)?$/;
