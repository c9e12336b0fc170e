import { call } from './api.ts';
import type { Bilingual, Lead, Me, Person } from './model.ts';

export type Presence = 'online' | 'away' | 'off';

export interface Colleague extends Me {
  readonly presence: Presence;
}

export interface AuditLine {
  readonly at: string;
  readonly who: string;
  readonly name: string;
  readonly what: string;
}

export interface CooperationStep {
  readonly step: string;
  readonly name: Bilingual;
}

export type DateKind = 'annual-inspection' | 'expiry';

export const staff = (): Promise<{ staff: Colleague[] }> => call('/api/staff');
export const choosePresence = (presence: Presence): Promise<unknown> => call('/api/staff/me/presence', { presence }, 'PUT');
export const assign = (id: string, to: Person): Promise<Lead> => call(`/api/leads/${id}/assign`, { to: to.id });
/** The first goes, the second stays. */
export const merge = (id: string, into: string): Promise<Lead> => call(`/api/leads/${id}/merge`, { into });
export const note = (id: string, text: string): Promise<Lead> => call(`/api/leads/${id}/notes`, { text });
export const stage = (id: string, step: string): Promise<Lead> => call(`/api/leads/${id}/stage`, { step });
export const date = (id: string, kind: DateKind, day: string | null): Promise<Lead> =>
  call(`/api/leads/${id}/dates`, { kind, day });
export const audit = (id: string): Promise<{ entries: AuditLine[] }> => call(`/api/leads/${id}/audit`);
export const steps = (): Promise<{ steps: CooperationStep[] }> => call('/api/steps');
