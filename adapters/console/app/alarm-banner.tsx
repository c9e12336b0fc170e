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
  const { words, language } = useSpeech();
  const [dismissed, setDismissed] = useState(0);
  const read = (): Promise<{ alarms: Alarm[] }> => call('/api/alarms');
  const alarms = useRead(read, [news, dismissed], onFailure)?.alarms ?? [];
  const dismiss = (lead: string): void => {
    // Somebody else may have been faster.
    call(`/api/alarms/${lead}`, {}, 'DELETE').then(
      () => setDismissed((count) => count + 1),
      () => setDismissed((count) => count + 1),
    );
  };
  const tried = [...new Set(alarms.flatMap((alarm) => alarm.tried))].map((name) => named(words, 'notifier', name));
  const [first] = alarms;
  return (
    <div class="alarms" role="alert">
      {first && (
        <>
          <p>
            <strong>{words('alarm.nobody', { count: alarms.length })}</strong>{' '}
            <span class="small">{words('alarm.tried', { list: tried.join(words('alarm.and')) })}</span>
          </p>
          <ul>
            {alarms.slice(0, shown).map(({ lead, headline, since }) => (
              <li key={lead}>
                <a href={`#${lead}`}>{headline[language]}</a>
                <span class="small">
                  <Ago at={since} />
                </span>
                <button type="button" class="quiet" onClick={() => dismiss(lead)}>
                  {words('done')}
                  <span class="hidden"> {headline[language]}</span>
                </button>
              </li>
            ))}
          </ul>
          {alarms.length > shown && <p class="small">{words('alarm.more', { count: alarms.length - shown })}</p>}
        </>
      )}
    </div>
  );
}

const shown = 3;
