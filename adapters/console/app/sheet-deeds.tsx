import { type Key, useWords } from './words.ts';

/** What stands under a form in a sheet: do it, or leave it. */
export function SheetDeeds({ does, onDone }: { does: Key; onDone: () => void }) {
  const words = useWords();
  return (
    <p class="sheet-deeds">
      <button type="submit" class="main">
        {words(does)}
      </button>
      <button type="button" class="plain" onClick={onDone}>
        {words('cancel')}
      </button>
    </p>
  );
}
