import { AFRICA_ASIA_OCEANIA } from './lines-africa-asia-oceania.ts';
import { AMERICAS } from './lines-americas.ts';
import { EMERGENCY_NUMBERS } from './emergency-numbers.ts';
import { EUROPE } from './lines-europe.ts';
import type { CountryCode, EmergencyNumbers, Helpline } from './helpline.ts';

/** The day on which every line was last compared with its sources. */
export const CHECKED_ON = '2026-11-21';

/** Directories of helplines all over the world, for where we have none or not the right one. */
export const WORLDWIDE = [
  { name: 'Find A Helpline', url: 'https://findahelpline.com/' },
  { name: 'Befrienders Worldwide', url: 'https://www.befrienders.org/' },
] as const;

const LINES: Readonly<Record<CountryCode, readonly Helpline[]>> = {
  ...AMERICAS,
  ...EUROPE,
  ...AFRICA_ASIA_OCEANIA,
};

const NUMBERS: Readonly<Record<CountryCode, EmergencyNumbers>> = EMERGENCY_NUMBERS;

/** Every country that there is an emergency number for, which is every one that there is a line for. */
export const COUNTRIES: readonly CountryCode[] = Object.keys(NUMBERS);

/** In the order to try them; empty where no line has a source. */
export function helplinesOf(country: CountryCode): readonly Helpline[] {
  return LINES[country] ?? [];
}

export function emergencyNumbersOf(country: CountryCode): EmergencyNumbers {
  return NUMBERS[country] ?? {};
}
