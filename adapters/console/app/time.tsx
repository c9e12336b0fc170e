import { useEffect, useState } from 'preact/hooks';
import { type Language, type Speech, useSpeech } from './words.ts';

/** How long ago, kept up to date; the exact time on hovering. */
export function Ago({ at }: { at: string }) {
  const { words, language } = useSpeech();
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString(language)}>
      {ago(now - date.getTime(), { words, language }) ?? date.toLocaleDateString(language, { month: 'numeric', day: 'numeric' })}
    </time>
  );
}

export function Moment({ at }: { at: string }) {
  const { language } = useSpeech();
  return <time dateTime={at}>{new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}</time>;
}

/** The span in the short form of the language; null for more than a week, where a date says more. */
function ago(ms: number, { words, language }: Speech): string | null {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return words('underMinute');
  if (minutes < 60) return span(minutes, 'minute', language);
  if (minutes < 1440) return span(minutes / 60, 'hour', language);
  return minutes < 7 * 1440 ? span(minutes / 1440, 'day', language) : null;
}

function span(amount: number, unit: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(Math.floor(amount));
}

/** Goes on every half minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
