import type { Draft, Message } from '../message.ts';
import type { NewJob } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { Commit } from '../store/store.ts';

/** What an activity adds to a conversation, before it is counted. */
export interface Addition {
  readonly conversation: string;
  /** The version that was loaded. */
  readonly expected: number;
  /** `seq` is still that of the last message before. */
  readonly session: Session;
  /** New entries of the transcript, in their order; `at` where it is not the moment of the commit. */
  readonly entries: readonly (Draft & { readonly from: Message['from']; readonly at?: string })[];
  /** Ids of what is taken in by this commit. */
  readonly handled: readonly string[];
  readonly jobs: readonly NewJob[];
  /** Whether the channel has something to send. */
  readonly isToDeliver: boolean;
}

export interface CommitDeps {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What must be added so that replies reach a channel that has to be called (none for a mailbox that is read). */
  readonly deliveryJob: (channel: string, upTo: number) => NewJob | null;
}

export interface Counted {
  readonly session: Session;
  readonly messages: readonly Message[];
  readonly commit: Commit;
}

/** Numbers the new messages and puts all that belongs to them into one commit. */
export function commitOf(addition: Addition, { at, deliveryJob }: CommitDeps): Counted {
  const { conversation, expected, entries, handled, isToDeliver } = addition;
  const from = addition.session.seq + 1;
  const messages = entries.map((entry, index): Message => ({ ...entry, seq: from + index, at: entry.at ?? at }));
  const session: Session = { ...addition.session, seq: addition.session.seq + messages.length };
  const delivery = isToDeliver ? deliveryJob(session.channel, session.seq) : null;
  const jobs = delivery ? [...addition.jobs, delivery] : addition.jobs;
  return {
    session,
    messages,
    commit: {
      expected,
      session,
      messages,
      handled: handled.map((id) => ({ id, span: { from, to: session.seq } })),
      jobs: jobs.map((job) => ({ ...job, conversation, attempts: 0 })),
    },
  };
}
