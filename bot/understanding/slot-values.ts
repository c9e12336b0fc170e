import type { SlotValue } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import type { Slots } from './understood.ts';

/** Names of what the rules read → names of the flows' slots. */
export const slotNames: Readonly<Record<keyof Slots, string>> = {
  capital: 'capital',
  fundingOrigin: 'funding',
  scope: 'scope',
  province: 'province',
  licence: 'service',
  phone: 'phone',
  wechat: 'wechat',
  email: 'email',
  messenger: 'messenger',
  company: 'company',
  name: 'name',
  startDate: 'start',
  urgency: 'urgency',
};

/** What the rules read, as the flows name and type it. */
export function slotValues(slots: Slots, book: FlowBook): Record<string, SlotValue> {
  const found: Record<string, SlotValue> = {};
  for (const [name, value] of Object.entries(slots) as [keyof Slots, Slots[keyof Slots]][]) {
    if (value === undefined) continue;
    if (name === 'licence') Object.assign(found, serviceValues([value as string | readonly string[]].flat(), book));
    else found[slotNames[name]] = value as SlotValue;
  }
  return found;
}

const services: Readonly<Record<string, string>> = { code95: 'code-95', code96: 'code-96' };

/** A service of the vocabulary as the flows call it. */
export function serviceChosen(id: string): string {
  return services[id] ?? id;
}

/** ICP, EDI, 106: other licences are called by their letters or digits. */
function nameOf(id: string): string {
  return id.replace(/^code(?=\d)/, '').toUpperCase();
}

/** Licences outside the catalogue are a consultant's business: what was named is kept as the need. */
function serviceValues(licences: readonly string[], book: FlowBook): Record<string, SlotValue> {
  const wanted = licences.map(serviceChosen);
  const known = wanted.filter((id) => book.slots['service']?.choices?.includes(id));
  // "年检" of a call-centre licence names the licence too: what is to be done counts, not what it is done to.
  const service = known.find((id) => id !== 'callcentre') ?? known[0];
  return service === undefined ? { service: 'other', need: wanted.map(nameOf).join('、') } : { service };
}
