import type { Values } from '../flows/effect.ts';
import { eligibility } from '../knowledge/eligibility.ts';
import type { Knowledge } from '../knowledge/schemas.ts';
import { companyOf } from './company.ts';

/** What follows from the slots and the flows' conditions may ask for: the verdict, and the scope that a 95 or 96 number has by itself. */
export function deriving({ knowledge }: { readonly knowledge: Knowledge }): (values: Values) => Values {
  return (values) => {
    if (values['service'] === undefined) return {};
    const company = companyOf(values);
    return { verdict: eligibility(knowledge, company).status, ...(company.scope && { scope: company.scope }) };
  };
}
