import { useState } from 'preact/hooks';
import * as care from './care-calls.ts';
import type { Act } from './lead-page.tsx';
import type { Lead } from './model.ts';
import { Part } from './part.tsx';
import { Moment } from './time.tsx';
import { useRead } from './use-read.ts';
import { named, useSpeech, useWords } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly act: Act;
}

/** What is kept of a lead besides the talk. */
export function Care({ lead, act, canSet }: Props & { canSet: boolean }) {
  return (
    <>
      <Cooperation lead={lead} act={act} canSet={canSet} />
      <Notes lead={lead} act={act} />
    </>
  );
}

/** What colleagues tell each other about a lead. */
function Notes({ lead, act }: Props) {
  const words = useWords();
  const [text, setText] = useState('');
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== '' && (await act(care.note(lead.id, text)))) setText('');
  };
  return (
    <Part title={words('notes')}>
      <ul class="plain-list">
        {lead.file.notes.map(({ at, name, text: said }) => (
          <li key={at + name}>
            {said}{' '}
            <span class="soft small">
              {name} · <Moment at={at} />
            </span>
          </li>
        ))}
      </ul>
      <form class="editor" onSubmit={(event) => void add(event)}>
        <input
          aria-label={words('notes')}
          placeholder={words('noteHow')}
          maxLength={2000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="plain">
          {words('addNote')}
        </button>
      </form>
    </Part>
  );
}

/** How far the cooperation has come, and after the sale the days that must not be missed. */
function Cooperation({ lead, act, canSet }: Props & { canSet: boolean }) {
  const { words, language } = useSpeech();
  const steps = useRead(care.steps, [], () => {})?.steps ?? [];
  const now = lead.file.stage?.step ?? '';
  return (
    <Part title={words('cooperation')}>
      <select
        aria-label={words('cooperation')}
        disabled={!canSet}
        value={now}
        onChange={(event) => void act(care.stage(lead.id, event.currentTarget.value))}
      >
        {now === '' && <option value="">{words('stageUnset')}</option>}
        {steps.map(({ step, name }) => (
          <option key={step} value={step}>
            {name[language]}
          </option>
        ))}
      </select>
      {lead.status === 'won' && canSet && <Dates lead={lead} act={act} />}
    </Part>
  );
}

function Dates({ lead, act }: Props) {
  const words = useWords();
  return (
    <>
      {(['annual-inspection', 'expiry'] as const).map((kind) => (
        <label key={kind} class="dated">
          {words(`date.${kind}`)}
          <input
            type="date"
            value={lead.file.dates[kind] ?? ''}
            onChange={({ currentTarget: { value } }) => void act(care.date(lead.id, kind, value === '' ? null : value))}
          />
        </label>
      ))}
    </>
  );
}

/** Who read contact data and who changed what; asked for only by a press, because the list can be long. */
export function Audit({ id, onFailure }: { id: string; onFailure: (error: unknown) => void }) {
  const words = useWords();
  const [entries, setEntries] = useState<readonly care.AuditLine[]>();
  const show = (): void => void care.audit(id).then((found) => setEntries(found.entries), onFailure);
  return (
    <Part title={words('audit')}>
      {entries === undefined ? (
        <button type="button" class="plain" onClick={show}>
          {words('showAudit')}
        </button>
      ) : (
        <ol class="events audit">
          {entries.toReversed().map(({ at, who, name, what }, index) => (
            <li key={index}>
              <span>
                {who === 'service-level' ? words('byItself') : name} · {named(words, 'did', what.split(':')[0] ?? '')}
              </span>{' '}
              <Moment at={at} />
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}
