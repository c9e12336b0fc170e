import { useState } from 'preact/hooks';
import { Refused } from './api.ts';
import { Confirm } from './confirm.tsx';
import { EntranceSheet } from './entrance-sheet.tsx';
import type { Me, WayName } from './model.ts';
import * as calls from './people-calls.ts';
import { PersonRecordSheet } from './person-record-sheet.tsx';
import { PersonSheet } from './person-sheet.tsx';
import { useRead } from './use-read.ts';
import { useWords } from './words.ts';

interface Props {
  readonly person: Me;
  readonly onFailure: (error: unknown) => void;
}

/** What is open over the list. */
type Open =
  | { readonly sheet: 'add' }
  | { readonly sheet: 'edit' | 'record'; readonly of: calls.PersonEntry }
  | { readonly sheet: 'entrance'; readonly entrance: calls.Entrance };

/** Who works here, how they are reached and how they come in; for managers and the owner. */
export function People({ person, onFailure }: Props) {
  const words = useWords();
  const [count, setCount] = useState(0);
  const [open, setOpen] = useState<Open | null>(null);
  const [trouble, setTrouble] = useState('');
  const read = useRead(calls.people, [count], onFailure);
  const refresh = (): void => setCount((before) => before + 1);
  const act = (deed: Promise<unknown>): void => {
    setTrouble('');
    deed
      .catch((error: unknown) => {
        setTrouble(words(error instanceof Refused && error.status === 403 ? 'notAllowed' : 'failed'));
        onFailure(error);
      })
      .finally(refresh);
  };
  return (
    <section class="page" aria-labelledby="page-title">
      <header class="page-head">
        <h1 id="page-title">{words('people')}</h1>
        <button type="button" class="main" onClick={() => setOpen({ sheet: 'add' })}>
          {words('people.add')}
        </button>
      </header>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <ul class="cards">
        {read?.staff.map((each) => (
          <li key={each.id} class="card person">
            <Details entry={each} isMe={each.id === person.id} />
            <Deeds entry={each} me={person} ways={read.ways} act={act} onOpen={setOpen} />
          </li>
        ))}
      </ul>
      {open && <Sheets open={open} me={person} teams={read?.teams ?? []} onOpen={setOpen} onChanged={refresh} />}
    </section>
  );
}

function Details({ entry, isMe }: { entry: calls.PersonEntry; isMe: boolean }) {
  const words = useWords();
  const { name, role, team, email, wecom, disabled } = entry;
  const reached = [team, email, wecom && words('people.inWecom', { user: wecom })].filter(Boolean);
  return (
    <div class="person-details">
      <h2>
        {name} {isMe && <span class="soft small">{words('you')}</span>}
      </h2>
      <p class="soft small">
        {words(`role.${role}`)}
        {disabled !== undefined && <span class="urgent"> · {words('people.disabled')}</span>}
      </p>
      <p class="small">{reached.length > 0 ? reached.join(' · ') : <span class="soft">{words('people.unreached')}</span>}</p>
    </div>
  );
}

interface DeedsProps {
  readonly entry: calls.PersonEntry;
  readonly me: Me;
  readonly ways: readonly WayName[];
  readonly act: (deed: Promise<unknown>) => void;
  readonly onOpen: (open: Open) => void;
}

function Deeds({ entry, me, ways, act, onOpen }: DeedsProps) {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const showLink = async (): Promise<void> =>
    onOpen({
      sheet: 'entrance',
      entrance: { name: entry.name, ...(await calls.loginLink(entry.id)), ...addressOf(entry, ways) },
    });
  const does: Record<Deed, () => void> = {
    edit: () => onOpen({ sheet: 'edit', of: entry }),
    link: () => act(showLink()),
    record: () => onOpen({ sheet: 'record', of: entry }),
    disable: () => setAsking(true),
    enable: () => act(calls.enable(entry.id)),
  };
  return (
    <div class="person-deeds">
      {deedsOf(entry, me).map((deed) => (
        <button key={deed} type="button" class="plain" onClick={does[deed]}>
          {words(`people.${deed}`)}
          <span class="hidden"> {entry.name}</span>
        </button>
      ))}
      {isAsking && (
        <Confirm
          title={words('people.disable.sure', { name: entry.name })}
          text={words('people.disable.how')}
          does="people.disable"
          onYes={() => act(calls.disable(entry.id))}
          onDone={() => setAsking(false)}
        />
      )}
    </div>
  );
}

type Deed = 'edit' | 'link' | 'record' | 'disable' | 'enable';

/** Only what the server would not refuse. */
function deedsOf({ id, role, disabled }: calls.PersonEntry, me: Me): readonly Deed[] {
  if (id === me.id) return ['edit'];
  if (me.role !== 'owner' && role !== 'consultant') return [];
  return disabled === undefined ? ['edit', 'link', 'record', 'disable'] : ['edit', 'record', 'enable'];
}

/** Where a link can be sent to the person. */
function addressOf(entry: calls.PersonEntry, ways: readonly WayName[]): Pick<calls.Entrance, 'to'> {
  const address = ways.map((way) => entry[way]).find((each) => each !== undefined);
  return address === undefined ? {} : { to: { id: entry.id, address } };
}

interface SheetsProps {
  readonly open: Open;
  readonly me: Me;
  readonly teams: readonly string[];
  readonly onOpen: (open: Open | null) => void;
  readonly onChanged: () => void;
}

function Sheets({ open, me, teams, onOpen, onChanged }: SheetsProps) {
  const shut = (): void => onOpen(null);
  if (open.sheet === 'entrance') return <EntranceSheet entrance={open.entrance} onDone={shut} />;
  if (open.sheet === 'record') return <PersonRecordSheet entry={open.of} onDone={shut} />;
  const entered = (entrance: calls.Entrance | null): void => {
    onChanged();
    onOpen(entrance && { sheet: 'entrance', entrance });
  };
  return <PersonSheet {...(open.sheet === 'edit' && { entry: open.of })} me={me} teams={teams} onSaved={entered} onDone={shut} />;
}
