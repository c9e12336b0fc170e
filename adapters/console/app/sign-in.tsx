import { useState } from 'preact/hooks';
import * as api from './api.ts';
import type { Me, WayName } from './model.ts';
import { LanguageButton } from './account.tsx';
import type { Settings } from './settings.ts';
import { useRead } from './use-read.ts';
import { type Key, useWords } from './words.ts';

interface Props {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
  readonly onSignedIn: (person: Me) => void;
}

/** For who came without a login link that works, or with one that asks for a press. */
export function SignIn({ settings, change, onSignedIn }: Props) {
  const words = useWords();
  const [link, setLink] = useState(linkIn(location.hash));
  const [isExpired, setExpired] = useState(location.hash === '#expired');
  const entered = (person: Me): void => {
    history.replaceState(null, '', '#leads');
    onSignedIn(person);
  };
  const enter = (event: Event): void => {
    event.preventDefault();
    api.enter(link).then(entered, () => {
      setLink('');
      setExpired(true);
    });
  };
  return (
    <main class="sign-in">
      <div class="card">
        <p class="brand">{words('title')}</p>
        <h1>{words('signIn')}</h1>
        {link === '' ? (
          <>
            <p class="soft">{words(isExpired ? 'expired' : 'signInHow')}</p>
            <Others language={settings.language} />
            <ByToken onSignedIn={entered} />
          </>
        ) : (
          <form onSubmit={enter}>
            <p class="soft">{words('enterHow')}</p>
            <button type="submit" class="main">
              {words('enter')}
            </button>
          </form>
        )}
        <LanguageButton settings={settings} change={change} />
      </div>
    </main>
  );
}

/** The token of a link that came by letter. */
function linkIn(hash: string): string {
  return /^#enter=([\w-]+)$/.exec(hash)?.[1] ?? '';
}

function ByToken({ onSignedIn }: Pick<Props, 'onSignedIn'>) {
  const words = useWords();
  const [token, setToken] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    api.signIn(token.trim()).then(onSignedIn, () => setWrong(true));
  };
  return (
    <form onSubmit={submit}>
      <label>
        {words('token')}
        <input
          type="password"
          autocomplete="current-password"
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <p role="alert">{isWrong && words('wrongToken')}</p>
      <button type="submit" class="main">
        {words('signIn')}
      </button>
    </form>
  );
}

/** How signing in with the firm's account went wrong. */
const failures: Readonly<Record<string, Key>> = { '#stranger': 'stranger', '#no-provider': 'noProvider' };

/** The other doors that there are. */
function Others({ language }: { language: string }) {
  const words = useWords();
  const failure = failures[location.hash];
  const { ways = [], oidc = false } = useRead(api.loginWays, [], () => {}) ?? {};
  return (
    <>
      {oidc && (
        <a class="button main" href="/console/oidc">
          {words('oidc')}
        </a>
      )}
      {failure && <p role="alert">{words(failure)}</p>}
      {ways.length > 0 && <AskForLink ways={ways} language={language} />}
    </>
  );
}

/** A link to one's own address; whether somebody works here is told to nobody. */
function AskForLink({ ways, language }: { ways: readonly WayName[]; language: string }) {
  const words = useWords();
  const [address, setAddress] = useState('');
  const [outcome, setOutcome] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    setOutcome('');
    api.askForLink(address, language).then(
      () => setOutcome(words('ask.done')),
      (error: unknown) => setOutcome(words(error instanceof api.Refused && error.status === 429 ? 'ask.tooOften' : 'failed')),
    );
  };
  return (
    <form onSubmit={submit}>
      <label>
        {words(ways.length > 1 ? 'ask.both' : `ask.${ways[0] ?? 'email'}`)}
        <input
          required
          maxLength={200}
          autocomplete="username"
          autocapitalize="none"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <p role="status">{outcome}</p>
      <button type="submit" class="plain">
        {words('ask')}
      </button>
    </form>
  );
}
