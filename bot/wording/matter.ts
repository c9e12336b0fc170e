import type { Answer } from '../../knowledge/answer-files.ts';

/** What a question with this answer is about; null where it may be about several services. */
export function matterOf({ matter, services = [] }: Answer): string | null {
  return matter ?? (services.length === 1 ? (services[0] ?? null) : null);
}
