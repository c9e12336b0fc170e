import { useState } from 'preact/hooks';
import * as api from './api.ts';
import { useWords } from './words.ts';

/** For who came without a login link that works. */
export function SignIn({ onSignedIn }: { onSignedIn: (person: api.Me) => void }) {
  const words = useWords();
  const [token, setToken] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    api.signIn(token.trim()).then(onSignedIn, () => setWrong(true));
  };
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <h2>{words('signIn')}</h2>
        <p>{words(location.hash === '#expired' ? 'expired' : 'signInHow')}</p>
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
        <button type="submit">{words('signIn')}</button>
      </form>
    </main>
  );
}
