import { useEffect, useMemo, useState } from 'preact/hooks';
import * as api from './api.ts';
import { Desk } from './desk.tsx';
import { SignIn } from './sign-in.tsx';
import { firstLanguage, keepLanguage, type Language, SpeechContext, wordsOf } from './words.ts';

/** Signed in or not, in the language chosen. */
export function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [person, setPerson] = useState<api.Me | null | undefined>(undefined);
  const speech = useMemo(() => ({ language, words: wordsOf(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.words('title');
  }, [language, speech]);
  useEffect(() => {
    api.me().then(setPerson, () => setPerson(null));
  }, []);
  const switchLanguage = (): void => {
    const next = language === 'en' ? 'zh-Hans' : 'en';
    keepLanguage(next);
    setLanguage(next);
  };
  return (
    <SpeechContext.Provider value={speech}>
      <header class="bar">
        <h1>{speech.words('title')}</h1>
        {person && <span class="person">{person.name}</span>}
        <button type="button" class="quiet" lang={language === 'en' ? 'zh-Hans' : 'en'} onClick={switchLanguage}>
          {speech.words('language')}
        </button>
        {person && (
          <button type="button" class="quiet" onClick={leave}>
            {speech.words('signOut')}
          </button>
        )}
      </header>
      {person === null && <SignIn onSignedIn={setPerson} />}
      {person && <Desk person={person} onSignedOut={() => setPerson(null)} />}
    </SpeechContext.Provider>
  );
}

/** Whether it worked or not, a fresh page shows who is signed in. */
function leave(): void {
  void api
    .signOut()
    .catch(() => {})
    .finally(() => location.reload());
}
