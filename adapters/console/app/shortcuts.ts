import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Key } from './words.ts';

interface Shortcut {
  readonly key: string;
  readonly text: Key;
  readonly act: () => void;
}

const registered = new Set<{ current: Shortcut }>();
const changed = new Set<() => void>();

/** A key that does something for as long as the caller is shown. The last one that was shown wins. */
export function useShortcut(key: string, text: Key, act: (() => void) | null): void {
  const entry = useRef<Shortcut>({ key, text, act: () => {} });
  entry.current = { key, text, act: act ?? (() => {}) };
  const isOn = act !== null;
  // A key works as soon as what it is for can be seen.
  useLayoutEffect(() => {
    if (!isOn) return undefined;
    registered.add(entry);
    tell();
    return () => {
      registered.delete(entry);
      tell();
    };
  }, [isOn, key]);
}

/** What can be pressed now, for the help sheet. */
export function useShortcutList(): readonly Shortcut[] {
  const [, setCount] = useState(0);
  useEffect(() => {
    const listen = (): void => setCount((count) => count + 1);
    changed.add(listen);
    return () => void changed.delete(listen);
  }, []);
  return [...registered].map(({ current }) => current);
}

/** Hears the keyboard. Letters typed into a field, and keys that the browser or a dialog needs, are left alone. */
export function useKeyboard(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]') || isTyping(event)) return;
      const found = [...registered].findLast(({ current }) => current.key === event.key);
      if (!found) return;
      event.preventDefault();
      found.current.act();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [isOn]);
}

function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('select')) return true;
  // Nothing is typed into what is only ticked: the keys still work after a press on a tab.
  if (!target.matches('input:not([type="radio"], [type="checkbox"]), textarea')) return false;
  if (key === 'Escape') target.blur();
  return true;
}

function tell(): void {
  for (const listener of changed) listener();
}
