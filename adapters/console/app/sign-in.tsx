import { useState } from 'preact/hooks';
import * as api from './api.ts';
import type { Me } from './model.ts';
import { LanguageButton } from './account.tsx';
import type { Settings } from './settings.ts';
import { useWords } from './words.ts';

interface Props {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
  readonly onSignedIn: (person: Me) => void;
}

/** For who came without a login link that works. */
export function SignIn({ settings, change, onSignedIn }: Props) {
  const words = useWords();
  const [token, setToken] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    api.signIn(token.trim()).then(onSignedIn, () => setWrong(true));
  };
  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit}>
        <p class="brand">{words('title')}</p>
        <h1>{words('signIn')}</h1>
        <p class="soft">{words(location.hash === '#expired' ? 'expired' : 'signInHow')}</p>
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
        <LanguageButton settings={settings} change={change} />
      </form>
    </main>
  );
}
