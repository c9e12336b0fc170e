import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import * as z from 'zod';
import { predicateOf } from '../../flows/condition.ts';
import type { Values } from '../../flows/effect.ts';
import { conditionSchema } from '../../flows/flow.ts';

export interface Score {
  /** 0 to 100. */
  readonly score: number;
  readonly grade: Grade;
}

export type Grade = 'A' | 'B' | 'C' | 'D';

/** Scores a lead by its values; pure. */
export type ScoreOf = (values: Values) => Score;

/** The weights of `score.yaml`, ready to be applied. Throws when they are not a valid set. */
export async function loadScore(file = new URL('score.yaml', import.meta.url)): Promise<ScoreOf> {
  return scoreOf(weightsSchema.parse(load(await readFile(file, 'utf8'))));
}

export function scoreOf({ parts, grades }: Weights): ScoreOf {
  const prepared = parts.map(({ rules }) => rules.map((rule) => ({ points: rule.points, holds: predicateOf(rule.if) })));
  return (values) => {
    const points = prepared.map((rules) => rules.find(({ holds }) => holds(values))?.points ?? 0);
    const score = points.reduce((sum, each) => sum + each, 0);
    return { score, grade: gradeNames.find((grade) => score >= grades[grade]) ?? 'D' };
  };
}

const gradeNames = ['A', 'B', 'C'] as const;

export const weightsSchema = z
  .strictObject({
    parts: z.array(
      z.strictObject({
        part: z.string(),
        rules: z.array(z.strictObject({ points: z.number().min(0).max(100), if: conditionSchema })).min(1),
      }),
    ),
    grades: z.strictObject({ A: z.number(), B: z.number(), C: z.number() }),
  })
  .refine(({ parts }) => mostPoints(parts) <= 100, 'the parts add up to more than 100 points')
  .refine(({ grades }) => grades.A > grades.B && grades.B > grades.C, 'the grades must fall from A to C');
export type Weights = z.infer<typeof weightsSchema>;

function mostPoints(parts: readonly { rules: readonly { points: number }[] }[]): number {
  return parts.reduce((sum, { rules }) => sum + Math.max(...rules.map(({ points }) => points)), 0);
}
