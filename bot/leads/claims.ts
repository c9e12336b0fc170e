import { NoSuchLeadError } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { type ClaimLinks, claimLinks } from './claim-link.ts';
import { conversationOf } from './lead-id.ts';
import type { LeadReading } from './lead-reading.ts';
import { leadSummary } from './summary.ts';

/** What stands behind the links by which notifications lead to a claim. */
export interface Claims {
  readonly links: ClaimLinks;
  readonly now: () => Date;
  /** What may be told of a lead without looking into it: nothing personal. Throws NoSuchLeadError. */
  readonly glance: (lead: string) => Promise<object>;
}

interface ClaimsDeps {
  readonly secret: string;
  readonly store: Store;
  readonly reading: LeadReading;
  readonly now: () => Date;
}

/** Claims on the leads of this store. */
export function leadClaims({ secret, store, reading, now }: ClaimsDeps): Claims {
  return {
    links: claimLinks(secret),
    now,
    async glance(lead) {
      const conversation = conversationOf(lead);
      const session = await sessionOf(store, conversation);
      if (!session) throw new NoSuchLeadError(lead);
      const { status, document } = leadSummary(reading, conversation, session);
      const { grade, score, headline, reason, handed, owner } = document;
      return { status, grade, score, headline, reason, handed, owner };
    },
  };
}
