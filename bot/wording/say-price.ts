import type { Topic } from '../../flows/command.ts';
import { scopeIn } from '../../knowledge/answers.ts';
import { candidatesOf, isFromAbroad, serviceOf } from '../../knowledge/company.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import { namesLicenceAlone, numberNamed } from '../../knowledge/questions.ts';
import { saysNothingBut } from '../../knowledge/says-only.ts';
import { priceRange } from '../../knowledge/quote.ts';
import { cents, sayQuote } from './say-quote.ts';
import { type Part, type Scene, serviceName } from './scene.ts';

/** "年检要多少钱" of somebody who wants another service: the price of that one; null where none is named. */
export function otherPrice(scene: Scene, topic: Topic, question: string): Part | null {
  const { knowledge } = scene;
  const named = topic === 'price' ? (familyNamed(knowledge, question) ?? numberNamed(knowledge, question)) : null;
  const family = topic === 'price' ? (named ?? licenceOf(scene, question)) : null;
  const isOther =
    family !== null && !candidatesOf(knowledge, scene.company.service).some((own) => own.family === family || own.id === family);
  if (!isOther) return null;
  const company = { ...scene.company, service: family };
  return priceAnswer({ ...scene, company, isQuoted: false }, serviceOf(scene.knowledge, company)?.id ?? family);
}

/** "95 number, how much" says nothing else, and is no question about the licence beside it; null of any other. */
export function numberPrice(scene: Scene, topic: Topic, question: string): Part | null {
  const { knowledge } = scene;
  const isPlain = topic === 'price' && saysNothingBut(knowledge, question, ['price', 'how-many', 'n95', 'n96', 'number']);
  const service = isPlain ? numberNamed(knowledge, question) : null;
  if (service === null) return null;
  return otherPrice(scene, topic, question) ?? ownPrice(scene, service);
}

/** The licence that a number goes with, where it is asked for. */
export function licenceOf({ knowledge, company }: Scene, question: string): string | null {
  const [wanted] = candidatesOf(knowledge, company.service);
  return wanted?.goesWith !== undefined && namesLicenceAlone(knowledge, question) ? wanted.goesWith : null;
}

/** The price of what is wanted, or the quote where there is one; null where the price book has none. */
export function ownPrice(scene: Scene, wish: string): Part | null {
  return priceAnswer(scene, serviceOf(scene.knowledge, scene.company)?.id ?? wish);
}

/** "单省呢" of somebody who is about the whole country. */
export function asScoped(scene: Scene, question: string): Scene {
  const scope = scopeIn(scene.knowledge, question);
  if (scope === undefined || scope === scene.company.scope) return scene;
  return { ...scene, company: { ...scene.company, scope }, isQuoted: false };
}

function priceAnswer(scene: Scene, service: string): Part | null {
  // Who has a quote asks for that price, not for the span that others are told.
  if (scene.isQuoted) return sayQuote(scene, false);
  const priced = candidatesOf(scene.knowledge, service).flatMap(({ id }) => pricedAs(scene, id) ?? []);
  const [only, ...others] = priced;
  if (!only) return null;
  if (isFromAbroad(scene.company)) return { answer: 'price', text: scene.words('answer.price-outside') };
  return {
    answer: 'price',
    told: priced.map(({ ref }) => ref),
    text: others.length > 0 ? eachPrice(scene, priced) : onePrice(scene, only),
  };
}

interface Priced {
  readonly service: string;
  readonly price: string;
  /** What is promised. */
  readonly ref: string;
  /** No option makes it dearer. */
  readonly isOne: boolean;
  readonly sample: string;
}

function pricedAs(scene: Scene, id: string): Priced | null {
  const { province } = scene.company;
  const range = priceRange(scene.knowledge, id, province);
  return (
    range && {
      service: serviceName(scene, id),
      price: cents(scene, range.lowCents, range.highCents),
      ref: ['price', id, ...(province === undefined ? [] : [province])].join(':'),
      isOne: range.lowCents === range.highCents,
      sample: range.sample ? scene.words('say.quote.sample') : '',
    }
  );
}

function onePrice({ words }: Scene, { service, price, sample, isOne }: Priced): string {
  return words(isOne ? 'answer.price-one' : 'answer.price', { service, price, sample });
}

/** Where it is open which of a family is meant, one span over all of them would help nobody. */
function eachPrice({ words }: Scene, priced: readonly Priced[]): string {
  const list = priced.map(({ service, price }) => words('answer.price-line', { service, price })).join('\n');
  return words('answer.price-each', { list, sample: priced.map(({ sample }) => sample).find((sample) => sample !== '') ?? '' });
}
