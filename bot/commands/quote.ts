import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { serviceOf, type Company } from '../../knowledge/company.ts';
import { cooperation, type CooperationStep } from '../../knowledge/cooperation.ts';
import { documentsFor, type DocumentItem } from '../../knowledge/documents.ts';
import { eligibility, type Verdict } from '../../knowledge/eligibility.ts';
import { quote, quoteNumber, type Quote, type QuoteRequest } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { timeline, type Timeline } from '../../knowledge/timeline.ts';
import { loadContent } from '../content/load.ts';
import { timelineIcs } from '../documents/calendar.ts';
import { quotePage } from '../documents/page.ts';
import { languages, type Language } from '../session/session.ts';
import { loadVocabulary } from '../understanding/load-vocabulary.ts';
import { normalise } from '../understanding/normalise.ts';
import { chinaDay } from '../../knowledge/china-day.ts';

const help = `npm run quote -- --service SERVICE [options]

Prints a quote and its dated timeline without a conversation. The same options on the same day give the same quote.

  --service ID      a service of knowledge/services.yaml (callcentre-nationwide, code-95, …)
  --scope SCOPE     nationwide or provincial, where the service is only a family (callcentre)
  --capital RMB     registered capital in yuan
  --funding ORIGIN  domestic, foreign, hmt or joint
  --province NAME   such as 广东省
  --options IDS     options of the price book, comma-separated (website,company-registration)
  --start DAY       first day of the work, YYYY-MM-DD (today)
  --target DAY      day by which the licence is wanted, YYYY-MM-DD
  --issued DAY      day of the quote, YYYY-MM-DD (today)
  --discount ID     a discount of the price book; it needs --approved-by
  --approved-by WHO name of the person of the firm who approves the discount
  --link URL        address under which the quote can be verified, for the code on it
  --format FORMAT   json, html, ics, pdf, png, or timeline for the picture of the timeline (json)
  --lang LANGUAGE   zh-Hans, zh-Hant or en (zh-Hans)
  --out FILE        where to write it (json, html, ics: standard output; the others: a file named after the number)
  --help            this text`;

const day = z.string().refine((text) => z.iso.date().safeParse(text).success, 'is no day; write it as 2027-01-04');
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `is none of ${values.join(', ')}` });

const optionsSchema = z.object({
  service: z.string({ error: 'is missing; name a service, such as callcentre-nationwide' }),
  scope: oneOf(['nationwide', 'provincial']).optional(),
  capital: z
    .string()
    .regex(/^\d{1,15}$/, 'is no amount; write yuan in digits, such as 10000000')
    .transform(Number)
    .optional(),
  funding: oneOf(['domestic', 'foreign', 'hmt', 'joint']).optional(),
  province: z.string().transform(provinceNamed).optional(),
  options: z
    .string()
    .optional()
    .transform((ids) => ids?.split(',').filter((id) => id !== '') ?? []),
  start: day.optional(),
  target: day.optional(),
  issued: day.optional(),
  discount: z.string().optional(),
  'approved-by': z.string().trim().min(1, 'is empty; name the person').max(60).optional(),
  link: z.url('is no address; write it as https://…').optional(),
  format: oneOf(['json', 'html', 'ics', 'pdf', 'png', 'timeline']).default('json'),
  lang: oneOf(languages).default('zh-Hans'),
  out: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

/** Prices stand by the province's full name: 北京 means 北京市, and what is none would silently get the price of the others. */
function provinceNamed(text: string, context: z.RefinementCtx<string>): string {
  const { places } = loadVocabulary();
  const said = normalise(text);
  const [found] = places(said);
  if (found && !found.city && found.start === 0 && found.end === said.length) return found.province;
  context.addIssue({ code: 'custom', message: 'is no province; write it as 广东省' });
  return z.NEVER;
}

/** Something the person at the keyboard can mend, told in one line. */
class WrongInput extends Error {
  override readonly name = 'WrongInput';
}

/** Writes a quote in one of its forms; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options === null) console.log(help);
    else await write(options);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** Null when only help is wanted. */
function optionsOf(args: string[]): Options | null {
  const { help: wanted, ...values } = parsedArgs(args);
  if (wanted === true) return null;
  const result = optionsSchema.safeParse(values);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const given = values[name] === undefined ? '' : ` "${String(values[name])}"`;
  throw new WrongInput(`--${name}${given} ${issue?.message ?? 'is wrong'}`);
}

function parsedArgs(args: string[]): Record<string, string | boolean | undefined> {
  const names = Object.keys(optionsSchema.shape);
  const text = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args, options: { ...text, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new WrongInput(`${(error as Error).message.split('. ')[0] ?? ''}; --help lists the options`);
  }
}

async function write(options: Options): Promise<void> {
  const { knowledge } = await loadContent({ root: fileURLToPath(new URL('../..', import.meta.url)) });
  const made = make(knowledge, options);
  const { format, lang: language, link } = options;
  const content = await formOf(made, { knowledge, format, language, link });
  const names: Partial<Record<typeof format, string>> = { pdf: '.pdf', png: '.png', timeline: '-timeline.png' };
  const ending = names[format];
  const file = options.out ?? (ending === undefined ? undefined : `${made.quote.number}${ending}`);
  if (file === undefined) process.stdout.write(content);
  else {
    keep(file, content);
    console.log(file);
  }
}

function keep(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new WrongInput(`cannot write ${file} (${(error as NodeJS.ErrnoException).code}); name another file with --out`);
  }
}

interface Made {
  readonly verdict: Verdict;
  readonly quote: Quote;
  readonly timeline: Timeline | null;
  readonly documents: readonly DocumentItem[];
  readonly steps: readonly CooperationStep[];
}

function make(knowledge: Knowledge, options: Options): Made {
  const today = chinaDay(new Date());
  const { issued = today, start = today, target } = options;
  const company = companyOf(options);
  const service = serviceOf(knowledge, company)?.id;
  if (service === undefined) throw new WrongInput(unknownService(knowledge, options));
  refuseStrayOptions(knowledge, service, options);
  const discount = discountOf(knowledge, options);
  const number = quoteNumber(issued, JSON.stringify([company, options.options, start, target, discount]));
  const quoted = quote(knowledge, { company, issued, number, options: options.options, ...(discount && { discount }) });
  if (!quoted) throw new WrongInput(`--service "${service}" has no price in knowledge/prices.yaml: a consultant quotes it`);
  return {
    verdict: eligibility(knowledge, company),
    quote: quoted,
    timeline: timeline(knowledge, { service, start, ...(target !== undefined && { targetDate: target }) }),
    documents: documentsFor(knowledge, company),
    steps: cooperation(knowledge),
  };
}

function discountOf({ prices }: Knowledge, { discount: id, 'approved-by': approvedBy }: Options): QuoteRequest['discount'] {
  const known = prices.discounts.map((one) => one.id);
  if (id === undefined) {
    if (approvedBy !== undefined) throw new WrongInput('--approved-by approves nothing; name a --discount');
    return undefined;
  }
  if (!known.includes(id))
    throw new WrongInput(`--discount "${id}" is not in the price book; it has: ${known.join(', ') || 'none'}`);
  if (approvedBy === undefined)
    throw new WrongInput(`--discount "${id}" needs a person's approval; name them with --approved-by`);
  return { id, approvedBy };
}

function refuseStrayOptions({ prices }: Knowledge, service: string, { options }: Options): void {
  const known = prices.services[service]?.options.map(({ id }) => id) ?? [];
  const stray = options.find((id) => !known.includes(id));
  if (stray === undefined) return;
  throw new WrongInput(`--options "${stray}" is no option of ${service}; it has: ${known.join(', ') || 'none'}`);
}

function unknownService(knowledge: Knowledge, { service, scope }: Options): string {
  const family = [...knowledge.services.values()].some((one) => one.family === service);
  if (family && scope === undefined) return `--service "${service}" needs a --scope: nationwide or provincial`;
  return `--service "${service}" is not in the catalogue; it has: ${[...knowledge.services.keys()].join(', ')}`;
}

function companyOf({ service, scope, capital, funding, province }: Options): Company {
  return {
    service,
    ...(scope && { scope }),
    ...(province !== undefined && { province }),
    ...(capital !== undefined && { capital: { min: capital, max: capital, currency: 'CNY' } }),
    ...(funding && { funding }),
  };
}

interface Form {
  readonly knowledge: Knowledge;
  readonly format: Options['format'];
  readonly language: Language;
  readonly link: string | undefined;
}

// What draws is half of a start, and most forms do without.
const drawing = () => import('../documents/picture.ts');

async function formOf(made: Made, { format, ...options }: Form): Promise<string | Buffer> {
  const forms = {
    json: () => `${JSON.stringify(made, null, 2)}\n`,
    html: () => quotePage(made.quote, made.timeline, { ...options, links: {} }),
    ics: () => timelineIcs(timelineOf(made), options),
    timeline: async () => (await drawing()).timelinePng(timelineOf(made), options),
    pdf: async () => (await import('../documents/pdf.ts')).quotePdf(made.quote, made.timeline, options),
    png: async () => (await drawing()).quotePng(made.quote, made.timeline, options),
  };
  return forms[format]();
}

function timelineOf({ quote: { service }, timeline: dated }: Made): Timeline {
  if (!dated) throw new WrongInput(`no times are known of ${service}, so there is no calendar and no timeline`);
  return dated;
}
