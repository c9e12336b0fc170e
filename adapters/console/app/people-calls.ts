import { call } from './api.ts';
import type { AuditLine } from './care-calls.ts';
import type { Me, WayName } from './model.ts';

export interface PersonEntry extends Me {
  readonly team?: string;
  readonly email?: string;
  readonly wecom?: string;
  readonly disabled?: string;
}

export interface PersonDetails {
  readonly name: string;
  readonly role?: Me['role'];
  readonly team?: string | null;
  readonly email?: string | null;
  readonly wecom?: string | null;
}

export interface BrowserSession {
  readonly id: string;
  readonly seen: string;
  readonly agent: string;
}

/** How somebody comes in; the token is there only for who was just added. */
export interface Entrance {
  readonly name: string;
  readonly loginLink: string;
  /** How long the link is good. */
  readonly minutes: number;
  readonly token?: string;
  /** To whom, and where, it can be sent. */
  readonly to?: { readonly id: string; readonly address: string };
}

const path = (id: string, rest = ''): string => `/api/staff/${id}${rest}`;

export const people = (): Promise<{ staff: PersonEntry[]; teams: string[]; ways: WayName[] }> => call('/api/staff/all');
export const add = (details: PersonDetails): Promise<Entrance & { id: string }> => call('/api/staff', details);
export const change = (id: string, details: PersonDetails): Promise<null> => call(path(id), details, 'PATCH');
export const disable = (id: string): Promise<null> => call(path(id, '/disable'), {});
export const enable = (id: string): Promise<null> => call(path(id, '/enable'), {});
export const loginLink = (id: string): Promise<Pick<Entrance, 'loginLink' | 'minutes'>> => call(path(id, '/login-link'), {});
export const sendLogin = (id: string): Promise<{ sent: WayName }> => call(path(id, '/login-link/send'), {});
export const sessions = (id: string): Promise<{ sessions: BrowserSession[] }> => call(path(id, '/sessions'));
export const endSessions = (id: string): Promise<null> => call(path(id, '/sessions'), {}, 'DELETE');
export const trail = (id: string): Promise<{ entries: AuditLine[] }> => call(path(id, '/audit'));
