import * as v from 'valibot';

/** What somebody can look for; the order is that of the filters on the screen. */
export const CARE_KINDS = [
  'therapist',
  'psychologist',
  'psychiatrist',
  'doctor',
  'clinic',
  'hospital',
  'crisis-service',
  'other',
] as const;

export type CareKind = (typeof CARE_KINDS)[number];

/** Who pays. An entry may say several. */
export const CARE_FUNDINGS = ['public', 'insurance', 'self-pay', 'free'] as const;

export type CareFunding = (typeof CARE_FUNDINGS)[number];

/** With a wheelchair, as OpenStreetMap's key `wheelchair` has it. */
export const WHEELCHAIR_ACCESS = ['yes', 'limited', 'no'] as const;

/** What a position stands for, from the door itself to the middle of a town. */
export const POSITION_PRECISIONS = ['exact', 'postcode', 'place'] as const;

/** Limits of one entry, so that 64 of the longest still make a tile that a phone can fetch. */
export const ENTRY_LIMITS = {
  nameChars: 120,
  specialities: 8,
  specialityChars: 60,
  taxonomyCodes: 8,
  languages: 12,
  addressLineChars: 120,
  urlChars: 200,
  openingHoursChars: 200,
} as const;

const text = (chars: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(chars));

/** Degrees north, WGS 84. */
export const LatitudeSchema = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
/** Degrees east, WGS 84. */
export const LongitudeSchema = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
/** ISO 3166-1 alpha-2. */
export const CountryCodeSchema = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
/** `2026-11-21`. */
const DateSchema = v.pipe(v.string(), v.isoDate());

/** The same for as long as its source knows it by the same id: base64url of 96 bits of SHA-256 over both. */
export const CareEntryIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/));

export type CareEntryId = v.InferOutput<typeof CareEntryIdSchema>;

/** `nppes`, `nhs-ods`, `osm`, `sample`, or what an admin named a file. */
export const SourceIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40));

/** Only what can be opened or mailed without running anything. */
const WebAddressSchema = v.pipe(
  v.string(),
  v.maxLength(ENTRY_LIMITS.urlChars),
  v.regex(/^https?:\/\/[^\s/?#]+\.[^\s/?#]+[^\s]*$/),
);

/**
 * A practitioner or a facility. What a source does not say is left out: `undefined` is "not known", never "no". A field
 * that this app does not know yet is passed over.
 */
export const CareEntrySchema = v.object({
  id: CareEntryIdSchema,
  source: SourceIdSchema,
  name: text(ENTRY_LIMITS.nameChars),
  kind: v.picklist(CARE_KINDS),
  lat: LatitudeSchema,
  lon: LongitudeSchema,
  precision: v.picklist(POSITION_PRECISIONS),
  /** In the source's words. */
  specialities: v.optional(
    v.pipe(v.array(text(ENTRY_LIMITS.specialityChars)), v.maxLength(ENTRY_LIMITS.specialities)),
  ),
  /** Codes with their system: `nucc:101YM0800X`, `ods:RO76`, `osm:psychotherapist`. */
  taxonomy: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[a-z]+:[\w.-]{1,40}$/))),
      v.maxLength(ENTRY_LIMITS.taxonomyCodes),
    ),
  ),
  /** BCP 47, primary subtag or with region. */
  languages: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/))),
      v.maxLength(ENTRY_LIMITS.languages),
    ),
  ),
  /** As a phone dials it: digits, spaces and a plus. */
  phone: v.optional(v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 ()./-]{2,24}$/))),
  /** A number that takes text messages. */
  textPhone: v.optional(v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 ()./-]{2,24}$/))),
  email: v.optional(v.pipe(v.string(), v.maxLength(ENTRY_LIMITS.urlChars), v.email())),
  website: v.optional(WebAddressSchema),
  /** Street and number. */
  street: v.optional(text(ENTRY_LIMITS.addressLineChars)),
  locality: v.optional(text(ENTRY_LIMITS.addressLineChars)),
  region: v.optional(text(ENTRY_LIMITS.addressLineChars)),
  postcode: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(16))),
  country: v.optional(CountryCodeSchema),
  /** In the syntax of OpenStreetMap's key `opening_hours`. */
  openingHours: v.optional(text(ENTRY_LIMITS.openingHoursChars)),
  telehealth: v.optional(v.boolean()),
  funding: v.optional(v.pipe(v.array(v.picklist(CARE_FUNDINGS)), v.maxLength(CARE_FUNDINGS.length))),
  wheelchair: v.optional(v.picklist(WHEELCHAIR_ACCESS)),
  acceptsNew: v.optional(v.boolean()),
  /** When the source last looked. */
  verified: v.optional(DateSchema),
});

export type CareEntry = v.InferOutput<typeof CareEntrySchema>;

/** Whom the data is from, and what must be said beside it. */
export const CareSourceSchema = v.object({
  id: SourceIdSchema,
  name: text(80),
  /** As its owner names it: `ODbL 1.0`, `CC0 1.0`, `OGL v3`. */
  licence: text(80),
  /** Shown wherever its entries are: `© OpenStreetMap contributors`. */
  attribution: v.optional(text(160)),
  url: v.optional(WebAddressSchema),
  /** Made up, to show something on a fresh start: said in words wherever an entry of it is. */
  isSample: v.boolean(),
  updated: DateSchema,
});

export type CareSource = v.InferOutput<typeof CareSourceSchema>;

/** Fewer entries than this never make a tile of their own, unless the whole directory has fewer. */
export const MIN_TILE_ENTRIES = 64;

/** gzip. */
export const MAX_TILE_BYTES = 64 * 1024;

/** The digest of a tile's body: base64url of 96 bits of SHA-256. It changes only with what the tile holds. */
const TileDigestSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/));

/** Its first key on the curve (packages/geo) in lower-case hex; it ends where the next one begins. */
const TileIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{13}$/));

/**
 * One tile: id, entries, a cap that holds them all (degrees north and east of its centre, radius in km), digest. As a
 * tuple, since a large directory has thousands.
 */
const TileLineSchema = v.tuple([
  TileIdSchema,
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  LatitudeSchema,
  LongitudeSchema,
  v.pipe(v.number(), v.minValue(0), v.maxValue(20_016)),
  TileDigestSchema,
]);

/** Which tiles there are, in the order of the curve: together they hold every place on Earth. */
export const TileIndexSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  entries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tiles: v.array(TileLineSchema),
  sources: v.array(CareSourceSchema),
});

export type TileIndex = v.InferOutput<typeof TileIndexSchema>;

/** An entry that this app cannot read is left out of its tile: one word of a source must not hide a whole town. */
export const TileSchema = v.object({
  id: TileIdSchema,
  entries: v.pipe(
    v.array(v.fallback(v.nullable(CareEntrySchema), null)),
    v.transform((entries) => entries.filter((entry) => entry !== null)),
  ),
});

export type Tile = v.InferOutput<typeof TileSchema>;

export const TileParamsSchema = v.strictObject({ cell: TileIdSchema });

/** With the digest, the answer is for ever. */
export const TileQuerySchema = v.strictObject({ version: v.optional(TileDigestSchema) });

const numberIn = (schema: v.GenericSchema<number, number>) =>
  v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d{1,7})?$/), v.transform(Number), schema);

const flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((word) => word === 'true'),
);

const LimitSchema = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
  '20',
);

const FILTERS = {
  kind: v.optional(v.picklist(CARE_KINDS)),
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))),
  telehealth: v.optional(flag),
  acceptsNew: v.optional(flag),
};

export const NearbyQuerySchema = v.strictObject({
  lat: numberIn(LatitudeSchema),
  lon: numberIn(LongitudeSchema),
  radiusKm: v.optional(numberIn(v.pipe(v.number(), v.minValue(0.1), v.maxValue(500))), '50'),
  ...FILTERS,
  limit: LimitSchema,
});

export const NearbyReplySchema = v.object({
  version: v.number(),
  results: v.array(v.object({ distanceKm: v.number(), entry: CareEntrySchema })),
});

export const DirectorySearchQuerySchema = v.strictObject({
  q: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(100)),
  ...FILTERS,
  limit: LimitSchema,
});

export const DirectorySearchReplySchema = v.object({
  version: v.number(),
  results: v.array(CareEntrySchema),
});

export const CareEntryParamsSchema = v.strictObject({ entry: CareEntryIdSchema });

/** No free text: what a person writes never leaves in the clear. */
export const REPORT_REASONS = [
  'closed',
  'moved',
  'wrong-phone',
  'wrong-name',
  'not-accepting',
  'not-this-kind',
  'harmful',
] as const;

export type ReportReason = (typeof REPORT_REASONS)[number];

export const CareReportSchema = v.strictObject({ reason: v.picklist(REPORT_REASONS) });
