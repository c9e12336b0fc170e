import { useState } from 'preact/hooks';
import type { AuditLine } from './care-calls.ts';
import { Device } from './device.tsx';
import * as calls from './people-calls.ts';
import { Sheet } from './sheet.tsx';
import { Moment } from './time.tsx';
import { useRead } from './use-read.ts';
import { named, useWords } from './words.ts';

/** Where a colleague is signed in, and what was done about them. */
export function PersonRecordSheet({ entry: { id, name }, onDone }: { entry: calls.PersonEntry; onDone: () => void }) {
  const words = useWords();
  const [count, setCount] = useState(0);
  const sessions = useRead(
    () => calls.sessions(id),
    [id, count],
    () => {},
  )?.sessions;
  const entries =
    useRead(
      () => calls.trail(id),
      [id, count],
      () => {},
    )?.entries ?? [];
  const end = (): void => {
    // What has ended already need not be ended: the list is read anew.
    void calls
      .endSessions(id)
      .catch(() => null)
      .finally(() => setCount((before) => before + 1));
  };
  return (
    <Sheet title={words('people.recordOf', { name })} onDone={onDone}>
      <h3 class="small">{words('people.sessions')}</h3>
      {sessions && <SignedIn sessions={sessions} />}
      <h3 class="small">{words('people.done')}</h3>
      <Done entries={entries} />
      <p class="sheet-deeds">
        {sessions !== undefined && sessions.length > 0 && (
          <button type="button" class="plain" onClick={end}>
            {words('people.endSessions')}
          </button>
        )}
        <button type="button" class="main" onClick={onDone}>
          {words('done')}
        </button>
      </p>
    </Sheet>
  );
}

function SignedIn({ sessions }: { sessions: readonly calls.BrowserSession[] }) {
  const words = useWords();
  if (sessions.length === 0) return <p class="soft">{words('people.noSessions')}</p>;
  return (
    <ul class="plain-list sessions">
      {sessions.map(({ id, seen, agent }) => (
        <li key={id}>
          <Device agent={agent} />
          <p class="soft small">
            <Moment at={seen} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Done({ entries }: { entries: readonly AuditLine[] }) {
  const words = useWords();
  return (
    <ol class="events audit">
      {entries.toReversed().map(({ at, name, what }, index) => (
        <li key={index}>
          <span>
            {name} · {named(words, 'did', what.split(':')[0] ?? '')}
          </span>{' '}
          <Moment at={at} />
        </li>
      ))}
    </ol>
  );
}
