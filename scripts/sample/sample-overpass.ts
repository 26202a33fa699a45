import type { CareKind } from '@undertone/contract/directory';
import type { SampleEntry } from './sample-entries.ts';
import type { SampleFormat } from './sample-format.ts';

type Tags = Readonly<Record<string, string>>;

const KIND_TAGS: Readonly<Record<CareKind, Tags>> = {
  therapist: { healthcare: 'psychotherapist' },
  psychologist: { healthcare: 'psychologist' },
  psychiatrist: { amenity: 'doctors', healthcare: 'doctor', 'healthcare:speciality': 'psychiatry' },
  doctor: { amenity: 'doctors', healthcare: 'doctor', 'healthcare:speciality': 'general' },
  clinic: { amenity: 'clinic', healthcare: 'clinic', 'healthcare:speciality': 'psychiatry' },
  hospital: { amenity: 'hospital', healthcare: 'hospital', emergency: 'yes' },
  'crisis-service': { healthcare: 'counselling', 'counselling:type': 'crisis' },
  other: { healthcare: 'counselling' },
};

/** What the Overpass API answers with `[out:json]`, an element a line. */
export const SAMPLE_OVERPASS: SampleFormat = {
  head: '{"version":0.6,"generator":"made up by directory:sample","elements":[\n',
  row({ sourceId, lat, lon, ...entry }, number) {
    const element = { type: 'node', id: Number(sourceId), lat, lon, tags: tagsOf(entry) };
    return `${number === 0 ? '' : ',\n'}${JSON.stringify(element)}`;
  },
  foot: '\n]}\n',
};

function tagsOf(entry: Omit<SampleEntry, 'sourceId' | 'lat' | 'lon'>): Tags {
  const tags = {
    name: entry.name,
    ...KIND_TAGS[entry.kind],
    phone: entry.phone,
    email: entry.email,
    website: entry.website,
    opening_hours: entry.openingHours,
    wheelchair: entry.wheelchair,
    'addr:housenumber': entry.street?.split(' ')[0],
    'addr:street': entry.street?.split(' ').slice(1).join(' '),
    'addr:city': entry.locality,
    'addr:country': entry.country,
    check_date: entry.verified,
    ...Object.fromEntries(entry.languages?.map((language) => [`language:${language}`, 'yes']) ?? []),
  };
  return Object.fromEntries(
    Object.entries(tags).filter((tag): tag is [string, string] => tag[1] !== undefined),
  );
}
