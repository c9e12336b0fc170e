import { call } from './api.ts';
import type { Bilingual, Person, Status } from './model.ts';

/** A lead as the link of a notification shows it. */
export interface Claimable {
  readonly lead: string;
  readonly status: Status;
  readonly grade: string;
  readonly headline: Bilingual;
  readonly reason?: string;
  readonly handed?: string;
  readonly owner?: Person;
  readonly isExpired: boolean;
}

export const claimable = (token: string): Promise<Claimable> => call(`/api/claims/${token}`);
export const claimed = (token: string): Promise<Claimable> => call(`/api/claims/${token}`, {});

/** The token of the claim link that this page was opened by; null on any other page. */
export function tokenOf({ pathname }: Location): string | null {
  return /^\/console\/claim\/([\w.-]+)$/.exec(pathname)?.[1] ?? null;
}

/** A login link opens another page, perhaps in another tab: where they wanted to go is kept until they are signed in. */
export function remember(path: string): void {
  localStorage.setItem(place, JSON.stringify({ path, until: Date.now() + patienceMs }));
}

export function forget(): void {
  localStorage.removeItem(place);
}

/** Where they wanted to go, if that was lately. */
export function wanted(): string | null {
  try {
    const { path, until } = JSON.parse(localStorage.getItem(place) ?? '') as { path?: string; until?: number };
    const isOurs = typeof path === 'string' && /^\/console\/claim\/[\w.-]+$/.test(path);
    return isOurs && typeof until === 'number' && until > Date.now() ? path : null;
  } catch {
    return null;
  }
}

const place = 'yinlu-claim';
const patienceMs = 30 * 60_000;
