import { call } from './api.ts';
import { Part } from './part.tsx';
import type { Bilingual } from './model.ts';
import { Moment } from './time.tsx';
import { useRead } from './use-read.ts';
import { useSpeech } from './words.ts';

interface Promised {
  readonly seq: number;
  readonly at: string;
  readonly ref: string;
  readonly about: Bilingual;
  readonly told: Bilingual | null;
  readonly now: Bilingual | null;
  readonly changed: boolean;
}

/** What the prospect was told; what no longer holds stands out. */
export function Promises({ id, news, onFailure }: { id: string; news: number; onFailure: (error: unknown) => void }) {
  const { words, language } = useSpeech();
  const read = useRead(() => call<{ promises: Promised[] }>(`/api/leads/${id}/promises`), [id, news], onFailure);
  if (!read || read.promises.length === 0) return null;
  return (
    <Part title={words('promises')}>
      <ul class="plain-list">
        {read.promises.map(({ seq, ref, at, about, told, now, changed }) => (
          <li key={`${seq} ${ref}`}>
            <span class="soft small">{about[language]}</span> {told?.[language]}{' '}
            {changed && <span class="urgent">{words('changedTo', { now: now?.[language] ?? words('gone') })}</span>}{' '}
            <span class="soft small">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
