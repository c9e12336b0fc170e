import { useState } from 'preact/hooks';
import { Refused } from './api.ts';
import type { Me } from './model.ts';
import * as calls from './people-calls.ts';
import { Sheet } from './sheet.tsx';
import { SheetDeeds } from './sheet-deeds.tsx';
import { useWords } from './words.ts';

interface Props {
  /** Absent for somebody new. */
  readonly entry?: calls.PersonEntry;
  readonly me: Me;
  readonly teams: readonly string[];
  /** With how a new person comes in. */
  readonly onSaved: (entrance: calls.Entrance | null) => void;
  readonly onDone: () => void;
}

/** Name, role, team and addresses of a colleague. */
export function PersonSheet({ entry, me, teams, onSaved, onDone }: Props) {
  const words = useWords();
  const [trouble, setTrouble] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const details = detailsIn(form, entry === undefined);
    const saved = entry ? calls.change(entry.id, details) : calls.add(details);
    saved.then(onSaved, (error: unknown) => {
      const isRefused = error instanceof Refused && [400, 422].includes(error.status);
      setTrouble(words(isRefused ? 'people.unreadable' : 'failed'));
    });
  };
  const givesRole = me.role === 'owner' && entry?.id !== me.id;
  return (
    <Sheet title={words(entry ? 'people.edit' : 'people.add')} onDone={onDone}>
      <form onSubmit={submit}>
        <label>
          {words('people.name')}
          <input name="name" required maxLength={60} defaultValue={entry?.name} />
        </label>
        {givesRole && <Roles role={entry?.role ?? 'consultant'} />}
        <Team team={entry?.team} teams={teams} />
        <Addresses entry={entry} />
        <p role="alert">{trouble}</p>
        <SheetDeeds does="save" onDone={onDone} />
      </form>
    </Sheet>
  );
}

function Addresses({ entry: { email, wecom } = {} }: { entry: Partial<calls.PersonEntry> | undefined }) {
  const words = useWords();
  return (
    <>
      <label>
        {words('people.email')}
        <input name="email" type="email" maxLength={200} autocomplete="off" defaultValue={email} />
      </label>
      <label>
        {words('people.wecom')}
        <input name="wecom" maxLength={64} autocomplete="off" defaultValue={wecom} />
      </label>
    </>
  );
}

function Team({ team = '', teams }: { team?: string | undefined; teams: readonly string[] }) {
  const words = useWords();
  return (
    <>
      <label>
        {words('people.team')}
        <select name="team" aria-describedby="team-how">
          {['', ...teams].map((each) => (
            <option key={each} value={each} selected={each === team}>
              {each === '' ? words('people.noTeam') : each}
            </option>
          ))}
        </select>
      </label>
      <p id="team-how" class="soft small">
        {words('people.teamHow')}
      </p>
    </>
  );
}

function Roles({ role }: { role: Me['role'] }) {
  const words = useWords();
  return (
    <fieldset class="segments">
      <legend class="hidden">{words('people.role')}</legend>
      {(['consultant', 'manager', 'owner'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="role" value={each} defaultChecked={each === role} />
          <span>{words(`role.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is empty is taken away from who is known, and is not said of who is new. */
function detailsIn(form: FormData, isNew: boolean): calls.PersonDetails {
  const entries = [...form].map(([key, value]) => [key, typeof value === 'string' ? value.trim() : ''] as const);
  const filled = entries.flatMap(([key, value]) => (value !== '' ? [[key, value]] : isNew ? [] : [[key, null]]));
  return Object.fromEntries(filled) as calls.PersonDetails;
}
