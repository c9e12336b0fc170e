import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Called, Calls, type CallsDeps } from '../../model/calls.ts';
import { completions, type Patience, type Service } from '../../model/completion.ts';
import { jsonIn } from '../../model/json-in.ts';
import { isFaithful } from './faithful.ts';
import type { AnswerWriter, Wish } from './wish.ts';

export interface AnswerWriterDeps extends Service, CallsDeps {
  /** Shared with whatever else is asked of the service. */
  readonly calls?: Calls;
}

/** Words curated answers for the question at hand. Whatever the service does, each wish ends within the deadline. */
export function answerWriter(deps: AnswerWriterDeps): AnswerWriter {
  const calls = deps.calls ?? new Calls(deps);
  const complete = completions(deps);
  const instructions = readFileSync(new URL('instructions.md', import.meta.url), 'utf8');
  const ask = async (wish: Wish, patience: Patience): Promise<Called<string>> =>
    judged(textOf(await complete({ instructions, data: dataOf(wish), longest: longestAnswer }, patience)), wish);
  return {
    word: (wish, signal) => calls.make({ conversation: wish.conversation, signal }, (patience) => ask(wish, patience)),
  };
}

const longestAnswer = 800;

/** The prospect's words travel as a value in JSON, never as a part of the instructions. */
function dataOf({ language, question, curated, facts }: Wish): string {
  return JSON.stringify({ language, question, answer: curated, facts });
}

const answerSchema = z.object({ text: z.string() });

function textOf(answer: string): string | null {
  const parsed = answerSchema.safeParse(jsonIn(answer));
  return parsed.success ? parsed.data.text.normalize('NFC').trim() : null;
}

function judged(text: string | null, { curated }: Wish): Called<string> {
  if (text === null) return { outcome: 'unreadable' };
  if (text === '' || text === curated) return { outcome: 'nothing' };
  return isFaithful(text, curated) ? { outcome: 'worded', value: text } : { outcome: 'ungrounded' };
}
