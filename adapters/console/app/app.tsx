import { useEffect, useMemo, useState } from 'preact/hooks';
import * as api from './api.ts';
import { Claim } from './claim.tsx';
import { remember, tokenOf, wanted } from './claim-link.ts';
import { Frame } from './frame.tsx';
import type { Me } from './model.ts';
import { useSettings } from './settings.ts';
import { SignIn } from './sign-in.tsx';
import { SpeechContext, wordsOf } from './words.ts';

/** Signed in or not, in the language and the theme chosen. */
export function App() {
  const [settings, change] = useSettings();
  const [person, setPerson] = useState<Me | null | undefined>(undefined);
  const { language, theme } = settings;
  const speech = useMemo(() => ({ language, words: wordsOf(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.words('title');
  }, [language, speech]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    api.me().then(setPerson, () => setPerson(null));
  }, []);
  const claim = tokenOf(location);
  useEffect(() => {
    if (person === null && claim !== null) remember(location.pathname);
    const path = person && claim === null ? wanted() : null;
    if (path !== null) location.replace(path);
  }, [person, claim]);
  const leave = (): void => setPerson(null);
  return (
    <SpeechContext.Provider value={speech}>
      {person === null && <SignIn settings={settings} change={change} onSignedIn={setPerson} />}
      {person && claim !== null && <Claim token={claim} person={person} onSignedOut={leave} />}
      {person && claim === null && <Frame person={person} settings={settings} change={change} onSignedOut={leave} />}
    </SpeechContext.Provider>
  );
}
