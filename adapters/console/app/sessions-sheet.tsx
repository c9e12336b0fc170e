import { useState } from 'preact/hooks';
import { call } from './api.ts';
import { Device } from './device.tsx';
import { Sheet } from './sheet.tsx';
import { Moment } from './time.tsx';
import { useRead } from './use-read.ts';
import { useWords } from './words.ts';

interface Session {
  readonly id: string;
  readonly seen: string;
  readonly agent: string;
  readonly current: boolean;
}

const read = (): Promise<{ sessions: Session[] }> => call('/api/staff/me/sessions');

/** Where one is signed in; a lost telephone is signed out from here. */
export function SessionsSheet({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const [count, setCount] = useState(0);
  const sessions = useRead(read, [count], () => {})?.sessions ?? [];
  const end = (path: string): void => {
    // Whether it was ended here or was gone already: the list is read anew.
    void call(`/api/staff/me/sessions${path}`, {}, 'DELETE')
      .catch(() => null)
      .finally(() => setCount((before) => before + 1));
  };
  return (
    <Sheet title={words('sessions')} onDone={onDone}>
      <ul class="plain-list sessions">
        {sessions.map(({ id, seen, agent, current }) => (
          <li key={id}>
            <Device agent={agent} />
            <p class="soft small">
              <Moment at={seen} />
              {current && ` · ${words('sessions.here')}`}
            </p>
            {!current && (
              <button type="button" class="plain" onClick={() => end(`/${id}`)}>
                {words('sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="sheet-deeds">
        {sessions.length > 1 && (
          <button type="button" class="plain" onClick={() => end('')}>
            {words('sessions.others')}
          </button>
        )}
        <button type="button" class="main" onClick={onDone}>
          {words('done')}
        </button>
      </p>
    </Sheet>
  );
}
