import type { JSX } from 'preact';

const paths = {
  leads: 'M4 5h16v11h-9l-4 4v-4H4z',
  figures: 'M5 19V11M12 19V5M19 19v-9',
  questions: 'M9.2 9a3 3 0 1 1 4.1 2.8c-.9.4-1.3 1-1.3 2M12 17.2v.1',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3.5 19c.4-3.2 2.6-5 5.5-5s5.1 1.8 5.5 5M15.5 10.8a3 3 0 0 0 0-5.8M17.5 14.4c1.8.7 2.8 2.3 3 4.6',
  alarms: 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10.5 20.5h3',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  more: 'M6 12h.1M12 12h.1M18 12h.1',
  template: 'M5 5h14M5 10h14M5 15h9M5 20h6',
  back: 'M14 6l-6 6 6 6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  sound: 'M4 10v4h4l5 4V6L8 10zM16.5 9a4 4 0 0 1 0 6',
} as const;

/** A line drawing in the colour of the text beside it; it says nothing that the text does not. */
export function Icon({ name }: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
