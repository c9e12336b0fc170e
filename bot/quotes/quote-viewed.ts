import type { Act } from '../ports.ts';
import { sessionWithEvent } from '../leads/lead-events.ts';

/** The event on a lead that its quote was opened. */
const viewed = 'quote-viewed';

/** Writes down that a quote was seen, once for each quote. The lead is told of nothing else: who saw it is not known. */
export function viewRecorder({
  act,
  now,
}: {
  act: Act;
  now: () => Date;
}): (conversation: string, number: string) => Promise<void> {
  return (conversation, number) =>
    act(conversation, (session) => {
      const event = `${viewed}:${number}`;
      const isKnown = session.lead.events.some((known) => known.event === event);
      return { result: undefined, ...(!isKnown && { session: sessionWithEvent(session, { at: now().toISOString(), event }) }) };
    });
}
