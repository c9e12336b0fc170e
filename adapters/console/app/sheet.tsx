import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  /** What is shown cannot be shown again: only its own button closes it. */
  readonly isOnce?: boolean;
  readonly onDone: () => void;
  readonly children: ComponentChildren;
}

/** A dialog. The browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Sheet({ title, isOnce = false, onDone, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const isDone = useRef(false);
  const done = (): void => {
    if (isDone.current) return;
    isDone.current = true;
    onDone();
  };
  // The close event comes in a task of its own: a key pressed before it would ask again, and be closed by it.
  const cancel = (event: Event & { currentTarget: HTMLDialogElement }): void => {
    event.preventDefault();
    if (isOnce) return;
    event.currentTarget.close();
    done();
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sheet-title"
      onClose={done}
      onClick={(event) => !isOnce && event.target === event.currentTarget && event.currentTarget.close()}
      onCancel={cancel}
      // A second Escape would close it whatever its cancel event says.
      onKeyDown={(event) => isOnce && event.key === 'Escape' && event.preventDefault()}
    >
      <div class="sheet">
        <h2 id="sheet-title">{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
