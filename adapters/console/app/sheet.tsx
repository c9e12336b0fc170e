import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A dialog. The browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Sheet({ title, onDone, children }: { title: string; onDone: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sheet-title"
      onClose={onDone}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <div class="sheet">
        <h2 id="sheet-title">{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
