import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';
import type { Notification } from '../../bot/leads/notifier.ts';
import type { Letter } from '../../bot/leads/personal-way.ts';
import type { StaffLanguage } from '../../bot/leads/lead-reading.ts';
import { harmless } from './harmless.ts';

const family = z.record(z.string(), z.string());
const wordsSchema = z.strictObject({
  title: family,
  digest: z.string(),
  reason: family,
  contact: z.strictObject({
    phone: z.string(),
    wechat: z.string(),
    email: z.string(),
    messenger: z.string(),
    none: z.string(),
  }),
  channel: family,
  name: z.strictObject({
    company: z.string(),
    contact: z.string(),
    channel: z.string(),
    reason: z.string(),
    grade: z.string(),
  }),
  fact: z.string(),
  claim: z.string(),
  open: z.string(),
  test: z.string(),
  login: z.strictObject({ subject: z.string(), text: z.string() }),
});

type Words = z.infer<typeof wordsSchema>;

/** A notification in words, each of which any chat program may show as it is. */
export interface Said {
  readonly title: string;
  readonly headline: string;
  readonly reason: string;
  readonly verdict: string;
  readonly grade: string;
  /** Names and values; no more than four. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly url: string;
  readonly claimUrl: string;
}

/** What all notifiers for people say, in one language. */
export interface Speech {
  readonly said: (notification: Notification) => Said;
  readonly digest: (count: number) => string;
  /** A name and what stands for it, as one line. */
  readonly fact: (name: string, value: string) => string;
  readonly claim: string;
  readonly open: string;
  readonly gradeName: string;
  readonly test: string;
  /** What goes to one person with their login link. */
  readonly login: (about: { name: string; link: string; minutes: number }) => Letter;
}

const texts = z
  .strictObject({ 'zh-Hans': wordsSchema, en: wordsSchema })
  .parse(load(readFileSync(new URL('texts.yaml', import.meta.url), 'utf8')));

export function speech(language: StaffLanguage): Speech {
  const words = texts[language];
  return {
    said: (notification) => saidOf(words, language, notification),
    digest: (count) => words.digest.replace('{count}', String(count)),
    fact: (name, value) => words.fact.replace(/\{(name|value)\}/g, (_, which) => (which === 'name' ? name : value)),
    claim: words.claim,
    open: words.open,
    gradeName: words.name.grade,
    test: words.test,
    login: (about) => ({ subject: words.login.subject, text: filled(words.login.text, about) }),
  };
}

function filled(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

function saidOf(words: Words, language: StaffLanguage, notification: Notification): Said {
  const { event, reason, grade, score, company, contact, channel } = notification;
  const title = words.title[reason] ?? words.title[event] ?? words.title['other'] ?? '';
  const why = words.reason[reason] ?? words.reason['other'] ?? '';
  return {
    title,
    headline: harmless(notification.headline[language]),
    reason: why,
    verdict: harmless(notification.verdict[language], 100),
    grade: `${grade} · ${score}`,
    facts: [
      ...(company === undefined ? [] : [[words.name.company, harmless(company, 26)] as const]),
      [words.name.contact, words.contact[contact ?? 'none']],
      [words.name.channel, words.channel[channel] ?? words.channel['other'] ?? ''],
      [words.name.reason, why],
    ],
    url: notification.url,
    claimUrl: notification.claimUrl,
  };
}
