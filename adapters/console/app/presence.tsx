import { useState } from 'preact/hooks';
import { choosePresence, type Presence, staff } from './care-calls.ts';
import type { Me } from './model.ts';
import { useRead } from './use-read.ts';
import { useWords } from './words.ts';

/**
 * Whether one is there: nothing is given to who is not. Read each time that it is looked at: a page that was opened a moment ago counts
 * as nobody's yet.
 */
export function PresenceChoice({ person, opened }: { person: Me; opened: number }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Presence>();
  const people = useRead(staff, [person.id, opened], () => {})?.staff;
  const presence = chosen ?? people?.find(({ id }) => id === person.id)?.presence;
  const choose = (wanted: Presence): void => {
    setChosen(wanted);
    choosePresence(wanted).catch(() => setChosen(undefined));
  };
  return (
    <fieldset class="segments">
      <legend>{words('presence')}</legend>
      {(['online', 'away', 'off'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="presence" checked={presence === each} onChange={() => choose(each)} />
          <span>{words(`presence.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
