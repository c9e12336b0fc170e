import { useState } from 'preact/hooks';

/** What a person prefers in this browser. */
export interface Settings {
  readonly language: 'zh-Hans' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly sound: boolean;
  readonly notify: boolean;
  /** Single letters as shortcuts can be turned off: speech input and slips of the hand set them off. */
  readonly shortcuts: boolean;
}

const place = 'yinlu-console';

/** The settings kept in this browser, and how to change them. */
export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(kept);
  const change = (changes: Partial<Settings>): void => {
    const next = { ...settings, ...changes };
    setSettings(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  return [settings, change];
}

function kept(): Settings {
  const first: Settings = {
    language: navigator.language.startsWith('zh') ? 'zh-Hans' : 'en',
    theme: 'system',
    sound: false,
    notify: false,
    shortcuts: true,
  };
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Settings>) };
  } catch {
    return first;
  }
}
