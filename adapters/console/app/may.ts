import type { Lead, Me } from './model.ts';

export type May = Record<'claim' | 'reply' | 'release' | 'returnToBot' | 'close' | 'edit', boolean>;

/** What the server would not refuse: a lead that somebody has is for its owner, and for a manager in the owner's place. */
export function allowed({ status, owner }: Lead, person: Me): May {
  const isClosed = status === 'won' || status === 'lost';
  const isMine = owner?.id === person.id;
  const isInHand = owner !== undefined && (isMine || person.role !== 'consultant');
  const isAtHand = !isClosed && (!owner || isInHand);
  return {
    claim: !owner && !isClosed,
    reply: isMine,
    release: isInHand,
    returnToBot: isInHand || status === 'waiting',
    close: isAtHand,
    edit: isAtHand,
  };
}
