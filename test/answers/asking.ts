import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadConversation } from '../../bot/bot.ts';
import { converse } from '../../bot/conversation.ts';
import type { Language } from '../../bot/session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { newSession } from '../../bot/turn.ts';

/** A question with the answers that are right; none means that the bot must say it does not know. */
export interface Asked {
  readonly text: string;
  readonly language: Language;
  readonly right: readonly string[];
}

export const root = join(import.meta.dirname, '../..');
const now = new Date('2026-03-09T02:00:00Z');

/** Puts a question to the whole bot, as the first that a prospect says; the id of what is answered first, or null. */
export async function asking(): Promise<(question: Pick<Asked, 'text' | 'language'>) => string | null> {
  const deps = await loadConversation({ root, quoteUrl: (_, number) => number });
  return ({ text, language }) => {
    const opened = newSession({ channel: 'web', language }, now);
    const { session } = converse(
      { conversation: 'c_test', session: opened, fresh: [{ id: '', at: now.toISOString() }], now },
      deps,
    );
    const fresh = [{ id: 'm1', at: now.toISOString(), text }];
    const { answered = [], effects, session: after } = converse({ conversation: 'c_test', session, fresh, now }, deps);
    const service = valuesOf(after.state)['service'];
    // What the flow says of a service that is none of the firm's is no answer.
    if (typeof service === 'string' && candidatesOf(deps.knowledge, service).length === 0) return answered[0] ?? null;
    return answered[0] ?? effects.flatMap((effect) => (effect.type === 'say' ? (statements[effect.say] ?? []) : []))[0] ?? null;
  };
}

/** What a flow tells at its beginning is an answer too. */
const statements: Readonly<Record<string, string>> = {
  inspection: 'inspection-when',
  'by-name': 'name-only-service',
  support: 'support-services',
  // Of who names a capital with the question it is the shortfall.
  verdict: 'capital-too-low',
};

type Entry = { readonly answer: string; readonly or?: readonly string[] } & Partial<
  Readonly<Record<'zh' | 'zh-Hant' | 'en', readonly string[]>>
>;

export function askedQuestions(): readonly Asked[] {
  const languages = { zh: 'zh-Hans', 'zh-Hant': 'zh-Hant', en: 'en' } as const;
  return (read('asked.yaml') as readonly Entry[]).flatMap((entry) =>
    Object.entries(languages).flatMap(([key, language]) =>
      (entry[key as keyof typeof languages] ?? []).map((text) => ({
        text,
        language,
        right: [entry.answer, ...(entry.or ?? [])],
      })),
    ),
  );
}

export function secondQuestions(): readonly Asked[] {
  const entries = read('second.yaml') as readonly { ask: string; answer: string; or?: readonly string[] }[];
  return entries.map(({ ask, answer, or = [] }) => ({
    text: ask,
    language: languageOf(ask),
    right: answer === 'none' ? [] : [answer, ...or],
  }));
}

/** A set in two parts: questions of the trade, and others. */
export function blindQuestions(
  file: `${'third' | 'fourth' | 'fifth' | 'sixth' | 'seventh' | 'eighth' | 'ninth' | 'tenth' | 'eleventh' | 'twelfth' | 'thirteenth' | 'fourteenth' | 'fifteenth' | 'sixteenth'}.yaml`,
): readonly Asked[] {
  const { inside, outside } = read(file) as {
    inside: readonly { ask: string; answer: string; or?: readonly string[] }[];
    outside: readonly string[];
  };
  return [
    ...inside.map(({ ask, answer, or = [] }) => ({ text: ask, language: languageOf(ask), right: [answer, ...or] })),
    ...outside.map((text) => ({ text, language: languageOf(text), right: [] })),
  ];
}

export function outsideQuestions(): readonly Asked[] {
  return (read('outside.yaml') as readonly string[]).map((text) => ({ text, language: languageOf(text), right: [] }));
}

function languageOf(text: string): Language {
  if (!/\p{Script=Han}/u.test(text)) return 'en';
  return /[係唔冇嘅喺啲邊幾點註冊牌號證費]/u.test(text) ? 'zh-Hant' : 'zh-Hans';
}

function read(file: string): unknown {
  return parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}
