import * as z from 'zod';
import type { RedisConnection } from './redis-connection.ts';
import type { OpenQuestion } from './store.ts';

const packedSchema = z.tuple([z.number(), z.string(), z.string()]);

/** A question as one line without a line break. */
export function packQuestion({ at, language, text }: Omit<OpenQuestion, 'conversation'>): string {
  return JSON.stringify([Date.parse(at), language, text]);
}

/** The latest questions of all partitions. */
export async function findQuestions(
  connection: RedisConnection,
  bases: readonly string[],
  limit: number,
): Promise<readonly OpenQuestion[]> {
  const parts = await Promise.all(bases.map((base) => connection.send(`${base}q`, ['HGETALL', `${base}q`])));
  const kept = parts.flatMap((part) => Object.entries(z.record(z.string(), z.string()).parse(part)));
  const questions = kept.flatMap(([conversation, lines]) =>
    lines.split('\n').flatMap((line) => (line === '' ? [] : [unpackQuestion(conversation, line)])),
  );
  return questions.toSorted((a, b) => (a.at > b.at ? -1 : Number(a.at < b.at))).slice(0, limit);
}

function unpackQuestion(conversation: string, line: string): OpenQuestion {
  const [at, language, text] = packedSchema.parse(JSON.parse(line));
  return { conversation, at: new Date(at).toISOString(), language, text };
}
