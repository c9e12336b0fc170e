import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { call } from './api.ts';
import { Bars } from './bars.tsx';
import { Groups } from './groups.tsx';
import { Trend } from './trend.tsx';
import { duration, type Stats } from './stats.ts';
import { useRead } from './use-read.ts';
import { type Key, named, useSpeech, useWords } from './words.ts';

const spans = [7, 30, 90] as const;
const stages = ['opened', 'talked', 'qualified', 'quoted', 'handed', 'claimed', 'won'] as const;

/** What a manager reads at a glance. */
export function Figures({ onFailure }: { onFailure: (error: unknown) => void }) {
  const words = useWords();
  const [span, setSpan] = useState<number>(30);
  const query = `from=${dayBefore(span)}`;
  const stats = useRead(() => call<Stats>(`/api/stats?${query}`), [query], onFailure);
  return (
    <section class="page" aria-labelledby="page-title" aria-busy={!stats}>
      <header class="page-head">
        <h1 id="page-title">{words('figures')}</h1>
        <Spans span={span} onChange={setSpan} />
        <a class="soft small" href={`/api/stats.csv?${query}`} download>
          {words('csv')}
        </a>
      </header>
      {stats && <Shown stats={stats} span={span} />}
    </section>
  );
}

function Spans({ span, onChange }: { span: number; onChange: (span: number) => void }) {
  const words = useWords();
  return (
    <fieldset class="segments">
      <legend class="hidden">{words('span')}</legend>
      {spans.map((days) => (
        <label key={days}>
          <input type="radio" name="span" checked={span === days} onChange={() => onChange(days)} />
          <span>{words('lastDays', { days })}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Shown({ stats, span }: { stats: Stats; span: number }) {
  const words = useWords();
  const { funnel } = stats;
  return (
    <>
      <Tiles stats={stats} />
      <div class="panes">
        <Pane title="funnel">
          <Bars rows={stages.map((stage) => ({ name: words(`stage.${stage}`), value: funnel[stage] }))} of={funnel.opened} />
        </Pane>
        <Pane title="trend">
          <Trend days={stats.days} span={span} />
        </Pane>
        <Pane title="dropOff">
          <Bars
            legend={{ whole: words('dropOff.of'), bar: words('dropOff.left') }}
            rows={stats.dropOff.map(({ slot, reached, left }) => ({
              name: named(words, 'slot', slot),
              value: left,
              of: reached,
            }))}
          />
        </Pane>
        <Pane title="replyTimes">
          <ReplyTimes stats={stats} />
        </Pane>
        <Pane title="handoffReasons">
          <Bars rows={counted(stats.handoffReasons, (name) => named(words, 'handoff', name))} />
        </Pane>
        <Pane title="lossReasons">
          <Bars rows={counted(stats.lossReasons, (name) => name)} />
        </Pane>
      </div>
      <Groups title="byConsultant" groups={stats.byConsultant} nameOf={(name) => name} />
      <Groups title="byChannel" groups={stats.byChannel} nameOf={(name) => named(words, 'channel', name)} />
      <Groups title="byCampaign" groups={stats.byCampaign} nameOf={(name) => name} />
    </>
  );
}

function ReplyTimes({ stats: { replyTimes } }: { stats: Stats }) {
  const { words, language } = useSpeech();
  const rows = replyTimes.map(({ within, leads }) => ({
    name: within === null ? words('longer') : words('within', { time: duration(within, language) }),
    value: leads,
  }));
  return <Bars rows={rows} of={rows.reduce((sum, { value }) => sum + value, 0)} />;
}

function Tiles({ stats: { leads, funnel, secondsToClaim, secondsToReply } }: { stats: Stats }) {
  const { words, language } = useSpeech();
  const tiles: readonly (readonly [Key, string])[] = [
    ['tile.leads', String(leads)],
    ['tile.handed', String(funnel.handed)],
    ['tile.won', String(funnel.won)],
    ['tile.claim', duration(secondsToClaim, language)],
    ['tile.reply', duration(secondsToReply, language)],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt>{words(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Pane({ title, children }: { title: Key; children: ComponentChildren }) {
  const words = useWords();
  return (
    <section class="pane">
      <h2>{words(title)}</h2>
      {children}
    </section>
  );
}

function counted(counts: Readonly<Record<string, number>>, nameOf: (name: string) => string): { name: string; value: number }[] {
  return Object.entries(counts).map(([name, value]) => ({ name: nameOf(name), value }));
}

/** The day in China so many days ago: days are counted there. */
function dayBefore(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 - (days - 1) * 86_400_000).toISOString().slice(0, 10);
}
