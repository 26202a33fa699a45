import { readPreference, writePreference } from '../../../app/stored-preference.ts';
import { deviceHints, guessCountry } from '../../../care/helplines/countries.ts';
import type { CountryCode } from '../../../care/helplines/helpline.ts';
import { COUNTRIES } from '../../../care/helplines/helplines.ts';

const KEY = 'undertone.help-country';

/** What was chosen on this device before, else what its clock and languages say. */
export function countryToShow(): CountryCode | null {
  const chosen = readPreference(KEY);
  return chosen !== null && COUNTRIES.includes(chosen) ? chosen : guessCountry(deviceHints());
}

/** On this device only. */
export function rememberCountry(country: CountryCode): void {
  writePreference(KEY, country);
}
