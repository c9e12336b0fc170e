import { quote, quoteNumber, type Quote } from '../../knowledge/quote.ts';
import { timeline, type Timeline } from '../../knowledge/timeline.ts';
import { book } from '../knowledge/book.ts';

const issued = '2026-11-23';
const company = {
  service: 'callcentre',
  scope: 'nationwide',
  province: '广东省',
  capital: { min: 10_000_000, max: 10_000_000, currency: 'CNY' },
  funding: 'domestic',
} as const;

/** A quote of the sample price book with its timeline. */
export const sampleQuote = quote(book, { company, issued, number: quoteNumber(issued, 'sample') }) as Quote;
export const sampleTimeline = timeline(book, {
  service: 'callcentre-nationwide',
  start: '2026-01-05',
  targetDate: '2027-12-31',
}) as Timeline;
