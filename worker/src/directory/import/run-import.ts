import type { EpochMs } from '@undertone/base/clock';
import type { Audit } from '../../audit/audit.ts';
import { publishTiles } from '../publish.ts';
import { clearSlice, endClearing } from './clear-import.ts';
import { compareSlice } from './compare-slice.ts';
import { failImport, findImport, IS_BUILDING, type ImportRow } from './import-rows.ts';
import { postcodesIn } from './postcode-places.ts';
import { withShippedZips, type Assets } from './shipped-zips.ts';
import { progressText } from './progress.ts';
import { readSlice } from './read-slice.ts';
import { FileChangedError, storedFile } from './stored-file.ts';
import { unpack } from './unpack.ts';
import { beginVersion, goLive } from './versions.ts';

export interface ImportParts {
  readonly database: D1Database;
  readonly bucket: R2Bucket;
  readonly audit: Audit;
  /** Of the app, where it is deployed with the Worker. */
  readonly assets?: Assets | undefined;
  readonly now: () => EpochMs;
}

/** How long one message of the queue works before it hands on. */
const WORK_MS = 15_000;

/**
 * Takes an import as far as it comes in one message. `more`: queue it again; otherwise the id of the import that may
 * build next, if one waits.
 */
export async function runImport(parts: ImportParts, id: string): Promise<'more' | { next: string | null }> {
  const startedAt = parts.now();
  while (parts.now() - startedAt < WORK_MS) {
    const row = await findImport(parts.database, id);
    if (row === null) return { next: null };
    const outcome = await step(parts, row);
    if (outcome === 'waits') return { next: null };
    if (outcome === 'cleared') return { next: await nextQueued(parts.database) };
  }
  return 'more';
}

async function step(parts: ImportParts, row: ImportRow): Promise<'went-on' | 'waits' | 'cleared'> {
  const { database, now } = parts;
  if (row.isClearing) {
    if ((await clearSlice(parts, row)) === 'more') return 'went-on';
    await recordImported(parts, row);
    await endClearing(database, row, now());
    return 'cleared';
  }
  switch (row.state) {
    case 'queued':
      return (await takeTurn(database, row.id, now())) ? 'went-on' : 'waits';
    case 'unpacking':
      await guarded(parts, row, () => unpackFile(parts, row));
      return 'went-on';
    case 'reading':
      await guarded(parts, row, () => readOn(parts, row));
      return 'went-on';
    case 'comparing':
      await compareSlice(database, row, now());
      return 'went-on';
    case 'publishing':
      await publishOn(parts, row);
      return 'went-on';
    default:
      return 'waits';
  }
}

/** One import builds at a time, and none while another is being cleared away. */
async function takeTurn(database: D1Database, id: string, now: EpochMs): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `UPDATE directory_import SET state = 'unpacking', updated_at = ?2 WHERE id = ?1 AND state = 'queued'
       AND NOT EXISTS (SELECT 1 FROM directory_import WHERE ${IS_BUILDING} OR is_clearing = 1)`,
    )
    .bind(id, now)
    .run();
  return meta.changes > 0;
}

async function nextQueued(database: D1Database): Promise<string | null> {
  const row = await database
    .prepare(`SELECT id FROM directory_import WHERE state = 'queued' ORDER BY started_at, id LIMIT 1`)
    .first<{ id: string }>();
  return row?.id ?? null;
}

async function guarded({ database, now }: ImportParts, { id }: ImportRow, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FileChangedError)) throw error;
    await failImport(database, id, 'upload-changed', now());
  }
}

async function unpackFile({ database, bucket, now }: ImportParts, row: ImportRow): Promise<void> {
  const etags = await etagsOf(database, row.id);
  const unpacked = await unpack(bucket, row, etags);
  if (!unpacked.ok) return failImport(database, row.id, unpacked.error, now());
  const progress = { ...row.progress, step: row.progress.step + 1, isUnpacked: unpacked.value.isUnpacked };
  const makesVersion = !row.isDryRun && row.options.format !== 'postcodes';
  await database.batch([
    ...(makesVersion ? beginVersion(database, row, now()) : []),
    database
      .prepare(
        `UPDATE directory_import SET state = 'reading', total_bytes = ?2, progress = ?4, updated_at = ?3
         WHERE id = ?1 AND state = 'unpacking'`,
      )
      .bind(row.id, unpacked.value.bytes, now(), progressText(progress)),
  ]);
}

async function readOn({ database, bucket, assets, now }: ImportParts, row: ImportRow): Promise<void> {
  const bytes = row.totalBytes!;
  if (row.readBytes < bytes) {
    const isPlain = row.progress.isUnpacked;
    const etags = isPlain ? null : await etagsOf(database, row.id);
    const file = storedFile(bucket, row.id, isPlain ? 'plain' : 'part', bytes, etags);
    const findPostcodes = withShippedZips(postcodesIn(database), assets);
    const read = await readSlice({ database, file, findPostcodes, now: now() }, row);
    return read.ok ? undefined : failImport(database, row.id, read.error, now());
  }
  const { rows, added, changed, unchanged, faulty, isCutOff } = row.progress;
  // Half of a source would otherwise take the other half away.
  if (isCutOff) return failImport(database, row.id, 'upload-incomplete', now());
  if (faulty * 2 > rows) return failImport(database, row.id, 'too-many-errors', now());
  // A file of nothing would otherwise take everything of its source away.
  if (added + changed + unchanged === 0) return failImport(database, row.id, 'no-rows', now());
  const { format, addOnly } = row.options;
  const next = addOnly || format === 'postcodes' ? 'publishing' : 'comparing';
  await database
    .prepare(`UPDATE directory_import SET state = ?2, updated_at = ?3 WHERE id = ?1 AND state = 'reading'`)
    .bind(row.id, next, now())
    .run();
}

/**
 * That a version is there for everybody to see. The audit lies in another database; a row that it did not take leaves the
 * import to be cleared, so every later message tries again, and no undo comes before it.
 */
async function recordImported({ audit, now }: ImportParts, { id, state, version }: ImportRow): Promise<void> {
  if (state !== 'live' || version === null) return;
  const event = { account: null, actor: 'system', action: 'directory.imported', outcome: 'done' } as const;
  await audit.record({ ...event, subject: id }, now());
}

async function publishOn({ database, now }: ImportParts, row: ImportRow): Promise<void> {
  const { id, isDryRun, version, progress, progressText: before } = row;
  if (isDryRun || version === null) {
    await database
      .prepare(
        `UPDATE directory_import SET state = ?2, is_clearing = 1, updated_at = ?3
         WHERE id = ?1 AND state = 'publishing'`,
      )
      .bind(id, isDryRun ? 'checked' : 'live', now())
      .run();
    return;
  }
  const publishFrom = await publishTiles(database, version, progress.publishFrom);
  if (publishFrom === null) return goLive(database, row, now());
  await database
    .prepare(
      `UPDATE directory_import SET progress = ?3, updated_at = ?4
       WHERE id = ?1 AND state = 'publishing' AND progress = ?2`,
    )
    .bind(id, before, progressText({ ...progress, step: progress.step + 1, publishFrom }), now())
    .run();
}

async function etagsOf(database: D1Database, id: string): Promise<readonly string[]> {
  const { results } = await database
    .prepare('SELECT etag FROM directory_import_part WHERE import_id = ?1 ORDER BY part')
    .bind(id)
    .all<{ etag: string }>();
  return results.map(({ etag }) => etag);
}
