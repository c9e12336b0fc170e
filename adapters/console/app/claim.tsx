import { useEffect, useState } from 'preact/hooks';
import * as api from './api.ts';
import { claimed, type Claimable, claimable, forget } from './claim-link.ts';
import type { Me } from './model.ts';
import { Ago } from './time.tsx';
import { named, useSpeech, type Words } from './words.ts';

interface Props {
  readonly token: string;
  readonly person: Me;
  readonly onSignedOut: () => void;
}

/** Where the link of a notification leads: what it is about, and one tap to have it. Opening it claims nothing. */
export function Claim({ token, person, onSignedOut }: Props) {
  const { words, language } = useSpeech();
  const [found, setFound] = useState<Claimable>();
  const [trouble, setTrouble] = useState('');
  const refused = (error: unknown): void => {
    const status = error instanceof api.Refused ? error.status : 0;
    if (status === 401) return onSignedOut();
    // Somebody was faster, or the link has just run out: the lead as it is now says which.
    if (status === 409 || status === 410) return void claimable(token).then(setFound, () => setTrouble(words('failed')));
    setTrouble(words(status === 404 ? 'claim.wrong' : 'failed'));
  };
  useEffect(() => {
    forget();
    claimable(token).then(setFound, refused);
  }, [token]);
  const claim = (): void => {
    setTrouble('');
    claimed(token).then(setFound, refused);
  };
  return (
    <main class="claim">
      <div class="card">
        <p class="brand">{words('title')}</p>
        {found && (
          <>
            <p class="claim-sub">
              <span class={`grade grade-${found.grade}`}>
                <span class="hidden">{words('grade')} </span>
                {found.grade}
              </span>
              {found.reason && <span>{named(words, 'handoff', found.reason)}</span>}
              {found.handed && (
                <span class="soft">
                  <Ago at={found.handed} />
                </span>
              )}
            </p>
            <h1>{found.headline[language]}</h1>
            <p role="status">{stateOf(found, person, words)}</p>
            {mayClaim(found) && (
              <button type="button" class="main" onClick={claim}>
                {words('claim')}
              </button>
            )}
            <a class={isOwn(found, person) ? 'button main' : 'button'} href={`/console#${found.lead}`}>
              {words(isOwn(found, person) ? 'claim.talk' : 'claim.open')}
            </a>
          </>
        )}
        <p role="alert">{trouble}</p>
        {trouble && !found && (
          <a class="button" href="/console">
            {words('claim.desk')}
          </a>
        )}
      </div>
    </main>
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
