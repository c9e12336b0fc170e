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
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sheet-title"
      onClose={onDone}
      onClick={(event) => !isOnce && event.target === event.currentTarget && event.currentTarget.close()}
      onCancel={(event) => isOnce && event.preventDefault()}
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
