import { createRequire } from 'node:module';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';

type Library = typeof import('libphonenumber-js/min');

/** The number as it is dialled, read by its region's rules; without a region it begins with a plus. */
export function phoneNumberOf(written: string, region?: CountryCode): PhoneNumber | undefined {
  library ??= load('libphonenumber-js/min') as Library;
  return library.parsePhoneNumberFromString(written, region);
}

// A hundred modules, loaded when the first number that needs them comes, not with every start.
let library: Library | undefined;
const load = createRequire(import.meta.url);
