import type { Values } from '../flows/effect.ts';
import { eligibility } from '../knowledge/eligibility.ts';
import { isOpen, teamFor } from '../knowledge/hours.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { companyOf } from './company.ts';

/**
 * What follows from the slots and the moment, and the flows' conditions may ask for: the verdict, the scope that a 95 or 96 number has
 * by itself and whether that is the one that was told, and whether the consultants have gone home.
 */
export function deriving({ knowledge }: { readonly knowledge: Knowledge }, now: Date): (values: Values) => Values {
  return (values) => {
    const service = values['service'];
    const closed = !isOpen(teamFor(knowledge.teams, service), now.getTime());
    if (service === undefined) return { closed };
    const company = companyOf(values);
    const { scope } = company;
    const fits = values['scope'] === undefined || values['scope'] === scope;
    return { closed, verdict: eligibility(knowledge, company).status, fits, ...(scope && { scope }) };
  };
}
