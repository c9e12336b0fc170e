import { Sheet } from './sheet.tsx';
import { SheetDeeds } from './sheet-deeds.tsx';
import type { Key } from './words.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  /** What the button that does it is called. */
  readonly does: Key;
  readonly onYes: () => unknown;
  readonly onDone: () => void;
}

/** Asks before what cannot be taken back. */
export function Confirm({ title, text, does, onYes, onDone }: Props) {
  const submit = (event: Event): void => {
    event.preventDefault();
    onDone();
    void onYes();
  };
  return (
    <Sheet title={title} onDone={onDone}>
      <form onSubmit={submit}>
        <p>{text}</p>
        <SheetDeeds does={does} onDone={onDone} />
      </form>
    </Sheet>
  );
}
