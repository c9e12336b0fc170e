import { useState } from 'preact/hooks';
import { Sheet } from './sheet.tsx';
import { SheetDeeds } from './sheet-deeds.tsx';
import { type Key, useWords } from './words.ts';

interface Props {
  readonly onClose: (outcome: { outcome: string; reason: string }) => void;
  readonly onDone: () => void;
}

const reasons = {
  won: ['reason.signed', 'reason.paid'],
  lost: ['reason.price', 'reason.time', 'reason.conditions', 'reason.other-firm', 'reason.unreachable', 'reason.just-asking'],
} as const satisfies Record<string, readonly Key[]>;

/** Asks how it ended, and why: the figures count the reasons. */
export function CloseSheet({ onClose, onDone }: Props) {
  const words = useWords();
  // None is chosen beforehand: a closed lead cannot be given another outcome.
  const [outcome, setOutcome] = useState<'won' | 'lost'>();
  const [reason, setReason] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    onClose({ outcome: outcome ?? '', reason });
    onDone();
  };
  return (
    <Sheet title={words('close')} onDone={onDone}>
      <form onSubmit={submit}>
        <Outcomes chosen={outcome} onChange={setOutcome} />
        <label>
          {words('reason')}
          <input maxLength={1000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <p class="chips">
          {outcome &&
            reasons[outcome].map((key) => (
              <button key={key} type="button" class="chip" onClick={() => setReason(words(key))}>
                {words(key)}
              </button>
            ))}
        </p>
        <SheetDeeds does="confirm" onDone={onDone} />
      </form>
    </Sheet>
  );
}

function Outcomes({ chosen, onChange }: { chosen: 'won' | 'lost' | undefined; onChange: (outcome: 'won' | 'lost') => void }) {
  const words = useWords();
  return (
    <fieldset class="segments">
      <legend class="hidden">{words('outcome')}</legend>
      {(['won', 'lost'] as const).map((value) => (
        <label key={value}>
          <input type="radio" name="outcome" required checked={chosen === value} onChange={() => onChange(value)} />
          <span>{words(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}
