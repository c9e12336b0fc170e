import type { FlowBook } from '../../flows/flow.ts';
import type { Values } from '../../flows/effect.ts';
import type { Company } from '../../knowledge/company.ts';
import { type Bilingual, textLanguage } from '../../knowledge/language.ts';
import type { QuoteRequest } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Card } from '../message.ts';
import type { Language } from '../session/session.ts';
import type { Words } from './template.ts';

/** Everything that wording one turn may depend on. */
export interface Scene {
  readonly words: Words;
  readonly language: Language;
  readonly knowledge: Knowledge;
  readonly book: FlowBook;
  readonly values: Values;
  readonly company: Company;
  /** A consultant has been asked for. */
  readonly handed: boolean;
  /** Something was said before this turn. */
  readonly isBegun: boolean;
  /** A quote has been given in this conversation. */
  readonly isQuoted: boolean;
  /** `YYYY-MM-DD` in mainland China. */
  readonly today: string;
  readonly now: Date;
  /** How far the cooperation has come, once a consultant has said so. */
  readonly stage?: { readonly step: string; readonly at: string };
  /** Who else waits for a consultant; absent when that is not known. */
  readonly queue?: Queue;
  /** What an answer of this turn is about. */
  readonly matter?: string;
  /** Options of the price book that are wanted in the quote. */
  readonly extras: readonly string[];
  /** What somebody of the firm has taken off the price, by name. */
  readonly discount?: QuoteRequest['discount'];
  /** The quote that a `say: quote` of this turn issues. */
  readonly quote: IssuedQuote;
}

/** Those who wait, as one who joins them finds them. */
export interface Queue {
  /** How many wait already. */
  readonly ahead: number;
  /** How long it usually took lately until a person answered, in business minutes, and over how many days that was measured. */
  readonly usual?: { readonly minutes: number; readonly days: number };
}

export interface IssuedQuote {
  readonly number: string;
  readonly url: string;
}

/** One thing to say. Parts are joined into bubbles afterwards. */
export interface Part {
  readonly text: string;
  /** It only says that nothing is known. */
  readonly unknown?: boolean;
  /** It only says that it stays as the last turn had it. */
  readonly again?: boolean;
  /** It tells the verdict on what is known of the company. */
  readonly isVerdict?: true;
  /** The id of the curated answer that this is. */
  readonly answer?: string;
  /** The beginning of the text that a model may word anew: without dates of sources and warnings, which stay as they are. */
  readonly curated?: string;
  /** A model worded some of it. */
  readonly generated?: true;
  /** Goes into one bubble with what follows. */
  readonly leads?: boolean;
  readonly cards?: readonly Card[];
  /** Ids of the facts it rests on: their sources are shown under the bubble. */
  readonly facts?: readonly string[];
  /** What it promises (`bot/session/told.ts`), where that is not simply its facts. */
  readonly told?: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** A text of the knowledge in the language of the talk; Traditional Chinese is made from Simplified by the words. */
export function pick({ language }: Pick<Scene, 'language'>, text: Bilingual): string {
  return text[textLanguage(language)];
}

/** The name of the service in hand as one says it in a sentence; of the wish alone while the scope is open. */
export function serviceName(scene: Scene, service: string | null): string {
  const known = service === null ? undefined : scene.knowledge.services.get(service);
  if (known) return pick(scene, known.shortName);
  const wish = scene.company.service;
  if (wish === undefined) return '';
  const key = scene.words.has(`named.${wish}`) ? `named.${wish}` : `choice.service.${wish}`;
  return scene.words.has(key) ? scene.words(key) : '';
}
