import { Sheet } from './sheet.tsx';
import { useShortcutList } from './shortcuts.ts';
import { useWords } from './words.ts';

/** The keys that do something here and now. */
export function Help({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const shortcuts = new Map(useShortcutList().map(({ key, text }) => [key, text]));
  return (
    <Sheet title={words('help')} onDone={onDone}>
      <dl class="keys">
        {[...shortcuts].map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'Escape' ? 'Esc' : key}</kbd>
            </dt>
            <dd>{words(text)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>{words('help.send')}</dd>
        </div>
      </dl>
      <form method="dialog">
        <button type="submit">{words('done')}</button>
      </form>
    </Sheet>
  );
}
