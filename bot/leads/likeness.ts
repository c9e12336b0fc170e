import { keyedHash } from '../keyed-hash.ts';
import type { Session } from '../session/session.ts';
import { normalise, plain } from '../understanding/normalise.ts';
import { phoneNumberOf } from '../understanding/phone-number.ts';
import { valuesOf } from '../../flows/state.ts';
import { isVisible, type LeadReading } from './lead-reading.ts';

/** What two leads can have in common, the surer sign first. */
export const likenesses = ['phone', 'company'] as const;
export type Likeness = (typeof likenesses)[number];

/** Kinds of records under which leads that are alike meet; each is a keyed hash and says nothing by itself. */
export type Likenesses = Partial<Record<Likeness, string>>;

/** The kind of record under which leads with this number meet; null for what is no number. */
export function phoneLikeness(secret: string, written: string): string | null {
  const sign = e164Of(written);
  return sign === null ? null : kindOf(keyedHash(secret, 'likeness'), 'phone', sign);
}

/** By what a session can be found again. A phone only while consent stands, and nothing of a lead that was merged into another. */
export function likenessReader(secret: string, reading: Pick<LeadReading, 'slots'>): (session: Session) => Likenesses {
  const hash = keyedHash(secret, 'likeness');
  return ({ state, lead }) => {
    if (lead.merged) return {};
    const values = valuesOf(state);
    const found: Likenesses = {};
    for (const slot of likenesses) {
      const value = values[slot];
      if (typeof value !== 'string' || !isVisible(reading, slot, values)) continue;
      const sign = slot === 'phone' ? e164Of(value) : companyKey(value);
      if (sign === null) continue;
      found[slot] = kindOf(hash, slot, sign);
    }
    return found;
  };
}

function kindOf(hash: ReturnType<typeof keyedHash>, slot: Likeness, sign: string): string {
  return `like-${hash.of(`${slot} ${sign}`).toString('base64url').slice(0, 22)}`;
}

/** The number as it is dialled from anywhere; null for what is none. Phones are kept without a plus, those of the mainland without 86. */
export function e164Of(written: string): string | null {
  const digits = normalise(plain(written)).replaceAll(/\D/g, '').replace(/^00/, '');
  const region = regions.find(([shape]) => shape.test(digits))?.[1];
  const parsed = region ? phoneNumberOf(digits, region) : phoneNumberOf(`+${digits}`);
  return parsed?.isPossible() ? parsed.number : null;
}

const regions = [
  [/^1[3-9]\d{9}$/, 'CN'],
  [/^09\d{8}$/, 'TW'],
  [/^0/, 'CN'],
  [/^[569]\d{7}$/, 'HK'],
] as const;

/** The name without what people write in many ways: width, case, script, signs, a place in brackets, the legal form. */
export function companyKey(written: string): string | null {
  const name = normalise(plain(written))
    .replaceAll(/[([{【〔〈《][^)\]}】〕〉》]*[)\]}】〕〉》]/g, '')
    .replace(/(?:[\s.,]*\b(?:co|company|ltd|limited|inc|llc|corp|corporation|plc)\b[\s.,]*)+$/, '')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .replace(/(?:股份|有限|责任|公司)+$/, '');
  return name.length >= 2 ? name : null;
}
