import * as z from 'zod';

export interface ConfigProblem {
  readonly name: string;
  readonly problem: string;
}

/** All that is wrong with the environment, one line for each setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly retryable = false;
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, problem }) => `${name}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/** A setting that means nothing without another one. */
export interface Incomplete {
  readonly has: string;
  /** Only when it is this. */
  readonly as?: string;
  readonly needs: string;
  readonly problem: string;
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Secrets travel to these addresses, so plain http is for this machine only. */
export const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address, such as https://example.com', abort: true })
  .refine(
    (text) => new URL(text).protocol === 'https:' || loopback.test(new URL(text).hostname),
    'plain http: is accepted for loopback addresses only; use https:',
  );

/** The settings of a schema from an environment; an empty value counts as absent. Throws ConfigError. */
export function parsed<T extends z.ZodObject>(
  schema: T,
  env: NodeJS.ProcessEnv,
  incomplete: readonly Incomplete[] = [],
): z.infer<T> {
  const set = Object.entries(env).filter(([name, value]) => name in schema.shape && value !== undefined && value.trim() !== '');
  const given = Object.fromEntries(set);
  const read = schema.safeParse(given);
  const problems = [
    ...(read.error?.issues.map(({ path, message }) => ({ name: path.join('.'), problem: message })) ?? []),
    ...incomplete.filter((each) => isIncomplete(given, each)).map(({ needs, problem }) => ({ name: needs, problem })),
  ];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return read.data;
}

function isIncomplete(given: Readonly<Record<string, string | undefined>>, { has, as, needs }: Incomplete): boolean {
  return Boolean(given[has]) && (as === undefined || given[has] === as) && !given[needs];
}
