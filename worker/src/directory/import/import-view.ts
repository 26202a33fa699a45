import type { DirectoryImport } from '@undertone/contract/directory-import';
import type { EpochMs } from '@undertone/base/clock';
import { parseImportRow, type RawImportRow } from './import-rows.ts';
import { UNDO_WITHIN_MS } from './versions.ts';

const SELECT = `SELECT directory_import.*,
    (SELECT json_group_array(part) FROM directory_import_part WHERE import_id = directory_import.id) AS parts,
    directory_import.state = 'live' AND is_clearing = 0
      AND EXISTS (SELECT 1 FROM directory_version
        WHERE directory_version.version = directory_import.version AND state = 'live' AND live_at > ?1) AS can_undo
  FROM directory_import`;

type ViewRow = RawImportRow & { readonly parts: string; readonly can_undo: number };

/** Imports as admins see them, newest first. */
export async function viewImports(
  database: D1Database,
  limit: number,
  now: EpochMs,
): Promise<DirectoryImport[]> {
  const { results } = await database
    .prepare(`${SELECT} ORDER BY started_at DESC, id LIMIT ?2`)
    .bind(now - UNDO_WITHIN_MS, limit)
    .all<ViewRow>();
  return results.map((row) => viewOf(row));
}

export async function viewImport(
  database: D1Database,
  id: string,
  now: EpochMs,
): Promise<DirectoryImport | null> {
  const row = await database
    .prepare(`${SELECT} WHERE directory_import.id = ?2`)
    .bind(now - UNDO_WITHIN_MS, id)
    .first<ViewRow>();
  return row === null ? null : viewOf(row);
}

function viewOf(raw: ViewRow): DirectoryImport {
  const { options, progress, ...row } = parseImportRow(raw);
  const { rows, added, changed, unchanged, removed, troubles } = progress;
  return {
    ...{ id: row.id, format: options.format, source: options.source.id, sourceName: options.source.name },
    ...{ state: row.state, failure: row.failure, isDryRun: row.isDryRun, version: row.version },
    fileBytes: row.fileBytes,
    partsReceived: (JSON.parse(raw.parts) as number[]).sort((left, right) => left - right),
    ...{ readBytes: row.readBytes, totalBytes: row.totalBytes },
    ...{ rows, added, changed, unchanged, removed },
    troubles,
    canUndo: raw.can_undo === 1,
    startedAt: new Date(row.startedAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
