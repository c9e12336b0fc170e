import type { Lead, Listed, Me, Person, Said, Templates, WayName } from './model.ts';

/** What the server refused, and whose the lead is when that was the reason. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly owner: Person | null;
  /** Of a conflict: what kind it is. */
  readonly reason: string;

  constructor(status: number, { owner, reason }: { owner?: Person | null; reason?: string }) {
    super(`the server answered ${status}`);
    this.status = status;
    this.owner = owner ?? null;
    this.reason = reason ?? '';
  }
}

export const me = (): Promise<Me> => call('/api/staff/me');
export const leads = (query: Record<string, string>): Promise<{ leads: Listed[]; next?: string }> =>
  call(`/api/leads?${new URLSearchParams(query).toString()}`);
export const lead = (id: string): Promise<Lead> => call(`/api/leads/${id}`);
export const transcript = (id: string): Promise<{ messages: Said[] }> => call(`/api/leads/${id}/transcript`);
export const deed = (id: string, name: 'claim' | 'release' | 'return-to-bot' | 'quote'): Promise<Lead> =>
  call(`/api/leads/${id}/${name}`, {});
export const close = (id: string, outcome: { outcome: string; reason: string }): Promise<Lead> =>
  call(`/api/leads/${id}/close`, outcome);
export const correct = (id: string, fact: { slot: string; text: string }): Promise<Lead> => call(`/api/leads/${id}/facts`, fact);
export const reply = (id: string, said: { id: string; text: string }): Promise<unknown> => call(`/api/leads/${id}/reply`, said);
export const typing = (id: string): Promise<unknown> => call(`/api/leads/${id}/typing`, {});
export const templates = (): Promise<Templates> => call('/api/reply-templates');
export const signIn = (token: string): Promise<Me> => call('/console/sign-in', { token });
export const enter = (token: string): Promise<Me> => call('/console/enter', { token });
export const loginWays = (): Promise<{ ways: WayName[]; oidc: boolean }> => call('/console/login-ways');
export const askForLink = (address: string, language: string): Promise<null> =>
  call('/console/login-link', { address, language });
export const signOut = (): Promise<unknown> => call('/console/sign-out', {});

/** Asks the server; with a body it is a change. Throws Refused. */
export async function call<T>(path: string, body?: object, method = 'POST'): Promise<T> {
  const response = await fetch(path, {
    signal: AbortSignal.timeout(20_000),
    ...(body && {
      method,
      // The server takes changes from this page only; no other page can send this header.
      headers: { 'content-type': 'application/json', 'x-yinlu-console': '1' },
      body: JSON.stringify(body),
    }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const answer: unknown = isJson ? await response.json() : null;
  if (!response.ok) throw new Refused(response.status, answer ?? {});
  return answer as T;
}
