import type { CareFunding, CareKind } from '@undertone/contract/directory';

/** Names that nobody bears, so that no entry of the sample can be taken for a person. */
export const FIRST_WORDS =
  'Amber Birch Cedar Clover Coral Dawn Ember Fern Flint Hazel Heath Indigo Ivory Jade Juniper Lark Linden Marigold Maple Misty Opal Pearl Poppy Quill Rowan Russet Saffron Sage Sienna Slate Sorrel Teal Thistle Umber Willow Wren'.split(
    ' ',
  );

export const LAST_WORDS =
  'Brook Canyon Cliff Cove Dell Dune Fjord Garden Glade Grove Harbour Haven Hill Island Lagoon Lake Lantern Meadow Mesa Moor Orchard Pebble Pier Prairie Quay Reef Ridge River Shore Spring Summit Terrace Valley Vista Waterfall Windmill'.split(
    ' ',
  );

interface KindWords {
  readonly title: string;
  /** How many of a thousand entries are of this kind. */
  readonly share: number;
  readonly isPerson: boolean;
  readonly specialities: readonly string[];
  /** Of the National Uniform Claim Committee's taxonomy. */
  readonly nucc: readonly string[];
  readonly funding: readonly (readonly CareFunding[])[];
}

const TALKING = [
  'Anxiety',
  'Depression',
  'Grief',
  'Trauma',
  'Couples',
  'Families',
  'Sleep',
  'Eating disorders',
  'Addiction',
  'Adolescents',
];

export const KIND_WORDS: Readonly<Record<CareKind, KindWords>> = {
  therapist: {
    title: 'Therapist',
    share: 380,
    isPerson: true,
    specialities: TALKING,
    nucc: ['101YM0800X', '106H00000X', '1041C0700X'],
    funding: [['self-pay'], ['insurance', 'self-pay'], ['insurance']],
  },
  psychologist: {
    title: 'Psychologist',
    share: 200,
    isPerson: true,
    specialities: [...TALKING, 'Assessment'],
    nucc: ['103TC0700X'],
    funding: [['self-pay'], ['insurance', 'self-pay']],
  },
  psychiatrist: {
    title: 'Psychiatrist',
    share: 110,
    isPerson: true,
    specialities: ['Mood disorders', 'Psychosis', 'ADHD', 'Old age', 'Addiction'],
    nucc: ['2084P0800X'],
    funding: [['insurance'], ['public', 'insurance'], ['self-pay']],
  },
  doctor: {
    title: 'Doctor',
    share: 170,
    isPerson: true,
    specialities: ['General practice', 'Family medicine'],
    nucc: ['207Q00000X', '208D00000X'],
    funding: [['public'], ['insurance'], ['public', 'insurance']],
  },
  clinic: {
    title: 'Clinic',
    share: 90,
    isPerson: false,
    specialities: ['Community mental health', 'Day clinic', 'Outpatients'],
    nucc: ['261QM0801X'],
    funding: [['public'], ['public', 'insurance'], ['insurance']],
  },
  hospital: {
    title: 'Hospital',
    share: 25,
    isPerson: false,
    specialities: ['Psychiatry', 'Emergency'],
    nucc: ['283Q00000X', '282N00000X'],
    funding: [['public'], ['public', 'insurance']],
  },
  'crisis-service': {
    title: 'Crisis Service',
    share: 15,
    isPerson: false,
    specialities: ['Crisis'],
    nucc: ['261QM0850X'],
    funding: [['free'], ['public', 'free']],
  },
  other: {
    title: 'Support Group',
    share: 10,
    isPerson: false,
    specialities: ['Peer support', 'Grief', 'Addiction'],
    nucc: [],
    funding: [['free']],
  },
};

/** In the syntax of OpenStreetMap's key `opening_hours`. */
export const OPENING_HOURS = [
  'Mo-Fr 09:00-17:00',
  'Mo-Fr 08:00-12:00,14:00-18:00',
  'Mo-Th 08:00-18:00; Fr 08:00-14:00',
  'Tu-Sa 10:00-19:00',
  'Mo,We,Fr 09:00-13:00',
  'Mo-Fr 09:00-20:00; Sa 10:00-14:00',
];

/** Second languages that practices offer somewhere in the world. */
export const OFFERED_LANGUAGES = ['en', 'es', 'fr', 'ar', 'pt', 'ru', 'zh', 'tr', 'pl', 'de', 'uk', 'hi'];
