import { keywordFinder, lowerOf } from './keywords.ts';
import { candidatesOf, type Company } from './company.ts';
import type { Knowledge, Service } from './knowledge.ts';
import { onceFor } from './once.ts';

/** A service that the question names goes before the one the company wants; one outside the catalogue stands for itself. */
export function familiesOf(knowledge: Knowledge, company: Company, lower: string): ReadonlySet<string> {
  const { licences } = namesOf(knowledge);
  const named = servicesNamed(knowledge, lower);
  const [other] = named.length > 0 ? [] : licences(lower).keys();
  if (other !== undefined) return new Set([other]);
  const meant = named.length > 0 ? named : candidatesOf(knowledge, company.service);
  if (meant.length === 0 && company.service !== undefined) return new Set([company.service]);
  return new Set(meant.flatMap(({ id, family }) => [id, family]));
}

function servicesNamed(knowledge: Knowledge, lower: string): readonly Service[] {
  const named = namesOf(knowledge).services.filter(({ aliases }) => aliases.some((alias) => lower.includes(alias)));
  return named.map(({ service }) => service);
}

/** The one family of services that a text names; null for none or several. */
export function familyNamed(knowledge: Knowledge, text: string): string | null {
  const [family, ...others] = new Set(servicesNamed(knowledge, lowerOf(text)).map((service) => service.family));
  return others.length === 0 ? (family ?? null) : null;
}

interface Names {
  readonly services: readonly { readonly service: Service; readonly aliases: readonly string[] }[];
  /** Finds licences outside the catalogue. */
  readonly licences: (lower: string) => ReadonlyMap<string, number>;
}

const namesOf = onceFor(({ services, otherLicences }: Knowledge): Names => ({
  services: [...services.values()].map((service) => ({ service, aliases: service.aliases.map((alias) => alias.toLowerCase()) })),
  licences: keywordFinder(otherLicences.map((name) => [name, name] as const)),
}));
