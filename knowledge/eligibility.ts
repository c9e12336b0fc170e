import { type Capital, serviceOf, type Company } from './company.ts';
import type { Knowledge, Service } from './knowledge.ts';
import { keptFor } from './once.ts';

export type VerdictStatus = 'eligible' | 'not-yet' | 'needs-consultant' | 'open';

export interface Verdict {
  readonly status: VerdictStatus;
  /** The catalogue's id (`callcentre-nationwide`), null while service or scope is open. */
  readonly service: string | null;
  /** What was checked, in the order in which a consultant would say it. */
  readonly reasons: readonly Reason[];
  /** Slots whose values would decide an open verdict: `scope`, `capital`, `funding`, `service`. */
  readonly missing: readonly string[];
  readonly waysOut: readonly WayOut[];
  /** Ids of all facts used. */
  readonly facts: readonly string[];
}

export interface Reason {
  readonly check: 'capital' | 'funding' | 'service-known' | 'currency' | 'breach' | 'staff';
  readonly outcome: 'met' | 'not-met' | 'unknown' | 'outside-sources';
  /** RMB, for capital: what is required. */
  readonly required?: number;
  readonly facts: readonly string[];
}

export type WayOut =
  | { readonly way: 'raise-capital'; readonly to: number; readonly by: number | null; readonly facts: readonly string[] }
  | { readonly way: 'provincial-first'; readonly required: number; readonly met: boolean; readonly facts: readonly string[] };

/** The facts that a condition rests on beside the one that states it. */
const capitalFacts = ['capital-subscribed'];

/**
 * Whether this company may have what it wants, as far as the sources tell. They cover purely domestic companies and the
 * call-centre licences only: for anything else there is no verdict but "a consultant".
 */
export function eligibility(knowledge: Knowledge, company: Company): Verdict {
  return kept(knowledge, company);
}

/** Conditions, wording, timeline and lead rest on the verdict. */
const kept = keptFor(judged, { keyOf: whatDecides, most: 500 });

/** All of a company that a verdict depends on. */
function whatDecides({ service, scope, funding, capital, breach, shortStaffed, holdsProvincial }: Company): string {
  const amount = capital ? `${capital.min}~${capital.below ? '<' : ''}${capital.max}~${capital.currency}` : '';
  return `${service} ${scope} ${funding} ${amount} ${breach} ${shortStaffed} ${holdsProvincial}`;
}

function judged(knowledge: Knowledge, company: Company): Verdict {
  const service = serviceOf(knowledge, company);
  const reasons = service && service.known !== 'full' ? [outsideSources(service)] : reasonsOf(knowledge, company, service);
  const waysOut = reasons.flatMap((reason) => waysOutOf(knowledge, { company, reason, service }));
  const facts = [...reasons, ...waysOut].flatMap((part) => part.facts);
  return {
    status: statusOf(reasons, service),
    service: service?.id ?? null,
    reasons,
    missing: missingOf(company, { service, reasons }),
    waysOut,
    facts: [...new Set(facts)],
  };
}

function reasonsOf(knowledge: Knowledge, company: Company, service: Service | null): Reason[] {
  const capital = service ? capitalReason(knowledge, company, service) : null;
  const asked = [...(capital ? [capital] : []), fundingReason(company)];
  return [...asked, ...toldReasons(company, asked)];
}

/** What nobody is asked for and some tell by themselves. That staff is short decides once the rest is known. */
function toldReasons({ breach, shortStaffed }: Company, asked: readonly Reason[]): Reason[] {
  const isKnown = asked.every(({ outcome }) => outcome === 'met' || outcome === 'not-met');
  return [
    ...(breach ? [{ check: 'breach', outcome: 'outside-sources', facts: ['no-breach-period', 'no-breach-who'] } as const] : []),
    ...(shortStaffed && isKnown
      ? [{ check: 'staff', outcome: 'not-met', facts: ['insured-employees', 'insurance-period'] } as const]
      : []),
  ];
}

/** Of numbers and inspections the sources state what they are, but no conditions to judge a company by. */
function outsideSources(service: Service): Reason {
  return { check: 'service-known', outcome: 'outside-sources', facts: service.facts };
}

function capitalReason(knowledge: Knowledge, { capital }: Company, service: Service): Reason | null {
  const condition = knowledge.conditions.get('capital');
  const fact = service.scope === 'nationwide' ? condition?.nationwide : condition?.provincial;
  const required = fact === undefined ? undefined : knowledge.facts.get(fact)?.value;
  if (fact === undefined || typeof required !== 'number') return null;
  const facts = [fact, ...capitalFacts];
  if (!capital) return { check: 'capital', outcome: 'unknown', required, facts };
  // An amount of another currency would need a day's exchange rate, which is nothing the firm knows.
  if (capital.currency !== 'CNY') return { check: 'currency', outcome: 'unknown', required, facts };
  return { check: 'capital', outcome: outcomeOf(capital, required), required, facts };
}

/** A range that has the requirement inside it decides nothing. */
function outcomeOf({ min, max, below }: Capital, required: number): Reason['outcome'] {
  if (min !== null && min >= required) return 'met';
  return max !== null && (max < required || (below === true && max === required)) ? 'not-met' : 'unknown';
}

function fundingReason({ funding }: Company): Reason {
  const facts = ['funding-domestic-only'];
  if (funding === undefined) return { check: 'funding', outcome: 'unknown', facts };
  return { check: 'funding', outcome: funding === 'domestic' ? 'met' : 'outside-sources', facts };
}

function statusOf(reasons: readonly Reason[], service: Service | null): VerdictStatus {
  const outcomes = new Set(reasons.map(({ outcome }) => outcome));
  if (outcomes.has('outside-sources')) return 'needs-consultant';
  if (outcomes.has('not-met')) return 'not-yet';
  return service === null || outcomes.has('unknown') ? 'open' : 'eligible';
}

function missingOf(company: Company, { service, reasons }: { service: Service | null; reasons: readonly Reason[] }): string[] {
  const unknown = (check: Reason['check']) => reasons.some((reason) => reason.check === check && reason.outcome === 'unknown');
  const missing = [
    company.service === undefined && 'service',
    service === null && company.scope === undefined && 'scope',
    (unknown('capital') || unknown('currency') || (service === null && company.capital === undefined)) && 'capital',
    unknown('funding') && 'funding',
  ];
  return missing.filter((slot) => slot !== false);
}

interface Shortfall {
  readonly company: Company;
  readonly reason: Reason;
  readonly service: Service | null;
}

function waysOutOf(knowledge: Knowledge, { company, reason, service }: Shortfall): WayOut[] {
  const { check, outcome, required, facts } = reason;
  if (check !== 'capital' || outcome !== 'not-met' || required === undefined || !company.capital) return [];
  const { min, max } = company.capital;
  // How much 不到一千万 is short of it is not known.
  const by = required - (min ?? max ?? 0) || null;
  const raise: WayOut = { way: 'raise-capital', to: required, by, facts };
  return [raise, ...(service?.scope === 'nationwide' ? provincialFirst(knowledge, company, min) : [])];
}

/** Who has one for a province already need not start with it. */
function provincialFirst(knowledge: Knowledge, { holdsProvincial }: Company, min: number | null): WayOut[] {
  if (holdsProvincial === true) return [];
  const fact = knowledge.conditions.get('capital')?.provincial ?? '';
  const required = knowledge.facts.get(fact)?.value;
  if (typeof required !== 'number') return [];
  return [{ way: 'provincial-first', required, met: min !== null && min >= required, facts: [fact, 'scope-one-province'] }];
}
