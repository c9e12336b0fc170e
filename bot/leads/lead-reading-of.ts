import { readiness } from '../../knowledge/documents.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { serviceOf } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { allOptions } from '../../knowledge/quote-options.ts';
import { timeline } from '../../knowledge/timeline.ts';
import type { SlotValue } from '../../flows/command.ts';
import type { Values } from '../../flows/effect.ts';
import { chinaDay } from '../../knowledge/china-day.ts';
import type { ConversationDeps } from '../conversation.ts';
import { companyOf } from '../company.ts';
import { loadLeadReading, type LeadReading, type Schedule } from './lead-reading.ts';
import { startOf } from '../wording/say-timeline.ts';
import type { Scene } from '../wording/scene.ts';
import { sayValue, slotName } from '../wording/value.ts';

/** Leads are read with the same knowledge, and named in the same words, as the prospect hears. */
export function leadReadingOf({ book, knowledge, wordbooks, quoteUrl }: ConversationDeps): Promise<LeadReading> {
  const scene = (language: 'zh-Hans' | 'en'): Pick<Scene, 'words' | 'language'> => ({
    language,
    words: wordbooks[language].words(0),
  });
  return loadLeadReading({
    slots: book.slots,
    verdict: (values) => eligibility(knowledge, companyOf(values)),
    readiness: ({ papers, ...values }) =>
      readiness(knowledge, companyOf(values), typeof papers === 'string' ? papers.split(',') : []),
    schedule: (values, now) => scheduleOf(knowledge, values, now),
    quoteUrl,
    say: {
      name: (slot, language) => titled(slotName(scene(language), slot)),
      value: (slot, value, language) =>
        slot === 'extras' ? extrasNamed(knowledge, value, language) : sayValue(scene(language), slot, value),
    },
  });
}

/** Options are called as the price book calls them. */
function extrasNamed(knowledge: Knowledge, value: SlotValue, language: 'zh-Hans' | 'en'): string {
  const ids = typeof value === 'string' ? value.split(',') : [];
  const named = allOptions(knowledge).filter(({ id }) => ids.includes(id));
  return named.map(({ name }) => name[language]).join(language === 'en' ? '; ' : '；') || ids.join();
}

/** The bot says "your phone number" to the prospect; to a consultant it is a title: "Phone number". */
function titled(name: string): string {
  const bare = name.replace(/^(your|the) /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function scheduleOf(knowledge: Knowledge, values: Values, now: Date): Schedule | null {
  const service = serviceOf(knowledge, companyOf(values));
  const plan = service && timeline(knowledge, { service: service.id, start: startOf({ values, today: chinaDay(now) }) });
  if (!plan) return null;
  return {
    start: plan.start,
    months: plan.headline.months,
    courses: plan.courses.map(({ course, done }) => ({ course, ...done })),
  };
}
