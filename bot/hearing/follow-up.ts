import type { Command, Topic } from '../../flows/command.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Slots, Understood } from '../understanding/understood.ts';

/** "那单省的呢？" after "要多久": the last question, asked again of something else. */
export interface FollowUp {
  readonly topic: Topic;
  readonly text: string;
}

/** As a command, with what the prospect wrote for it. */
export function questionOf(meant: FollowUp, written: string): Command {
  return { type: 'question', ...meant, ...(meant.text !== written && { written }) };
}

const otherOne = /(?<![a-z])other(?: one| kind| licen[cs]e| number)?(?![a-z])|另(?:外)?[一那](?:[个种张边款]|$)|另外(?:个|种)/;

/** Of these one is asked about in place of the other. */
const instead = [
  ['nationwide', 'provincial'],
  ['n95', 'n96'],
] as const;

/** Longer sentences say for themselves what they ask. */
const longest = { zh: 12, en: 32 };

/** What a message asks that only names what the last question is to be asked of; null for any other. */
export function followUp(
  text: string,
  { isElliptic, slots }: Understood,
  { session, knowledge }: { session: Session; knowledge: Knowledge },
): FollowUp | null {
  const answers = lastAnswers(session);
  // Of "多久多少钱" the price is what another service has of its own.
  const last = answers.findLast((one) => one.topic === 'price' && one.text === answers.at(-1)?.text) ?? answers.at(-1);
  const said = normalise(text).trim();
  if (!last || isElliptic !== true || isLonger(said, longest)) return null;
  const before = normalise(last.text);
  const service = last.topic === 'price' ? serviceIn(said, slots.licence, knowledge) : null;
  if (service !== null) return { topic: 'price', text: `${without(before, namesOf(knowledge))} ${service}` };
  const asked = insteadIn(said, before, knowledge);
  return asked === null ? null : { topic: last.topic, text: asked };
}

/** "太贵了，96呢": what another service costs; null for any other message. */
export function cheaper(text: string, { isElliptic, intents, slots }: Understood, knowledge: Knowledge): FollowUp | null {
  if (isElliptic !== true || !intents.includes('objection')) return null;
  const service = serviceIn(normalise(text).trim(), slots.licence, knowledge);
  return service === null ? null : { topic: 'price', text: `${service} ${knowledge.ways.same['price']?.[0] ?? ''}` };
}

/** The last question, asked of the other of two. */
function insteadIn(said: string, before: string, knowledge: Knowledge): string | null {
  for (const pair of instead) {
    const name = namedIn(pair, said, { before, knowledge });
    if (name !== null) return askedOf(name, pair, { said, before, knowledge });
  }
  return null;
}

type Meaning = (typeof instead)[number][number];

/** "And for the other one?": the one of the two that was not asked about. */
function namedIn(
  pair: readonly Meaning[],
  said: string,
  { before, knowledge: { ways } }: { before: string; knowledge: Knowledge },
): Meaning | null {
  const isOther = otherOne.test(said);
  const names = pair.filter((meaning) => wayOf(ways.same[meaning] ?? [], isOther ? before : said) !== null);
  if (names.length !== 1) return null;
  return (isOther ? pair.find((meaning) => !names.includes(meaning)) : names[0]) ?? null;
}

function askedOf(
  name: Meaning,
  pair: readonly Meaning[],
  { said, before, knowledge: { ways, services } }: { said: string; before: string; knowledge: Knowledge },
): string {
  const number = name === 'n95' || name === 'n96' ? services.get(numbers[name])?.aliases[0] : undefined;
  // "要多少注册资本" of the nationwide licence, then "那95呢": the licence is not asked of any more.
  // And "96 number, how much" names it in both words.
  const given = number === undefined ? pair : [...pair, ...ofTheLicence, 'number'];
  const others = given.flatMap((meaning) => ways.same[meaning] ?? []);
  const names = ways.same[name] ?? [];
  return `${without(before, others)} ${number ?? wayOf(names, said) ?? names[0] ?? ''}`;
}

/** "年检多少钱", then "95呢": the service that is named, by a name that it is known by. */
function serviceIn(said: string, licence: Slots['licence'], knowledge: Knowledge): string | null {
  if (familyNamed(knowledge, said) !== null) return said;
  const [named] = typeof licence === 'string' ? candidatesOf(knowledge, licence) : [];
  if (named) return named.aliases[0] ?? null;
  const [number, ...others] = Object.entries(numbers).filter(([name]) => wayOf(knowledge.ways.same[name] ?? [], said) !== null);
  return others.length > 0 ? null : (knowledge.services.get(number?.[1] ?? '')?.aliases[0] ?? null);
}

/** What names the licence, and which of them. */
const ofTheLicence = ['callcentre', 'nationwide', 'provincial'];

/** What numbers are called among other things, and the service for each. */
export const numbers = { n95: 'code-95', n96: 'code-96' } as const;

function namesOf({ services }: Knowledge): readonly string[] {
  return [...services.values()].flatMap(({ aliases }) => aliases.map((alias) => normalise(alias)));
}

/** English takes more letters to say the same. */
export function isLonger(text: string, most: { readonly zh: number; readonly en: number }): boolean {
  return text.length > (/\p{Script=Han}/u.test(text) ? most.zh : most.en);
}

function wayOf(texts: readonly string[], said: string): string | null {
  return longestFirst(texts).find((way) => holds(said, way)) ?? null;
}

function holds(said: string, way: string): boolean {
  return /^[a-z0-9]/.test(way) ? new RegExp(`(?<![a-z0-9])${RegExp.escape(way)}(?![a-z0-9])`).test(said) : said.includes(way);
}

function without(text: string, ways: readonly string[]): string {
  return longestFirst(ways)
    .reduce((rest, way) => (holds(rest, way) ? rest.replaceAll(way, '') : rest), text)
    .trim();
}

function longestFirst(texts: readonly string[]): readonly string[] {
  return texts.toSorted((a, b) => b.length - a.length);
}
