import { useState } from 'preact/hooks';
import type { OfferedDiscount } from './discount-calls.ts';
import { Sheet } from './sheet.tsx';
import { SheetDeeds } from './sheet-deeds.tsx';
import { useSpeech, useWords } from './words.ts';

interface AskProps {
  readonly offered: readonly OfferedDiscount[];
  readonly onAsk: (wish: { discount: string; note: string }) => void;
  readonly onDone: () => void;
}

/** Which discount of the price book, and why. */
export function AskDiscountSheet({ offered, onAsk, onDone }: AskProps) {
  const { words, language } = useSpeech();
  const [discount, setDiscount] = useState(offered[0]?.id ?? '');
  const [note, setNote] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    onAsk({ discount, note: note.trim() });
    onDone();
  };
  return (
    <Sheet title={words('discount.ask')} onDone={onDone}>
      <form onSubmit={submit}>
        <label>
          {words('discount')}
          <select value={discount} onChange={(event) => setDiscount(event.currentTarget.value)}>
            {offered.map(({ id, name, percent }) => (
              <option key={id} value={id}>
                {name[language]} −{percent}%
              </option>
            ))}
          </select>
        </label>
        <label>
          {words('discount.note')}
          <input maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <p class="soft small">{words('discount.how')}</p>
        <SheetDeeds does="confirm" onDone={onDone} />
      </form>
    </Sheet>
  );
}

/** Whoever asked is owed a reason. */
export function DeclineSheet({ onDecline, onDone }: { onDecline: (reason: string) => void; onDone: () => void }) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    if (reason.trim() === '') return;
    onDecline(reason.trim());
    onDone();
  };
  return (
    <Sheet title={words('discount.decline')} onDone={onDone}>
      <form onSubmit={submit}>
        <label>
          {words('reason')}
          <input required maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <SheetDeeds does="confirm" onDone={onDone} />
      </form>
    </Sheet>
  );
}
