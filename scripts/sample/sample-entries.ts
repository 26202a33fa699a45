import { CARE_KINDS, type CareEntry, type CareKind } from '@undertone/contract/directory';
import { createSampleChance, type SampleChance } from './sample-chance.ts';
import { samplePhone } from './sample-phone.ts';
import { createSampleSites, type SampleSite } from './sample-sites.ts';
import { FIRST_WORDS, KIND_WORDS, LAST_WORDS, OFFERED_LANGUAGES, OPENING_HOURS } from './sample-words.ts';

/** An entry as its source has it: with the source's id, before the directory gives it one. */
export type SampleEntry = Omit<CareEntry, 'id' | 'source' | 'precision'> & { readonly sourceId: string };

/** The day before which all was looked at: the same whenever the sample is made. */
const VERIFIED_UNTIL = Date.UTC(2026, 9, 31);
const DAY_MS = 86_400_000;

/** Entries that are made up, one after the other, so that a million need no memory. */
export function* sampleEntries(
  count: number,
  seed: string,
  /** ISO 3166-1 alpha-2, to have them all in one country. */
  country?: string,
): Generator<SampleEntry, void> {
  const chance = createSampleChance(seed);
  const drawSite = createSampleSites(count, { seed, chance, ...(country === undefined ? {} : { country }) });
  const kinds = CARE_KINDS.flatMap((kind) => Array.from({ length: KIND_WORDS[kind].share }, () => kind));
  for (let number = 1; number <= count; number++)
    yield sampleEntry(number, chance.pick(kinds), drawSite(), chance);
}

function sampleEntry(number: number, kind: CareKind, site: SampleSite, chance: SampleChance): SampleEntry {
  const words = KIND_WORDS[kind];
  const own = `${chance.pick(FIRST_WORDS)} ${chance.pick(LAST_WORDS)}`;
  const isAlways = kind === 'hospital' || kind === 'crisis-service';
  const phone = chance.happens(0.9) ? samplePhone(site.country, chance) : null;
  const textPhone = kind === 'crisis-service' ? samplePhone(site.country, chance) : null;
  const verified = VERIFIED_UNTIL - chance.below(600) * DAY_MS;
  return {
    sourceId: String(number),
    name: words.isPerson ? `Sample ${words.title} ${own}` : `Sample ${words.title} at ${own}`,
    kind,
    lat: site.lat,
    lon: site.lon,
    specialities: some(words.specialities, 1 + chance.below(3), chance),
    ...(words.nucc.length > 0 ? { taxonomy: [`nucc:${chance.pick(words.nucc)}`] } : {}),
    languages: languagesOf(site.country, chance),
    ...(phone === null ? {} : { phone }),
    ...(textPhone === null ? {} : { textPhone }),
    ...(chance.happens(0.6) ? { email: `sample-${number}@example.org` } : {}),
    ...(chance.happens(0.5) ? { website: `https://example.org/sample/${number}` } : {}),
    street: `${1 + chance.below(200)} Sample Street`,
    locality: site.locality,
    ...(site.region === null ? {} : { region: site.region }),
    country: site.country,
    ...(isAlways || chance.happens(0.7)
      ? { openingHours: isAlways ? '24/7' : chance.pick(OPENING_HOURS) }
      : {}),
    ...(chance.happens(0.8) ? { telehealth: chance.happens(words.isPerson ? 0.6 : 0.2) } : {}),
    funding: [...chance.pick(words.funding)],
    ...(chance.happens(0.6) ? { wheelchair: chance.pick(['yes', 'yes', 'limited', 'no'] as const) } : {}),
    ...(chance.happens(0.7) ? { acceptsNew: chance.happens(0.65) } : {}),
    verified: new Date(verified).toISOString().slice(0, 10),
  };
}

const ownLanguages = new Map<string, string>();

/** The country's likeliest one by Unicode's data, and with luck another. */
function languagesOf(country: string, chance: SampleChance): string[] {
  let own = ownLanguages.get(country);
  if (own === undefined) {
    const likeliest = new Intl.Locale(`und-${country}`).maximize().language;
    // Nobody's country has no language of its own.
    own = likeliest === 'und' ? 'en' : likeliest;
    ownLanguages.set(country, own);
  }
  return [...new Set(chance.happens(0.4) ? [own, chance.pick(OFFERED_LANGUAGES)] : [own])];
}

function some(elements: readonly string[], count: number, chance: SampleChance): string[] {
  return [...new Set(Array.from({ length: count }, () => chance.pick(elements)))];
}
