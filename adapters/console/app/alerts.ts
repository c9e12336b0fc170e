import { useEffect, useRef } from 'preact/hooks';
import { staff } from './care-calls.ts';
import type { Listed, Me } from './model.ts';
import type { Settings } from './settings.ts';
import { useSpeech } from './words.ts';

/** Whoever asked for it hears and sees that a lead has begun to wait; those that waited before the page was opened are no news. */
export function useAlerts(person: Me, waiting: readonly Listed[] | undefined, { sound, notify }: Settings): void {
  const { language, words } = useSpeech();
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!waiting) return;
    const before = known.current;
    known.current = new Set(waiting.map(({ id, handed }) => `${id} ${handed ?? ''}`));
    const fresh = before ? waiting.filter(({ id, handed }) => !before.has(`${id} ${handed ?? ''}`)) : [];
    const [first] = fresh;
    if (!first) return;
    const tell = async (): Promise<void> => {
      if (!(await isThere(person))) return;
      if (sound) ring();
      if (notify && document.hidden) show(words('alert.waiting', { count: fresh.length }), first, language);
    };
    void tell();
  }, [waiting]);
}

/** Who is away is not disturbed; better once too often when that is not known. */
async function isThere({ id }: Me): Promise<boolean> {
  const people = await staff().catch(() => null);
  return people === null || people.staff.some((each) => each.id === id && each.presence === 'online');
}

/** The headline is what notifications may say: no word of the prospect, nothing personal. */
function show(title: string, { id, headline }: Listed, language: 'zh-Hans' | 'en'): void {
  const shown = new Notification(title, { body: headline[language], tag: id });
  shown.addEventListener('click', () => {
    window.focus();
    location.hash = id;
  });
}

/** Two soft notes. A browser that has not been touched yet plays nothing. */
function ring(): void {
  const context = new AudioContext();
  for (const [index, pitch] of [660, 880].entries()) {
    const [note, volume] = [context.createOscillator(), context.createGain()];
    const start = context.currentTime + index * 0.18;
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + 0.4);
    if (index === 1) note.addEventListener('ended', () => void context.close());
  }
}
