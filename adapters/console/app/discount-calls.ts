import { call } from './api.ts';
import type { Bilingual, Discount, Lead } from './model.ts';

export interface OfferedDiscount {
  readonly id: string;
  readonly name: Bilingual;
  readonly percent: number;
}

export interface PendingDiscount extends Pick<Discount, 'id' | 'percent' | 'asked'> {
  readonly lead: string;
  readonly headline: Bilingual;
}

export const discounts = (): Promise<{ offered: OfferedDiscount[]; asked: PendingDiscount[] }> => call('/api/discounts');
export const ask = (lead: string, wish: { discount: string; note: string }): Promise<Lead> =>
  call(`/api/leads/${lead}/discount`, wish);
export const decide = (lead: string, decision: { approve: boolean; reason: string; asked: string }): Promise<Lead> =>
  call(`/api/leads/${lead}/discount/decision`, decision);
