import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly name: string;
  /** What is seen of it while it is shut; its name otherwise. */
  readonly face?: ComponentChildren;
  readonly class?: string;
  readonly onOpen?: () => void;
  readonly children: (shut: () => void) => ComponentChildren;
}

/** Opens below or above its button; Escape, a press elsewhere and a choice shut it. */
export function Menu({ name, face, class: kind = '', onOpen, children }: Props) {
  const box = useRef<HTMLDetailsElement>(null);
  const shut = (): void => {
    if (!box.current?.open) return;
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  };
  useEffect(() => {
    const listen = ({ target }: Event): void => {
      if (box.current?.open && target instanceof Node && !box.current.contains(target)) box.current.open = false;
    };
    addEventListener('pointerdown', listen);
    return () => removeEventListener('pointerdown', listen);
  }, []);
  return (
    <details
      class={`menu ${kind}`}
      ref={box}
      onToggle={() => box.current?.open && onOpen?.()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        shut();
      }}
    >
      <summary aria-label={name} title={name}>
        {face ?? name}
      </summary>
      <div class="menu-body">{children(shut)}</div>
    </details>
  );
}
