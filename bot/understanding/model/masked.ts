import { amountsIn } from '../amount.ts';
import { emailIn, messengerIn, wechatIn } from '../contact.ts';
import { blank, without } from '../masking.ts';
import { nameIn } from '../name.ts';
import { normalise, plain } from '../normalise.ts';
import { grammar } from '../grammar.ts';
import type { Found } from '../pattern.ts';
import type { Message } from '../person.ts';
import { phoneIn } from '../phone.ts';
import type { Pending } from '../understood.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * A message without anything by which its writer could be known: phone, e-mail, WeChat id, name. Rather too much is taken out than too
 * little; figures that are amounts stay.
 */
export function masked(message: string, pending: Pending, vocabulary: Vocabulary): string {
  const written = plain(message).slice(0, longest).replaceAll(blank, ' ');
  const heard = normalise(written);
  const amounts = amountsIn(heard, vocabulary).filter((amount) => amount.big || amount.currency !== null);
  const isAmount = ({ start, end }: Found): boolean =>
    amounts.some((amount) => amount.start < end && amount.end > start) || isRound(heard.slice(start, end));
  const known = personalIn({ written, text: heard, pending }, isAmount, vocabulary);
  const alike = lookAlikes(vocabulary)
    .flatMap((pattern) => spansOf(heard, pattern))
    .filter((span) => !isAmount(span));
  return without(written, [...known, ...alike]).replace(blanks, hidden);
}

const blanks = new RegExp(`${blank}+`, 'g');
const hidden = '[…]';

/** Longer messages are stories, of which the beginning tells what they are about. */
const longest = 1000;

/** Two phone numbers, two names: each reader finds the first only, so they are asked again without it. */
function personalIn(
  { written, text, pending }: Message,
  isAmount: (span: Found) => boolean,
  vocabulary: Vocabulary,
): readonly Found[] {
  const found: Found[] = [];
  for (let round = 0; round < mostPeople; round += 1) {
    const rest = without(text, found);
    const phone = phoneIn(rest, 'contact', vocabulary);
    const either: readonly (Found | null)[] = [
      emailIn(rest, vocabulary),
      messengerIn(rest, 'contact', vocabulary),
      phone,
      wechatIn(rest, { pending: 'contact', phone }, vocabulary),
    ];
    const contacts = either.filter((span) => span !== null).filter((span) => !isAmount(span));
    // Two bare words beside a number are a name; elsewhere they are words.
    const about = contacts.length + found.length > 0 ? 'contact' : pending;
    const name = nameIn(
      without(rest, contacts),
      { pending: about, written: without(written, [...found, ...contacts]) },
      vocabulary,
    );
    const spans = [...contacts, ...(name && !isAmount(name) ? [name] : [])];
    if (spans.length === 0) break;
    found.push(...spans);
  }
  return found;
}

const mostPeople = 4;

/** 10000000 is an amount; with more digits it may be a phone number with many zeros. */
function isRound(digits: string): boolean {
  return /^\d{1,5}0{4}$/.test(digits);
}

/** What may be a number, an id or a name, though no rule would take it for one. */
function lookAlikes({ surnames, expression }: Vocabulary): readonly RegExp[] {
  return [
    /\+?\d(?:[ \-().]{0,2}\d){6,}/g,
    /[零〇洞一幺二两三四五六七拐八九]{7,}/g,
    /\S*@\S+/g,
    /(?<![a-z0-9])(?=[a-z_.-]*[\d_])[a-z][a-z0-9_.-]{5,}/g,
    /https?:\S+|www\.\S+/g,
    new RegExp(`(?:${[...surnames].join('|')})${expression(title).source}`, 'g'),
  ];
}

const title = grammar`${'name.title'}`;

function spansOf(text: string, pattern: RegExp): readonly Found[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
}
