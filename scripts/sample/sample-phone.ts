import type { SampleChance } from './sample-chance.ts';

/**
 * Numbers that nobody has: ranges that the regulators keep for fiction. A `#` is any digit. North America 555-0100 to
 * 0199 (NANPA), Ofcom's 01632 960 and 020 7946 0, ACMA's 5550, ARCEP's 01 99 00, the Bundesnetzagentur's 030 23125.
 * Elsewhere there is none.
 */
const FICTION: Readonly<Record<string, readonly string[]>> = {
  US: ['+1 202 555 01##', '+1 303 555 01##', '+1 512 555 01##', '+1 617 555 01##'],
  CA: ['+1 416 555 01##', '+1 604 555 01##'],
  GB: ['+44 20 7946 0###', '+44 1632 960###', '+44 161 496 0###', '+44 131 496 0###'],
  AU: ['+61 2 5550 ####', '+61 3 5550 ####'],
  FR: ['+33 1 99 00 ## ##'],
  DE: ['+49 30 23125 ###'],
};

export function samplePhone(country: string, chance: SampleChance): string | null {
  const patterns = FICTION[country];
  return patterns === undefined
    ? null
    : chance.pick(patterns).replaceAll('#', () => String(chance.below(10)));
}
