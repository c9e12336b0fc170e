import { useState } from 'preact/hooks';
import * as api from './api.ts';
import { Menu } from './menu.tsx';
import type { Me } from './model.ts';
import { PresenceChoice } from './presence.tsx';
import { SessionsSheet } from './sessions-sheet.tsx';
import type { Settings } from './settings.ts';
import { type Key, useWords } from './words.ts';

interface Chosen {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
}

interface Props extends Chosen {
  readonly person: Me;
  readonly onHelp: () => void;
}

/** Who is signed in, and what they prefer. */
export function Account({ person, settings, change, onHelp }: Props) {
  const words = useWords();
  const [isShowing, setShowing] = useState(false);
  const [opened, setOpened] = useState(0);
  const open = (): void => setOpened((count) => count + 1);
  return (
    <>
      <Menu name={words('account', { name: person.name })} face={<Face person={person} />} class="account" onOpen={open}>
        {(shut) => (
          <>
            <p class="menu-title">
              <strong>{person.name}</strong> <span class="soft">{words(`role.${person.role}`)}</span>
            </p>
            <PresenceChoice person={person} opened={opened} />
            <Themes settings={settings} change={change} />
            <Alerts settings={settings} change={change} />
            <hr />
            <LanguageButton settings={settings} change={change} />
            <More
              onHelp={() => {
                shut();
                onHelp();
              }}
              onSessions={() => {
                shut();
                setShowing(true);
              }}
            />
          </>
        )}
      </Menu>
      {isShowing && <SessionsSheet onDone={() => setShowing(false)} />}
    </>
  );
}

function More({ onHelp, onSessions }: { onHelp: () => void; onSessions: () => void }) {
  const words = useWords();
  return (
    <>
      <button type="button" class="quiet by-keyboard" onClick={onHelp}>
        {words('help')} <kbd>?</kbd>
      </button>
      <button type="button" class="quiet" onClick={onSessions}>
        {words('sessions')}
      </button>
      <button type="button" class="quiet" onClick={leave}>
        {words('signOut')}
      </button>
    </>
  );
}

function Face({ person }: { person: Me }) {
  return <span class="face">{Array.from(person.name)[0]}</span>;
}

export function LanguageButton({ settings, change }: Chosen) {
  const words = useWords();
  const other = settings.language === 'en' ? 'zh-Hans' : 'en';
  return (
    <button type="button" class="quiet" lang={other} onClick={() => change({ language: other })}>
      {words('language')}
    </button>
  );
}

function Themes({ settings, change }: Chosen) {
  const words = useWords();
  return (
    <fieldset class="segments">
      <legend>{words('theme')}</legend>
      {(['system', 'light', 'dark'] as const).map((theme) => (
        <label key={theme}>
          <input type="radio" name="theme" checked={settings.theme === theme} onChange={() => change({ theme })} />
          <span>{words(`theme.${theme}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Alerts({ settings, change }: Chosen) {
  const words = useWords();
  const [isRefused, setRefused] = useState(false);
  const permitted = (isGiven: boolean): void => {
    setRefused(!isGiven);
    change({ notify: isGiven });
  };
  const notify = (wanted: boolean): void => {
    setRefused(false);
    if (!wanted) return change({ notify: false });
    // The browser asks only in answer to a press, and may have been told never to.
    Notification.requestPermission().then(
      (answer) => permitted(answer === 'granted'),
      () => permitted(false),
    );
  };
  const set: Record<'sound' | 'notify' | 'shortcuts', (wanted: boolean) => void> = {
    sound: (sound) => change({ sound }),
    notify,
    shortcuts: (shortcuts) => change({ shortcuts }),
  };
  const offered = (['sound', 'notify', 'shortcuts'] as const).filter((name) => name !== 'notify' || 'Notification' in window);
  return (
    <>
      {offered.map((name) => (
        <div key={name} class={name === 'shortcuts' ? 'by-keyboard' : undefined}>
          <label class="switch">
            <input type="checkbox" checked={settings[name]} onChange={(event) => set[name](event.currentTarget.checked)} />
            {words(`alert.${name}` satisfies Key)}
          </label>
          {name === 'notify' && (
            <p class="small switch-note" role="alert">
              {isRefused && words('alert.refused')}
            </p>
          )}
        </div>
      ))}
    </>
  );
}

/** Whether it worked or not, a fresh page shows who is signed in. */
function leave(): void {
  void api
    .signOut()
    .catch(() => {})
    .finally(() => location.reload());
}
