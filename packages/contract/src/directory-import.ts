import { UUID_PATTERN } from '@undertone/base/id';
import * as v from 'valibot';
import { CareSourceSchema, REPORT_REASONS, CareEntryIdSchema } from './directory.ts';
import { InstantSchema } from './primitives.ts';

/** Layouts that the importer reads. `postcodes`: positions for those that have none. */
export const IMPORT_FORMATS = ['csv', 'nppes', 'nhs-ods', 'overpass', 'geojson', 'postcodes'] as const;

export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What the file is wrapped in; told by its first bytes, whatever its name. */
export const IMPORT_WRAPPINGS = ['none', 'gzip', 'zip'] as const;

/** Fields of an entry that a column of a generic CSV can be mapped to. */
export const MAPPABLE_FIELDS = [
  'sourceId',
  'name',
  'kind',
  'lat',
  'lon',
  'specialities',
  'taxonomy',
  'languages',
  'phone',
  'textPhone',
  'email',
  'website',
  'street',
  'locality',
  'region',
  'postcode',
  'country',
  'openingHours',
  'telehealth',
  'funding',
  'wheelchair',
  'acceptsNew',
  'verified',
] as const;

export type MappableField = (typeof MAPPABLE_FIELDS)[number];

/** Field to the name of its column. A field that is left out has no column. */
export const ColumnMappingSchema = v.partial(
  v.strictObject(
    Object.fromEntries(
      MAPPABLE_FIELDS.map((field) => [field, v.pipe(v.string(), v.minLength(1), v.maxLength(120))]),
    ) as Record<
      MappableField,
      v.SchemaWithPipe<
        readonly [
          v.StringSchema<undefined>,
          v.MinLengthAction<string, 1, undefined>,
          v.MaxLengthAction<string, 120, undefined>,
        ]
      >
    >,
  ),
);

export type ColumnMapping = v.InferOutput<typeof ColumnMappingSchema>;

export const IMPORT_LIMITS = {
  /** Bytes of one part of an upload; every part but the last has this many. */
  partBytes: 8 * 1024 * 1024,
  /** 4 GiB. */
  parts: 512,
  /** Bytes that an unpacked file may have at most. */
  unpackedBytes: 16 * 1024 * 1024 * 1024,
  /** Unpacked to packed: more is taken for a bomb. */
  unpackedRatio: 200,
  /** Bytes of one row or element. */
  recordBytes: 256 * 1024,
  /** Rows whose trouble is kept with its place; the others are only counted. */
  keptErrors: 1000,
} as const;

export const ImportIdSchema = v.pipe(v.string(), v.regex(UUID_PATTERN));

/** Why a row was left out, or what was done about it. */
export const ROW_TROUBLES = [
  'not-utf-8',
  'malformed',
  'record-too-long',
  'wrong-column-count',
  'missing-name',
  'missing-id',
  'missing-position',
  'position-out-of-range',
  'position-zero',
  'position-swapped',
  'position-outside-country',
  'unknown-postcode',
  'invalid-field',
  'duplicate-id',
  'duplicate-of-other-source',
  'not-care',
  'closed',
] as const;

export type RowTrouble = (typeof ROW_TROUBLES)[number];

/**
 * `uploading` → `queued` → `unpacking` → `reading` → `comparing` → `publishing` → `live`, or `checked` at the end of a dry run;
 * `undone` once another version was put back; `failed` and `cancelled` leave nothing.
 */
export const IMPORT_STATES = [
  'uploading',
  'queued',
  'unpacking',
  'reading',
  'comparing',
  'publishing',
  'checked',
  'live',
  'undone',
  'cancelled',
  'failed',
] as const;

export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_FAILURES = [
  'not-that-format',
  'no-rows',
  'too-many-errors',
  'columns-missing',
  'upload-incomplete',
  'upload-changed',
  'archive-broken',
  'archive-too-large',
  'archive-holds-no-file',
  'interrupted',
] as const;

export const NewImportSchema = v.strictObject({
  format: v.picklist(IMPORT_FORMATS),
  /** Whose entries these are: those of the same source that the file does not hold are removed. */
  source: v.strictObject(v.omit(CareSourceSchema, ['updated']).entries),
  /** Of a generic CSV; without it the columns are taken to be named as the fields are. */
  columns: v.optional(ColumnMappingSchema),
  /** Also keep entries of this source that the file does not hold. */
  addOnly: v.optional(v.boolean(), false),
  /** Country of rows that name none. */
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  fileBytes: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(IMPORT_LIMITS.partBytes * IMPORT_LIMITS.parts),
  ),
});

export type NewImport = v.InferOutput<typeof NewImportSchema>;

export const ImportParamsSchema = v.strictObject({ import: ImportIdSchema });

export const ImportPartParamsSchema = v.strictObject({
  import: ImportIdSchema,
  part: v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.maxValue(IMPORT_LIMITS.parts - 1)),
});

/** A dry run reads and compares everything and changes nothing. */
export const StartImportSchema = v.strictObject({ dryRun: v.boolean() });

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ImportSchema = v.object({
  id: ImportIdSchema,
  format: v.picklist(IMPORT_FORMATS),
  source: v.string(),
  sourceName: v.string(),
  state: v.picklist(IMPORT_STATES),
  failure: v.nullable(v.picklist(IMPORT_FAILURES)),
  isDryRun: v.boolean(),
  /** The version that it made, once it made one. */
  version: v.nullable(CountSchema),
  fileBytes: CountSchema,
  /** Parts that have arrived: an interrupted upload goes on with the others. */
  partsReceived: v.array(CountSchema),
  /** Bytes of the unpacked file that were read, and in all; `null` until known. */
  readBytes: CountSchema,
  totalBytes: v.nullable(CountSchema),
  rows: CountSchema,
  added: CountSchema,
  changed: CountSchema,
  unchanged: CountSchema,
  removed: CountSchema,
  /** Rows left out, by why. */
  troubles: v.record(v.picklist(ROW_TROUBLES), CountSchema),
  /** Whether this is the version that is live and can be put back to the one before. */
  canUndo: v.boolean(),
  startedAt: InstantSchema,
  updatedAt: InstantSchema,
});

export type DirectoryImport = v.InferOutput<typeof ImportSchema>;

export const ImportsReplySchema = v.object({
  liveVersion: CountSchema,
  entries: CountSchema,
  imports: v.array(ImportSchema),
});

export const ImportErrorsQuerySchema = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), '0'),
});

export const ImportErrorsReplySchema = v.object({
  errors: v.array(
    v.object({
      /** Of the unpacked file, counted from 1, the heading included; of JSON the element's number. */
      row: CountSchema,
      trouble: v.picklist(ROW_TROUBLES),
      field: v.nullable(v.string()),
      /** The beginning of what stood there: directories are public data. */
      excerpt: v.nullable(v.string()),
    }),
  ),
  more: v.boolean(),
});

export const CareReportsReplySchema = v.object({
  reports: v.array(
    v.object({
      entry: CareEntryIdSchema,
      name: v.string(),
      source: v.string(),
      reason: v.picklist(REPORT_REASONS),
      count: CountSchema,
      /** The day of the latest; reports keep no time and nobody's name. */
      day: v.pipe(v.string(), v.isoDate()),
    }),
  ),
});

/** `shown`: what was hidden is there again. */
export const ReportResolutionSchema = v.strictObject({ outcome: v.picklist(['hidden', 'kept', 'shown']) });

export type ReportOutcome = v.InferOutput<typeof ReportResolutionSchema>['outcome'];

export const HiddenEntriesReplySchema = v.object({
  entries: v.array(
    v.object({
      entry: CareEntryIdSchema,
      name: v.string(),
      source: v.string(),
      /** Whether its source still lists it: another stays hidden should it come back. */
      isListed: v.boolean(),
    }),
  ),
});
