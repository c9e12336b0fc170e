import type { Request, Response } from 'express';
import { leadOf } from '../../bot/leads/lead-id.ts';
import type { Front } from '../../bot/ports.ts';
import { type EventStream, eventStream, type Pace } from '../web/event-stream.ts';
import { apiHeaders } from '../web/security-headers.ts';
import type { SignIn } from './sign-in.ts';

export interface LiveDeps {
  readonly subscribe: Front['subscribe'];
  readonly signIn: SignIn;
  readonly secure: boolean;
  readonly pace: Pace;
  /** Notes that a console of this person is open. */
  readonly seen: (person: string) => Promise<void>;
  /** A stream ends after this long, so that whoever comes back is still let in. */
  readonly lifeMs: number;
}

/** `GET /api/events`: says which lead something happened to, never what: the console reads that, and the reading is accounted for. */
export function live(deps: LiveDeps): { handle(request: Request, response: Response): Promise<void>; drain(): void } {
  const streams = new Set<EventStream>();
  const headers = apiHeaders(deps.secure);
  return {
    async handle(request, response) {
      for (const [name, value] of headers) response.setHeader(name, value);
      const { id } = await deps.signIn.identify(request);
      const stream = eventStream(response, deps.pace);
      // Whoever has a console open is there.
      const look = (): void => void deps.seen(id).catch(() => undefined);
      look();
      const looking = setInterval(look, seenEveryMs);
      streams.add(stream);
      const unsubscribe = deps.subscribe(({ conversation, ...event }) =>
        stream.sendNow({ event: 'lead', data: { lead: leadOf(conversation), ...event } }),
      );
      const end = setTimeout(() => stream.end(100), deps.lifeMs);
      await stream.gone;
      clearTimeout(end);
      clearInterval(looking);
      unsubscribe();
      streams.delete(stream);
    },
    drain() {
      for (const stream of streams) stream.end(1000);
    },
  };
}

const seenEveryMs = 60_000;
