/** What one check found. The words for it are in `doctor.yaml`, by name and outcome. */
export interface Finding {
  readonly name: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly outcome: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What went wrong, in a few words: the innermost cause is the one that names the port or the file. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return problemOf(error.cause);
  // Node tries every address of a host and wraps the failures in an error without a message.
  const first = error instanceof AggregateError ? (error.errors as unknown[])[0] : undefined;
  return first ? problemOf(first) : error.message || error.name;
}
