import { useState } from 'preact/hooks';
import { call } from './api.ts';
import type { Bilingual } from './model.ts';
import { Ago } from './time.tsx';
import { useRead } from './use-read.ts';
import { named, useSpeech } from './words.ts';

interface Alarm {
  readonly lead: string;
  readonly since: string;
  readonly tried: readonly string[];
  readonly headline: Bilingual;
}

/** Waiting leads that nobody could be told about: whoever looks here is the first to know. */
export function AlarmBanner({ news, onFailure }: { news: number; onFailure: (error: unknown) => void }) {
  const { words } = useSpeech();
  const [dismissed, setDismissed] = useState(0);
  const alarms = useRead(standing, [news, dismissed], onFailure)?.alarms ?? [];
  const dismiss = async (lead: string): Promise<void> => {
    // Somebody else may have been faster: it is gone all the same.
    await call(`/api/alarms/${lead}`, {}, 'DELETE').catch(() => null);
    setDismissed((count) => count + 1);
  };
  const tried = [...new Set(alarms.flatMap((alarm) => alarm.tried))].map((name) => named(words, 'notifier', name));
  const isUntold = alarms.every((alarm) => alarm.tried.length > 0);
  return (
    <div class="alarms" role="alert">
      {alarms.length > 0 && (
        <p>
          <strong>{words(isUntold ? 'alarm.nobody' : 'alarm.unclaimed', { count: alarms.length })}</strong>{' '}
          {tried.length > 0 && <span class="small">{words('alarm.tried', { list: tried.join(words('alarm.and')) })}</span>}
        </p>
      )}
      {alarms.length > 0 && <Leads alarms={alarms.slice(0, shown)} onDismiss={(lead) => void dismiss(lead)} />}
      {alarms.length > shown && <p class="small">{words('alarm.more', { count: alarms.length - shown })}</p>}
    </div>
  );
}

function Leads({ alarms, onDismiss }: { alarms: readonly Alarm[]; onDismiss: (lead: string) => void }) {
  const { words, language } = useSpeech();
  return (
    <ul>
      {alarms.map(({ lead, headline, since }) => (
        <li key={lead}>
          <a href={`#${lead}`}>{headline[language]}</a>
          <span class="small">
            <Ago at={since} />
          </span>
          <button type="button" class="quiet" onClick={() => onDismiss(lead)}>
            {words('done')}
            <span class="hidden"> {headline[language]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function standing(): Promise<{ alarms: Alarm[] }> {
  return call('/api/alarms');
}

const shown = 3;
