import type { Lead, Me } from './model.ts';

export type May = Record<
  'claim' | 'reply' | 'release' | 'returnToBot' | 'close' | 'edit' | 'assign' | 'stage' | 'audit' | 'discount',
  boolean
>;

/** What the server would not refuse: a lead that somebody has is for its owner, and for a manager in the owner's place. */
export function allowed({ status, owner, events }: Lead, person: Me): May {
  const isClosed = ['won', 'lost'].includes(status);
  const isManager = person.role !== 'consultant';
  const isMine = owner?.id === person.id;
  // A lead that was merged is closed and has an owner all the same, for what is written in it later.
  const isInHand = !isClosed && owner !== undefined && (isMine || isManager);
  const isAtHand = !isClosed && (!owner || isInHand);
  return {
    claim: !owner && !isClosed,
    reply: isMine,
    discount: isInHand,
    release: isInHand,
    returnToBot: isInHand || status === 'waiting',
    close: isAtHand,
    edit: isAtHand,
    ...lookingAfter({ isManager, isClosed, isKeeper: isMine || wasMine(events, person) }),
  };
}

function lookingAfter({ isManager, isClosed, isKeeper }: Record<'isManager' | 'isClosed' | 'isKeeper', boolean>) {
  return { assign: isManager && !isClosed, stage: isKeeper || isManager, audit: isManager };
}

/** Who had a lead when it was closed goes on looking after it. */
function wasMine(events: Lead['events'], person: Me): boolean {
  const last = events.findLast(({ event }) => event === 'claimed' || event.startsWith('assigned:'));
  return last?.event === 'claimed' ? last.who === person.id : last?.event === `assigned:${person.id}`;
}
