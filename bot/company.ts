import type { Money, SlotValue } from '../flows/command.ts';
import type { Values } from '../flows/effect.ts';
import type { Company } from '../knowledge/company.ts';

/** The slots as the knowledge sees them. A 95 number is for the whole country and a 96 one for a province, whatever was said. */
export function companyOf(values: Values): Company {
  const service = text(values['service']);
  const scope = scopes[service ?? ''] ?? text(values['scope']);
  const { capital } = values;
  return {
    ...(service && { service }),
    ...(scope && { scope: scope as NonNullable<Company['scope']> }),
    ...(text(values['province']) && { province: text(values['province']) as string }),
    ...(isMoney(capital) && { capital }),
    ...(text(values['funding']) && { funding: text(values['funding']) as NonNullable<Company['funding']> }),
    ...standingOf(values),
    ...(text(values['shareholders']) && { shareholders: text(values['shareholders']) as NonNullable<Company['shareholders']> }),
  };
}

function standingOf(values: Values): Pick<Company, 'breach' | 'shortStaffed' | 'holdsProvincial'> {
  return {
    ...(values['breach'] === true && { breach: true }),
    ...(values['holds-provincial'] === true && { holdsProvincial: true }),
    ...(values['short-staffed'] === true && { shortStaffed: true }),
  };
}

/** Whether a slot's value is an amount: the only kind that is an object. */
export function isMoney(value: SlotValue | undefined): value is Money {
  return typeof value === 'object';
}

const scopes: Readonly<Record<string, 'nationwide' | 'provincial'>> = { 'code-95': 'nationwide', 'code-96': 'provincial' };

function text(value: SlotValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** "北京的呼叫中心", before it is told whether other provinces are served as well: what is short for one province is short for more. */
export function placedIn(company: Company, values: Readonly<Record<string, unknown>>): Company {
  const isPlaced = company.scope === undefined && values['province'] !== undefined;
  return isPlaced ? { ...company, scope: 'provincial' } : company;
}
