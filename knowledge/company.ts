import type { Knowledge, Service } from './knowledge.ts';

/** An amount; `null` is an open end, `below` says that it is less than `max`. */
export interface Capital {
  readonly min: number | null;
  readonly max: number | null;
  readonly below?: true | undefined;
  readonly currency: string;
}

/** What is known of the prospect's company and wish. Absent: not known. */
export interface Company {
  /** `callcentre`, `code-95`, `code-96`, `annual-inspection`, or another id of the catalogue. */
  readonly service?: string;
  readonly scope?: 'provincial' | 'nationwide';
  /** GB/T 2260 name in full. */
  readonly province?: string;
  /** Registered capital in units of the currency. */
  readonly capital?: Capital;
  readonly funding?: 'domestic' | 'foreign' | 'hmt' | 'joint';
  /** Says to have been punished for breaking the rules of telecommunications. */
  readonly breach?: boolean;
  /** Has a licence for one province already. */
  readonly holdsProvincial?: boolean;
  /** Says to have fewer insured employees than are asked for. */
  readonly shortStaffed?: boolean;
  /** Kinds of shareholders, for the documents. */
  readonly shareholders?: 'corporate' | 'natural' | 'both';
}

/** Any foreign, Hong Kong, Macau or Taiwan money: the sources only speak of purely domestic companies. */
export function isFromAbroad({ funding }: Company): boolean {
  return funding !== undefined && funding !== 'domestic';
}

/** The one service of the catalogue that the company means, or null while service or scope leaves it open. */
export function serviceOf(knowledge: Knowledge, company: Company): Service | null {
  const candidates = candidatesOf(knowledge, company.service);
  if (candidates.length <= 1) return candidates[0] ?? null;
  return candidates.find((service) => service.scope === company.scope) ?? null;
}

/** Every service of the catalogue that this id can mean: itself, or its whole family. */
export function candidatesOf(knowledge: Knowledge, id: string | undefined): readonly Service[] {
  if (id === undefined) return [];
  const exact = knowledge.services.get(id);
  if (exact) return [exact];
  return [...knowledge.services.values()].filter((service) => service.family === id);
}
