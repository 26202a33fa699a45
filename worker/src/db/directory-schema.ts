import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/* The directory of care: public data, nobody's account. It has a database of its own (`DIRECTORY`). */

/**
 * [Note: Versions of the directory] A row is seen in version V if `born <= V` and `died` is `NULL` or above V. An
 * import writes rows of a version that is not live yet; one update makes it live; one update back undoes it.
 */
export const directoryEntries = sqliteTable(
  'directory_entry',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** CareEntryIdSchema. */
    publicId: text('public_id').notNull(),
    source: text('source').notNull(),
    /** Its id within the source. */
    sourceId: text('source_id').notNull(),
    /** curveKeyOf its position and public id: see [Note: Keys of the curve] in packages/geo. */
    placeKey: integer('place_key').notNull(),
    lat: real('lat').notNull(),
    lon: real('lon').notNull(),
    kind: text('kind').notNull(),
    /** 1, 0 or `NULL`: not known. */
    telehealth: integer('telehealth'),
    acceptsNew: integer('accepts_new'),
    /** The whole entry as JSON (CareEntrySchema). */
    entry: text('entry').notNull(),
    /** SHA-256 of `entry`, so that an unchanged row stays the row that it is. */
    digest: text('digest').notNull(),
    /** What two sources that list the same practice have in common: name, kind and place, normalised. */
    matchKey: text('match_key').notNull(),
    born: integer('born').notNull(),
    died: integer('died'),
    /** Set when an admin hid it after reports. */
    hidden: integer('hidden').notNull().default(0),
  },
  (table) => [
    index('directory_entry_by_place').on(table.placeKey),
    index('directory_entry_by_source').on(table.source, table.sourceId),
    index('directory_entry_by_public_id').on(table.publicId),
    index('directory_entry_by_match').on(table.matchKey),
    index('directory_entry_born').on(table.born),
    index('directory_entry_hidden')
      .on(table.publicId)
      .where(sql`hidden = 1`),
    index('directory_entry_died')
      .on(table.died)
      .where(sql`died IS NOT NULL`),
  ],
);

export const directoryVersions = sqliteTable('directory_version', {
  version: integer('version').primaryKey(),
  /** `building`, `live`, `retired`, `discarded`. One is live at most. */
  state: text('state').notNull(),
  entries: integer('entries').notNull().default(0),
  /** How often something of it changed after it was made: an entry that was hidden. */
  revision: integer('revision').notNull().default(0),
  madeAt: integer('made_at').notNull(),
  liveAt: integer('live_at'),
});

export const directorySources = sqliteTable(
  'directory_source',
  {
    id: text('id').notNull(),
    /** What it said of itself in the import that made this version. */
    version: integer('version').notNull(),
    /** CareSourceSchema as JSON. */
    about: text('about').notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** A line of the index for each tile of each version; bodies are made from the entries. */
export const directoryTiles = sqliteTable(
  'directory_tile',
  {
    version: integer('version').notNull(),
    /** First key on the curve; the last is the one before the next tile's first. */
    firstKey: integer('first_key').notNull(),
    lastKey: integer('last_key').notNull(),
    entries: integer('entries').notNull(),
    lat: real('lat').notNull(),
    lon: real('lon').notNull(),
    radiusKm: real('radius_km').notNull(),
    /** Empty until its body has been made. */
    digest: text('digest').notNull(),
    gzipBytes: integer('gzip_bytes').notNull(),
    /** Small runs within it, as JSON of Leaf (worker/src/directory/leaves.ts): where its entries are. */
    leaves: text('leaves').notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.firstKey] })],
);

export const directoryImports = sqliteTable('directory_import', {
  id: text('id').primaryKey(),
  format: text('format').notNull(),
  source: text('source').notNull(),
  /** NewImportSchema as JSON. */
  options: text('options').notNull(),
  state: text('state').notNull(),
  failure: text('failure'),
  isDryRun: integer('is_dry_run').notNull().default(0),
  version: integer('version'),
  /** It is over, and what it leaves behind (parts, marks, rows of a version that nobody sees) is still to be removed. */
  isClearing: integer('is_clearing').notNull().default(0),
  fileBytes: integer('file_bytes').notNull(),
  /** Where the next slice begins, in the unpacked file. */
  readBytes: integer('read_bytes').notNull().default(0),
  totalBytes: integer('total_bytes'),
  /** Rows and counts so far, and what a slice hands to the next, as JSON. */
  progress: text('progress').notNull(),
  startedBy: text('started_by').notNull(),
  startedAt: integer('started_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const directoryImportParts = sqliteTable(
  'directory_import_part',
  {
    importId: text('import_id')
      .notNull()
      .references(() => directoryImports.id, { onDelete: 'cascade' }),
    part: integer('part').notNull(),
    bytes: integer('bytes').notNull(),
    /** Of the stored object: what is read later is what was sent. */
    etag: text('etag').notNull(),
    storedAt: integer('stored_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.part] })],
);

/** Which of the source's ids a running import has met: for duplicates, and for what the file no longer holds. */
export const directoryImportMarks = sqliteTable(
  'directory_import_mark',
  {
    importId: text('import_id')
      .notNull()
      .references(() => directoryImports.id, { onDelete: 'cascade' }),
    sourceId: text('source_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.sourceId] })],
);

export const directoryImportErrors = sqliteTable(
  'directory_import_error',
  {
    importId: text('import_id')
      .notNull()
      .references(() => directoryImports.id, { onDelete: 'cascade' }),
    /** In the order in which they were found. */
    place: integer('place').notNull(),
    rowNumber: integer('row_number').notNull(),
    trouble: text('trouble').notNull(),
    field: text('field'),
    excerpt: text('excerpt'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.place] })],
);

/** What people said is wrong: how often, and the day of the last, never who. */
export const directoryReports = sqliteTable(
  'directory_report',
  {
    publicId: text('public_id').notNull(),
    reason: text('reason').notNull(),
    count: integer('count').notNull(),
    day: text('day').notNull(),
  },
  (table) => [primaryKey({ columns: [table.publicId, table.reason] })],
);

/** Where a postcode lies, for sources that give no position. */
export const directoryPostcodes = sqliteTable(
  'directory_postcode',
  {
    country: text('country').notNull(),
    /** Upper case, no spaces. */
    postcode: text('postcode').notNull(),
    lat: real('lat').notNull(),
    lon: real('lon').notNull(),
  },
  (table) => [uniqueIndex('directory_postcode_key').on(table.country, table.postcode)],
);
