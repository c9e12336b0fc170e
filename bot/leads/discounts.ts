// A discount is a percentage of the price book that somebody stands for by name: a consultant asks for it on a lead, a manager or the
// owner decides, and from then on the quotes of this lead have it. It holds for the service and the percentage that were decided on.
import type { Company } from '../../knowledge/company.ts';
import { serviceOf } from '../../knowledge/company.ts';
import type { QuoteRequest } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { companyOf } from '../company.ts';
import { type StaffMember, UnreadableValueError } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { requireManager } from './care-changes.ts';
import { type Change, conflict, isClosed, requireOwner } from './changes.ts';
import { tellJob } from './watch-job.ts';
import { withEvent } from './lead-events.ts';

export type Discount = NonNullable<Session['lead']['discount']>;

export interface DiscountDecision {
  readonly approve: boolean;
  readonly reason: string;
  /** When that was asked for which is decided on: another request may have taken its place while the manager read. */
  readonly asked?: string;
}

/** Another request takes the place of the last one, decided or not. */
export function discountAsked(wish: { discount: string; note: string }, knowledge: Knowledge): Change {
  return (session, who, at) => {
    requireOwner(session, who);
    if (isClosed(session)) throw conflict('This lead is closed.', nobody, 'closed');
    const offered = knowledge.prices.discounts.find(({ id }) => id === wish.discount);
    if (!offered) throw new UnreadableValueError('The price book has no such discount.');
    const service = serviceOf(knowledge, companyOf(valuesOf(session.state)))?.id ?? '';
    if (!knowledge.prices.services[service])
      throw conflict('The price book has no price for what is known of this lead.', nobody);
    const discount: Discount = {
      id: offered.id,
      percent: offered.percent,
      service,
      status: 'asked',
      asked: { at, who: who.id, name: who.name, note: wish.note },
    };
    return told(session, { discount, event: `discount-asked:${offered.id}`, reason: 'discount', who, at });
  };
}

/** A manager's word on what was asked for. Throws NotAllowedError, DeskConflictError when it is no longer asked, UnreadableValueError for a no without a reason. */
export function discountDecided({ approve, reason, asked: seen }: DiscountDecision): Change {
  return (session, who, at) => {
    requireManager(who);
    const { discount: asked } = session.lead;
    if (asked?.status !== 'asked') throw conflict('No discount is asked for on this lead.', nobody);
    if (seen !== undefined && seen !== asked.asked.at) throw conflict('Another discount is asked for by now.', nobody);
    if (!approve && reason === '') throw new UnreadableValueError('Say why it is declined.');
    const status = approve ? 'approved' : 'declined';
    const discount: Discount = { ...asked, status, decided: { at, who: who.id, name: who.name, reason } };
    return told(session, { discount, event: `discount-${status}:${asked.id}`, reason: `discount-${status}`, who, at });
  };
}

/** It is refused for another reason than that somebody has the lead. */
const nobody = { owner: 'bot' } as const;

/** The discount that a quote for this company has now; undefined unless somebody has approved just that. */
export function discountFor(knowledge: Knowledge, discount: Discount | undefined, company: Company): QuoteRequest['discount'] {
  if (discount?.status !== 'approved' || !discount.decided) return undefined;
  const holds =
    serviceOf(knowledge, company)?.id === discount.service &&
    knowledge.prices.discounts.some(({ id, percent }) => id === discount.id && percent === discount.percent);
  return holds ? { id: discount.id, approvedBy: discount.decided.name } : undefined;
}

interface Step {
  readonly discount: Discount;
  readonly event: string;
  readonly reason: string;
  readonly who: StaffMember;
  readonly at: string;
}

function told(session: Session, { discount, event, reason, who, at }: Step): ReturnType<Change> {
  const lead = { ...withEvent(session.lead, { at, event, who: who.id }), discount };
  return { session: { ...session, lead }, jobs: [tellJob(lead, { event: 'lead.discount', reason }, at)] };
}
