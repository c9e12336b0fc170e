import type { JSX } from 'preact';

const paths = {
  // A road that leads to the horizon: yinlu, "leading the way".
  mark: 'M5 20 10.2 5M19 20 13.8 5M12 18v-2M12 12.5v-1.5M12 8V7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  less: 'm6 9.5 6 6 6-6',
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  quote: 'M6 3h8l4 4v14H6ZM14 3v4h4M9.5 12h5M9.5 16h5',
  timeline: 'M4 5h16v15H4ZM4 10h16M8.5 3v4M15.5 3v4',
  checklist: 'm4 6.5 1.5 1.5L8 5.5M4 16.5 5.5 18 8 15.5M12 7h8M12 17h8',
  link: 'M14 5h5v5M19 5l-8 8M11 5H5v14h14v-5',
} as const;

export function Icon({ name }: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
