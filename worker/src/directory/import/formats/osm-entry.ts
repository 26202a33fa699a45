import type { CareKind } from '@undertone/contract/directory';
import { leaveOut, type Draft } from '../draft.ts';
import { flagOfWord, mapOf, wordsOf } from '../field-words.ts';
import type { RowReading } from '../format.ts';

/* Tags of OpenStreetMap (wiki.openstreetmap.org/wiki/Key:healthcare) as fields of an entry. */

type Tags = Readonly<Record<string, unknown>>;

/** By `healthcare`, then by `amenity`. */
const KINDS = mapOf<CareKind>({
  psychotherapist: 'therapist',
  counselling: 'therapist',
  psychologist: 'psychologist',
  psychiatrist: 'psychiatrist',
  doctor: 'doctor',
  doctors: 'doctor',
  clinic: 'clinic',
  centre: 'clinic',
  hospital: 'hospital',
});

/** By `healthcare:speciality` (also written with -ty), where the tags above leave it open. */
const KINDS_BY_SPECIALITY = mapOf<CareKind>({
  psychotherapy: 'therapist',
  psychotherapist: 'therapist',
  counselling: 'therapist',
  psychology: 'psychologist',
  clinical_psychology: 'psychologist',
  psychiatry: 'psychiatrist',
  child_psychiatry: 'psychiatrist',
});

/** Health care, but nowhere to turn to about how one feels. */
const NOT_CARE = new Set([
  ...['pharmacy', 'dentist', 'laboratory', 'optometrist', 'optician', 'audiologist', 'hearing_aids'],
  ...['blood_donation', 'blood_bank', 'sample_collection', 'podiatrist', 'physiotherapist', 'midwife'],
  ...[
    'birthing_centre',
    'dialysis',
    'vaccination_centre',
    'medical_imaging',
    'veterinary',
    'dental_technician',
  ],
  ...['hospice', 'nurse', 'rehabilitation', 'speech_therapist', 'occupational_therapist', 'orthoptics'],
]);

const LIFECYCLE = /^(?:disused|abandoned|demolished|removed|was|razed):(?:healthcare|amenity)$/;

/** An object of OpenStreetMap, or a feature with its tags. */
export function osmEntry(sourceId: string, tags: Tags, position: Draft['position']): RowReading {
  const tag = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const value = tags[key];
      if (typeof value === 'string' && value.trim() !== '') return value.trim();
    }
    return undefined;
  };
  if (Object.keys(tags).some((key) => LIFECYCLE.test(key)) || tag('disused') === 'yes') {
    return leaveOut('closed', null, tag('name'));
  }
  const healthcare = wordsOf(tag('healthcare') ?? '');
  const amenity = tag('amenity') ?? '';
  const specialities = wordsOf(tag('healthcare:speciality', 'healthcare:specialty') ?? '');
  const kind = kindOf(healthcare, amenity, specialities);
  if (kind === null) return leaveOut('not-care', null, [...healthcare, amenity].join(' ').trim());
  const name = tag('name', 'official_name', 'operator');
  if (name === undefined) return leaveOut('missing-name', 'name', sourceId);
  if (position === null) return leaveOut('missing-position', null, sourceId);

  const number = tag('addr:housenumber');
  const street = tag('addr:street', 'addr:place');
  const languages = Object.keys(tags)
    .map((key) => /^language:([a-z]{2,3})$/.exec(key)?.[1])
    .filter((code) => code !== undefined && ['yes', 'main'].includes(String(tags[`language:${code}`])));
  const codes = [...new Set([...healthcare, ...specialities])].filter((code) => /^[\w.-]{1,40}$/.test(code));
  const isWheelchair = tag('wheelchair');
  const fields: Draft['fields'] = {
    ...(specialities.length > 0 && { specialities: specialities.map((word) => word.replaceAll('_', ' ')) }),
    ...(codes.length > 0 && { taxonomy: codes.map((code) => `osm:${code}`) }),
    ...(languages.length > 0 && { languages }),
    phone: tag('contact:phone', 'phone', 'contact:mobile'),
    textPhone: tag('contact:sms'),
    email: tag('contact:email', 'email')?.split(';')[0],
    website: tag('contact:website', 'website', 'url')?.split(';')[0],
    street: street === undefined || number === undefined ? street : `${street} ${number}`,
    locality: tag('addr:city', 'addr:town', 'addr:village', 'addr:suburb'),
    region: tag('addr:state', 'addr:province'),
    postcode: tag('addr:postcode'),
    country: tag('addr:country'),
    openingHours: tag('opening_hours'),
    wheelchair: isWheelchair === 'designated' ? 'yes' : isWheelchair,
    ...fundingOf(tag('fee'), tag('operator:type')),
    acceptsNew: flagOfWord(tag('accepts_new_patients') ?? '') ?? undefined,
    verified: tag('check_date', 'survey:date'),
  };
  return { draft: { sourceId, name, kind, position, fields } };
}

function kindOf(
  healthcare: readonly string[],
  amenity: string,
  specialities: readonly string[],
): CareKind | null {
  const special = specialities
    .map((word) => KINDS_BY_SPECIALITY.get(word))
    .find((kind) => kind !== undefined);
  const named = [...healthcare, amenity].map((word) => KINDS.get(word)).find((kind) => kind !== undefined);
  // A hospital with a psychiatry is a hospital; a doctor of psychiatry is a psychiatrist.
  if (named === 'doctor' || (named === undefined && special !== undefined)) return special ?? 'doctor';
  if (named !== undefined) return named;
  return healthcare.every((word) => NOT_CARE.has(word)) ? null : 'other';
}

function fundingOf(fee: string | undefined, operator: string | undefined): Draft['fields'] {
  const funding = [
    ...(operator === 'public' || operator === 'government' ? ['public'] : []),
    ...(fee === 'no' ? ['free'] : []),
  ];
  return funding.length === 0 ? {} : { funding };
}
