import { useEffect, useRef, useState } from 'preact/hooks';
import Plot from 'uplot';
import type { Stats } from './stats.ts';
import { useSpeech } from './words.ts';

const series = ['leads', 'handed', 'won'] as const;
const colours = ['--soft', '--warm', '--accent'] as const;

/** How many leads began on each day, and what became of them. */
export function Trend({ days, span }: { days: Stats['days']; span: number }) {
  const { words, language } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const names = { day: words('day'), leads: words('tile.leads'), handed: words('tile.handed'), won: words('won') };
  useEffect(() => {
    const host = box.current;
    if (!host || days.length === 0) return undefined;
    const plot = new Plot(optionsOf(host, names, language), dataOf(days, span), host);
    const fit = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: heightPx }));
    fit.observe(host);
    return () => {
      fit.disconnect();
      plot.destroy();
    };
  }, [days, span, language, theme]);
  if (days.length === 0) return <p class="soft">{words('none.figures')}</p>;
  const last = days.at(-1);
  return (
    <div
      ref={box}
      role="img"
      aria-label={words('trendSays', { days: days.length, last: last?.day ?? '', leads: last?.leads ?? 0 })}
    />
  );
}

/** Changes with the colours of the page: a canvas keeps those that it was drawn in. */
function useTheme(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const change = (): void => setCount((before) => before + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', change);
    const chosen = new MutationObserver(change);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', change);
      chosen.disconnect();
    };
  }, []);
  return count;
}

const heightPx = 190;

/** Every day of the span has a place, also those on which nothing came. */
function dataOf(days: Stats['days'], span: number): Plot.AlignedData {
  const byDay = new Map(days.map((each) => [each.day, each]));
  // As China counts days.
  const today = Math.floor((Date.now() / 1000 + 8 * 3600) / daySeconds) * daySeconds;
  const times = Array.from({ length: span }, (_, index) => today - (span - 1 - index) * daySeconds);
  const on = (time: number): Stats['days'][number] | undefined => byDay.get(new Date(time * 1000).toISOString().slice(0, 10));
  return [times, ...series.map((name) => times.map((time) => on(time)?.[name] ?? 0))];
}

function optionsOf(host: HTMLElement, names: Record<'day' | (typeof series)[number], string>, language: string): Plot.Options {
  const colour = (name: string): string => computed(host, name);
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${getComputedStyle(host).fontFamily}`,
  };
  const day = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  return {
    width: host.clientWidth,
    height: heightPx,
    cursor: { y: false },
    series: [
      { value: (_, time) => (time === null ? '' : day.format(time * 1000)), label: names.day },
      ...series.map((name, index) => ({
        label: names[name],
        stroke: colour(colours[index] ?? '--ink'),
        width: 2,
        points: { show: false },
      })),
    ],
    axes: [
      {
        ...axis,
        incrs: [1, 2, 7, 14].map((each) => each * daySeconds),
        values: (_, times) => times.map((time) => day.format(time * 1000)),
      },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
    tzDate: (time) => new Date(time * 1000),
  };
}

const daySeconds = 86_400;

/** A canvas knows no variables of a style sheet. */
function computed(host: HTMLElement, variable: string): string {
  const probe = host.ownerDocument.createElement('i');
  probe.style.color = `var(${variable})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
