import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from './words.ts';

interface Props {
  readonly onClose: (outcome: { outcome: string; reason: string }) => void;
  readonly onDone: () => void;
}

/** Asks how it ended. The browser's own dialog keeps the focus inside and closes on Escape. */
export function CloseDialog({ onClose, onDone }: Props) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  // None is chosen beforehand: a closed lead cannot be given another outcome.
  const [outcome, setOutcome] = useState('');
  const [reason, setReason] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    onClose({ outcome, reason });
    onDone();
  };
  return (
    <dialog ref={dialog} aria-labelledby="close-title" onClose={onDone}>
      <form onSubmit={submit}>
        <h3 id="close-title">{words('close')}</h3>
        <fieldset>
          <legend>{words('outcome')}</legend>
          {(['won', 'lost'] as const).map((value) => (
            <label key={value}>
              <input type="radio" name="outcome" required checked={outcome === value} onChange={() => setOutcome(value)} />{' '}
              {words(value)}
            </label>
          ))}
        </fieldset>
        <label>
          {words('reason')}
          <input maxLength={1000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="deeds">
          <button type="submit" class="main">
            {words('confirm')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {words('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
