import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { Icon } from './icons.tsx';
import type { Act } from './lead-page.tsx';
import type { May } from './may.ts';
import type { Choice, Fact, Lead, OpenSlot } from './model.ts';
import { useSpeech } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly facts: readonly Fact[];
  readonly may: May;
  readonly act: Act;
  /** Whether what is not known yet can be filled in here. */
  readonly hasMore?: boolean;
}

/** What is known and where it came from; what may be put right can be edited in its place. */
export function Facts({ lead, facts, may, act, hasMore = false }: Props) {
  const { language } = useSpeech();
  const [editing, setEditing] = useState<string>();
  const shut = (): void => setEditing(undefined);
  const save = async (slot: string, text: string): Promise<boolean> => {
    const saved = api.correct(lead.id, { slot, text });
    if (await isUnreadable(saved)) return false;
    if (await act(saved)) shut();
    return true;
  };
  const added = lead.file.open.find(({ slot }) => slot === editing);
  return (
    <>
      <dl class="facts">
        {facts.map((fact) => (
          <div key={fact.slot}>
            <dt>{fact.name[language]}</dt>
            <dd>
              {editing === fact.slot ? (
                <Editor slot={fact} onSave={save} onCancel={shut} />
              ) : (
                <Value fact={fact} onEdit={may.edit && fact.slot !== 'consent' ? () => setEditing(fact.slot) : null} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {added && hasMore && (
        <div class="adding">
          <Editor slot={added} isNamed onSave={save} onCancel={shut} />
        </div>
      )}
      {hasMore && may.edit && !added && <Adder open={lead.file.open} onChoose={setEditing} />}
    </>
  );
}

/** That is told beside the field, where it is mended. */
async function isUnreadable(saved: Promise<unknown>): Promise<boolean> {
  const refused: unknown = await saved.then(
    () => null,
    (error: unknown) => error,
  );
  return refused instanceof api.Refused && refused.status === 422;
}

function Adder({ open, onChoose }: { open: readonly OpenSlot[]; onChoose: (slot: string) => void }) {
  const { words, language } = useSpeech();
  if (open.length === 0) return null;
  return (
    <select class="add" aria-label={words('addFact')} value="" onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{words('addFact')}</option>
      {open.map(({ slot, name }) => (
        <option key={slot} value={slot}>
          {name[language]}
        </option>
      ))}
    </select>
  );
}

function Value({ fact, onEdit }: { fact: Fact; onEdit: (() => void) | null }) {
  const { words, language } = useSpeech();
  const { slot, name, value, by } = fact;
  return (
    <>
      <span>
        {value === undefined ? <span class="soft">{words('declined')}</span> : <Text slot={slot} text={value[language]} />}{' '}
        {by && <span class="by">{words(`by.${by}`)}</span>}
      </span>
      {onEdit && (
        <button type="button" class="icon-button" aria-label={words('edit', { name: name[language] })} onClick={onEdit}>
          <Icon name="edit" />
        </button>
      )}
    </>
  );
}

/** A number can be called and an address written to. */
function Text({ slot, text }: { slot: string; text: string }) {
  if (slot === 'phone') return <a href={`tel:${text}`}>{text}</a>;
  if (slot === 'email') return <Email text={text} />;
  return <span>{text}</span>;
}

/** Where the line is too short, it breaks before the host and not within it. */
function Email({ text }: { text: string }) {
  const [user, host] = [text.slice(0, text.lastIndexOf('@')), text.slice(text.lastIndexOf('@'))];
  return (
    <a href={`mailto:${text}`}>
      {user}
      <wbr />
      <span class="whole-word">{host}</span>
    </a>
  );
}

interface EditorProps {
  readonly slot: Fact | OpenSlot;
  readonly isNamed?: boolean;
  /** Resolves to whether the value was understood. */
  readonly onSave: (slot: string, text: string) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Takes a value in the words that a prospect would use: the server reads it as it reads theirs. */
function Editor({ slot, isNamed = false, onSave, onCancel }: EditorProps) {
  const { words, language } = useSpeech();
  const [before] = useState(() => valueIn(slot, language));
  const [text, setText] = useState(before);
  const [isUnread, setUnread] = useState(false);
  const note = `fact-note-${slot.slot}`;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = box.current?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }, []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text === before) return onCancel();
    setUnread(!(await onSave(slot.slot, text)));
  };
  return (
    <form
      class="editor"
      ref={box}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      {isNamed && <span class="soft small">{slot.name[language]}</span>}
      <Field name={slot.name[language]} choices={slot.choices} note={note} text={text} onChange={setText} />
      <button type="submit" class="main">
        {words('save')}
      </button>
      <button type="button" class="plain" onClick={onCancel}>
        {words('cancel')}
      </button>
      <p id={note} class="note small" role={isUnread ? 'alert' : undefined}>
        {words(isUnread ? 'unreadable' : 'saveTells')}
      </p>
    </form>
  );
}

/** What the field holds at first: the words of the value, or the choice that has them. */
function valueIn(slot: Fact | OpenSlot, language: 'zh-Hans' | 'en'): string {
  const text = 'value' in slot ? (slot.value?.[language] ?? '') : '';
  return slot.choices ? (slot.choices.find(({ label }) => label[language] === text)?.value ?? '') : text;
}

interface FieldProps {
  readonly name: string;
  readonly choices: readonly Choice[] | undefined;
  /** The id of what stands below it. */
  readonly note: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Field({ name, choices, note, text, onChange }: FieldProps) {
  const { words, language } = useSpeech();
  if (!choices)
    return (
      <input
        aria-label={name}
        aria-describedby={note}
        required
        maxLength={500}
        value={text}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <select
      aria-label={name}
      aria-describedby={note}
      required
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{words('chooseValue')}</option>
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label[language]}
        </option>
      ))}
    </select>
  );
}
