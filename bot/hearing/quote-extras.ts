import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { allOptions, optionsNamedIn, optionsOf } from '../../knowledge/quote-options.ts';
import { normalise } from '../understanding/normalise.ts';
import { serviceChosen } from '../understanding/slot-values.ts';
import type { Understood } from '../understanding/understood.ts';
import { also, alsoNoted } from './also-wished.ts';
import { type Said, valueSet } from './said.ts';

/**
 * "带网站的报价" wants what the price book can add to the service in the quote, and no other service. What it cannot add is kept for the
 * consultant.
 */
export function withExtras(commands: readonly Command[], read: Understood, around: Said): readonly Command[] {
  const isOfQuote = speaksOfQuote(read, around.state);
  if (!isOfQuote && read.wishesAlso !== true) return commands;
  const said = isOfQuote ? (read.quoteChange?.text ?? '') : normalise(around.text);
  const named = optionsNamedIn(allOptions(around.knowledge), said).map(({ id }) => id);
  return named.length === 0 ? commands : taken(commands, { read, named, isOfQuote }, around);
}

function taken(
  commands: readonly Command[],
  { read, named, isOfQuote }: { read: Understood; named: readonly string[]; isOfQuote: boolean },
  around: Said,
): readonly Command[] {
  const { state, knowledge } = around;
  const service = serviceIn(read, around);
  const offered = service === undefined ? named : optionsOf(knowledge, service).map(({ id }) => id);
  const wanted = named.filter((id) => offered.includes(id));
  const others = ofService(commands, service, state);
  if (wanted.length === 0) return [...others, ...alsoNoted(around)];
  const added: Command = { type: 'set', slot: 'extras', value: wanted.join(','), by: 'said' };
  if (!isOfQuote) return [...others, added, also];
  const besides = service === undefined ? others : others.filter((command) => !isOfPrice(command));
  return [...besides, ...changed(read, added, without(wanted, state))];
}

function changed(read: Understood, added: Command, dropped: readonly Command[]): readonly Command[] {
  return read.quoteChange?.way === 'drop' ? dropped : [added, ...wish(read)];
}

/** Who has the quote changed wants one, but for who wants none just now. */
function wish({ wantsQuote }: Understood): readonly Command[] {
  return [{ type: 'set', slot: 'wants-quote', value: wantsQuote !== false, by: 'said' }];
}

/** A quote is spoken of, was offered, or has been given. */
function speaksOfQuote({ quoteChange, namesQuote, wantsQuote, asks, intents }: Understood, state: State): boolean {
  if (quoteChange === undefined) return false;
  // "要是加上网站呢" only asks; "without the website?" and "加上网站多少钱" can be shown.
  const isShown = asks !== true || quoteChange.way === 'drop' || intents.includes('price');
  const isOpen = isShown && isQuoteOpen(state);
  return namesQuote === true || wantsQuote !== undefined || isOpen;
}

/** It was offered or given, or something is to stand in it. */
function isQuoteOpen(state: State): boolean {
  const { pending, said } = state;
  return pending?.slot === 'wants-quote' || said['quote'] !== undefined || valuesOf(state)['extras'] !== undefined;
}

/** What the quote is for: what is wanted already, or else what this message names that something can be added to. */
function serviceIn({ slots }: Understood, { state, knowledge }: Said): string | undefined {
  const { service } = valuesOf(state);
  if (typeof service === 'string') return service;
  return [slots.licence ?? []]
    .flat()
    .map(serviceChosen)
    .find((id) => optionsOf(knowledge, id).length > 0);
}

/** Another service is named only because it can be added. */
function ofService(commands: readonly Command[], service: string | undefined, state: State): readonly Command[] {
  const others = commands.filter(({ type }) => type !== 'unknown');
  if (service === undefined) return others;
  const named: Command = { type: 'set', slot: 'service', value: service, by: 'said' };
  const isNamed = valueSet(others, 'service') !== undefined;
  const rest = others.filter((command) => command.type !== 'set' || command.slot !== 'service');
  return isNamed && valuesOf(state)['service'] !== service ? [named, ...rest] : rest;
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
