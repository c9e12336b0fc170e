import { formatDate, grouped } from '../../knowledge/format.ts';
import { cooperation } from '../../knowledge/cooperation.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { quote } from '../../knowledge/quote.ts';
import type { Quote } from '../../knowledge/quote.ts';
import { series } from './series.ts';
import { type Part, type Scene, pick, serviceName } from './scene.ts';

/** The price for this company, in instalments; marked as a sample for as long as the price book is one. */
export function sayQuote(scene: Scene, changed: boolean): Part {
  const made = quoteIn(scene);
  if (!made) return { text: scene.words('say.quote.none') };
  const { language } = scene;
  const text = scene.words(`say.quote.${changed ? 'changed' : 'first'}`, {
    service: serviceName(scene, made.service),
    total: cents(scene, made.totalCents),
    instalments: instalmentsIn(scene, made),
    valid: formatDate(made.validUntil, language),
  });
  const off = made.items.find((item) => item.cents < 0);
  const discount = off
    ? `\n${scene.words('say.quote.discount', { name: pick(scene, off.name), amount: cents(scene, -off.cents) })}`
    : '';
  // Who is a step short may well want the price first, and must not take it for a yes.
  const { status } = eligibility(scene.knowledge, scene.company);
  const short = status === 'not-yet' ? `\n${scene.words('say.quote.not-yet')}` : '';
  const sample = made.sample ? `\n${scene.words('say.quote.sample')}` : '';
  return {
    text: `${text}${extrasIn(scene, made)}${discount}${short}${sample}`,
    cards: [quoteCard(scene, made)],
    told: [`quote:${made.number}`],
  };
}

/** "首付多少" of somebody whose case is clear: what is due for it at each step; null of any other. */
export function sayInstalments(scene: Scene, answer: string): Part | null {
  const made = isFromAbroad(scene.company) ? null : quoteIn(scene);
  if (!made) return null;
  const text = scene.words('answer.instalments', {
    service: serviceName(scene, made.service),
    instalments: instalmentsIn(scene, made),
  });
  return { answer, text: made.sample ? `${text}\n${scene.words('say.quote.sample')}` : text };
}

function instalmentsIn(scene: Scene, { instalments }: Quote): string {
  const named = ({ name, cents: amount }: Quote['instalments'][number]): string =>
    scene.words('labels.instalment', { name: pick(scene, name), amount: cents(scene, amount) });
  return series(scene.words, instalments.map(named));
}

/** What it holds because it was asked for. */
function extrasIn(scene: Scene, { items }: Quote): string {
  const list = items
    .filter(({ id }) => scene.extras.includes(id))
    .map((item) => scene.words('labels.instalment', { name: pick(scene, item.name), amount: cents(scene, item.cents) }));
  return list.length > 0 ? `\n${scene.words('say.quote.extras', { list: series(scene.words, list) })}` : '';
}

/** The quote of this turn; null where the price book has no price. */
export function quoteIn({ knowledge, company, today, extras, quote: { number }, discount }: Scene): Quote | null {
  return quote(knowledge, { company, issued: today, number, options: extras, ...(discount && { discount }) });
}

/** The four cooperation steps, in order. */
export function sayCooperation(scene: Scene, changed: boolean): Part {
  const steps = cooperation(scene.knowledge);
  const names = steps.map(({ name }) => pick(scene, name)).join(' → ');
  // What each is about is told to who asks.
  return {
    text: scene.words(`say.cooperation.${changed ? 'changed' : 'first'}`, { names }),
    facts: steps.flatMap(({ facts }) => facts),
  };
}

/** What is paid, or the span of it, to the yuan: the figures of a quote stand side by side and must look alike. */
export function cents({ words }: Scene, low: number, high = low): string {
  const [from, to] = [grouped(low / 100), grouped(high / 100)];
  return words('labels.yuan', { amount: low === high ? from : `${from}–${to}` });
}

function quoteCard(scene: Scene, made: Quote): NonNullable<Part['cards']>[number] {
  return {
    type: 'quote',
    title: scene.words('say.quote.card', { number: made.number }),
    url: scene.quote.url,
    data: {
      summary: made.sample ? scene.words('say.quote.sample').replaceAll('**', '') : '',
      rows: [
        { label: scene.words.adapt(serviceName(scene, made.service)), value: cents(scene, made.totalCents) },
        ...made.instalments.map(({ name, cents: amount }) => ({
          label: scene.words.adapt(pick(scene, name)),
          value: cents(scene, amount),
        })),
        { label: scene.words('labels.valid-until'), value: formatDate(made.validUntil, scene.language) },
      ],
    },
  };
}
