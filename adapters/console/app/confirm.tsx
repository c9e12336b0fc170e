import { Sheet } from './sheet.tsx';
import { type Key, useWords } from './words.ts';

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
  const words = useWords();
  return (
    <Sheet title={title} onDone={onDone}>
      <p>{text}</p>
      <p class="sheet-deeds">
        <button
          type="button"
          class="main"
          onClick={() => {
            onDone();
            void onYes();
          }}
        >
          {words(does)}
        </button>
        <button type="button" class="plain" onClick={onDone}>
          {words('cancel')}
        </button>
      </p>
    </Sheet>
  );
}
