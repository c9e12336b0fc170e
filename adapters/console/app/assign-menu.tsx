import * as care from './care-calls.ts';
import type { Act } from './lead-page.tsx';
import { Menu } from './menu.tsx';
import type { Lead } from './model.ts';
import { useRead } from './use-read.ts';
import { useWords } from './words.ts';

/** Gives the lead to a colleague who is there. */
export function AssignMenu({ lead, act }: { lead: Lead; act: Act }) {
  const words = useWords();
  // With each change of the lead somebody may have come or gone.
  const people = useRead(care.staff, [lead], () => {})?.staff ?? [];
  const there = people.filter(({ id, presence }) => presence === 'online' && id !== lead.owner?.id);
  return (
    <Menu name={words('assign')} class="assign">
      {(shut) => (
        <>
          {there.length === 0 && <p class="soft">{words('assign.none')}</p>}
          {there.map((colleague) => (
            <button
              key={colleague.id}
              type="button"
              class="quiet"
              onClick={() => {
                shut();
                void act(care.assign(lead.id, colleague));
              }}
            >
              {colleague.name}
            </button>
          ))}
        </>
      )}
    </Menu>
  );
}
