import { createEvents, type EventAttributes } from 'ics';
import { addDays } from '../../knowledge/calendar.ts';
import { formatDate } from '../../knowledge/format.ts';
import type { Course, Stage, Timeline } from '../../knowledge/timeline.ts';
import type { SheetOptions } from './sheet.ts';
import { wordsIn, type Words } from './words.ts';

/**
 * The timeline as a calendar file: the start, and of each stage the days on which it can end. The same timeline gives the same
 * file, so that taking it in again moves events and doubles none.
 */
export function timelineIcs(timeline: Timeline, { language, knowledge }: SheetOptions): string {
  const words = wordsIn(language);
  const spec = knowledge.services.get(timeline.service);
  const service = spec ? words.of(spec.shortName) : timeline.service;
  const start = eventOf(timeline, 'start', {
    title: words.say('event-start', { service }),
    from: timeline.start,
    until: timeline.start,
  });
  const stages = timeline.courses.flatMap((course) => {
    const { name, stages: specs } = knowledge.stages.courses[course.course];
    return course.stages.map((stage, index) => {
      const title = words.say('event', { course: words.of(name), stage: words.of(specs[index]?.name ?? name) });
      const days = {
        title,
        from: stage.ends.earliest,
        until: stage.ends.latest,
        description: descriptionOf(course, stage, words),
      };
      return { ...eventOf(timeline, `${course.course}-${stage.stage}`, days), status: statusOf(course) };
    });
  });
  const { error, value } = createEvents([start, ...stages], { productId: 'yinlu', calName: words.say('calendar', { service }) });
  if (error || value == null) throw new Error('the calendar file could not be made', { cause: error });
  return value;
}

interface Days {
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly description?: string;
}

function eventOf({ service, start }: Timeline, id: string, { title, from, until, description }: Days): EventAttributes {
  return {
    uid: `${service}-${start}-${id}@yinlu`,
    title,
    start: dayOf(from),
    // All-day events end before their end day.
    end: dayOf(addDays(until, 1)),
    busyStatus: 'FREE',
    transp: 'TRANSPARENT',
    ...stampOf(start),
    ...(description !== undefined && { description }),
  };
}

/** Without it the time of writing would be in the file; the types of ics 3.12 leave it out. */
function stampOf(day: string): { timestamp: number } {
  return { timestamp: Date.parse(`${day}T00:00:00Z`) };
}

function descriptionOf(course: Course, { ends }: Stage, { language, say }: Words): string {
  const [earliest, latest] = [formatDate(ends.earliest, language), formatDate(ends.latest, language)];
  const when = earliest === latest ? say('event-day', { earliest }) : say('event-window', { earliest, latest });
  return course.provisional ? `${when}\n${say('provisional')}` : when;
}

function statusOf({ provisional }: Course): 'TENTATIVE' | 'CONFIRMED' {
  return provisional ? 'TENTATIVE' : 'CONFIRMED';
}

function dayOf(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}
