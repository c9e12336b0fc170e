import { useEffect, useState } from 'preact/hooks';
import * as api from './api.ts';
import { claimed, type Claimable, claimable, forget } from './claim-link.ts';
import type { Me } from './model.ts';
import { Ago } from './time.tsx';
import { type Key, named, useSpeech, useWords, type Words } from './words.ts';

interface Props {
  readonly token: string;
  readonly person: Me;
  readonly onSignedOut: () => void;
}

/** Where the link of a notification leads: what it is about, and one tap to have it. Opening it claims nothing. */
export function Claim({ token, person, onSignedOut }: Props) {
  const words = useWords();
  const [found, setFound] = useState<Claimable>();
  const [trouble, setTrouble] = useState<Key>();
  const show = (asked: Promise<Claimable>): void => {
    setTrouble(undefined);
    settled(asked, token).then(setFound, (error: unknown) => {
      const status = error instanceof api.Refused ? error.status : 0;
      if (status === 401) onSignedOut();
      else setTrouble(troubles[status] ?? 'failed');
    });
  };
  useEffect(() => {
    forget();
    show(claimable(token));
  }, [token]);
  return (
    <main class="claim">
      <div class="card">
        <p class="brand">{words('title')}</p>
        {found && <Found found={found} person={person} onClaim={() => show(claimed(token))} />}
        <p role="alert">{trouble && words(trouble)}</p>
        {trouble && !found && (
          <a class="button" href="/console">
            {words('claim.desk')}
          </a>
        )}
      </div>
    </main>
  );
}

/** Where somebody was faster, or the link has just run out, the lead as it is now says so. */
async function settled(asked: Promise<Claimable>, token: string): Promise<Claimable> {
  try {
    return await asked;
  } catch (error) {
    const isOver = error instanceof api.Refused && (error.status === 410 || (error.status === 409 && error.owner !== null));
    if (isOver) return claimable(token);
    throw error;
  }
}

function Found({ found, person, onClaim }: { found: Claimable; person: Me; onClaim: () => void }) {
  const { words, language } = useSpeech();
  const { grade, reason, handed, headline, lead } = found;
  const isMine = isOwn(found, person);
  return (
    <>
      <p class="claim-sub">
        <span class={`grade grade-${grade}`}>
          <span class="hidden">{words('grade')} </span>
          {grade}
        </span>
        {reason && <span>{named(words, 'handoff', reason)}</span>}
        {handed && (
          <span class="soft">
            <Ago at={handed} />
          </span>
        )}
      </p>
      <h1>{headline[language]}</h1>
      <p role="status">{stateOf(found, person, words)}</p>
      {mayClaim(found) && (
        <button type="button" class="main" onClick={onClaim}>
          {words('claim')}
        </button>
      )}
      <a class={isMine ? 'button main' : 'button'} href={`/console#${lead}`}>
        {words(isMine ? 'claim.talk' : 'claim.open')}
      </a>
    </>
  );
}

function stateOf(found: Claimable, person: Me, words: Words): string {
  if (isOwn(found, person)) return words('claim.yours');
  if (found.status === 'claimed') return words('taken', { name: found.owner?.name ?? '' });
  if (found.status === 'won' || found.status === 'lost') return words('claim.closed');
  return found.isExpired ? words('claim.expired') : words(found.status);
}

function mayClaim({ status, isExpired }: Claimable): boolean {
  return !isExpired && (status === 'waiting' || status === 'open');
}

function isOwn({ status, owner }: Claimable, person: Me): boolean {
  return status === 'claimed' && owner?.id === person.id;
}

/** 409 without an owner: it waits, but not for this person. */
const troubles: Readonly<Record<number, Key>> = { 404: 'claim.wrong', 409: 'claim.notYou' };
