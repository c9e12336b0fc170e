import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { allOptions, optionsNamedIn, optionsOf } from '../../knowledge/quote-options.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { noteOf } from './statement.ts';

interface Around {
  readonly text: string;
  readonly state: State;
  readonly knowledge: Knowledge;
}

/**
 * "带网站的报价" wants what the price book can add to the service in the quote, and no other service. What it cannot add is kept for the
 * consultant.
 */
export function withExtras(commands: readonly Command[], read: Understood, around: Around): readonly Command[] {
  const { text, state, knowledge } = around;
  const isOfQuote = speaksOfQuote(read, state);
  const service = serviceIn(commands, state);
  if (service === undefined || !(isOfQuote || read.wishesAlso === true)) return commands;
  const named = optionsNamedIn(allOptions(knowledge), isOfQuote ? (read.quoteChange?.text ?? '') : normalise(text));
  const offered = optionsOf(knowledge, service).map(({ id }) => id);
  const wanted = named.map(({ id }) => id).filter((id) => offered.includes(id));
  const others = commands.filter((command) => !isOther(command, service));
  if (named.length === 0) return commands;
  if (wanted.length === 0) return [...others, ...noted(around)];
  const added: Command = { type: 'set', slot: 'extras', value: wanted.join(','), by: 'said' };
  return isOfQuote
    ? [...others.filter((command) => !isOfPrice(command)), ...changed(read, added, without(wanted, state))]
    : [...others, added, also];
}

const also: Command = { type: 'small-talk', kind: 'also' };

function noted({ text, state }: Around): readonly Command[] {
  const note = noteOf(text.trim(), state);
  return note ? [note, also] : [also];
}

function changed(read: Understood, added: Command, dropped: readonly Command[]): readonly Command[] {
  return read.quoteChange?.way === 'drop' ? dropped : [added, ...wish(read)];
}

/** Who has the quote changed wants one, but for who wants none just now. */
function wish({ wantsQuote }: Understood): readonly Command[] {
  return [{ type: 'set', slot: 'wants-quote', value: wantsQuote !== false, by: 'said' }];
}

/** A quote is spoken of, was offered, or has been given. */
function speaksOfQuote({ quoteChange, namesQuote, wantsQuote, asks }: Understood, { pending, said }: State): boolean {
  if (quoteChange === undefined) return false;
  // "要是加上网站呢" only asks.
  const isOpen = asks !== true && (pending?.slot === 'wants-quote' || said['quote'] !== undefined);
  return namesQuote === true || wantsQuote !== undefined || isOpen;
}

function serviceIn(commands: readonly Command[], state: State): string | undefined {
  const { service } = valuesOf(state);
  if (typeof service === 'string') return service;
  const named = commands.find((command) => command.type === 'set' && command.slot === 'service');
  return named && 'value' in named && typeof named.value === 'string' ? named.value : undefined;
}

/** Another service, named only because it can be added. */
function isOther(command: Command, service: string): boolean {
  if (command.type === 'unknown') return true;
  return command.type === 'set' && command.slot === 'service' && command.value !== service;
}

/** The quote tells the price, and whether one is wanted is said anew. */
function isOfPrice(command: Command): boolean {
  return command.type === 'question' ? command.topic === 'price' : 'slot' in command && command.slot === 'wants-quote';
}

function without(dropped: readonly string[], state: State): readonly Command[] {
  const { extras } = valuesOf(state);
  const left = typeof extras === 'string' ? extras.split(',').filter((id) => !dropped.includes(id)) : [];
  return [
    { type: 'correct', slot: 'extras', by: 'said' },
    ...(left.length > 0 ? [{ type: 'set' as const, slot: 'extras', value: left.join(','), by: 'said' as const }] : []),
  ];
}
