import type { FileRow } from './attachment-rows.ts';
import type { FilesDatabase } from './files-database.ts';

/** A file that has been in the making for so long was being written by a tab that died. */
const LONGEST_MAKING_MS = 3_600_000;

/**
 * At each start: files that a killed tab left half written go, and those that no entry names any more (it was erased or
 * the recording taken out, here or on another device) are put on their way out.
 */
export async function sweepFiles(
  database: FilesDatabase,
  options: {
    readonly isNamed: (row: Pick<FileRow, 'id' | 'entry'>) => Promise<boolean | 'unknown'>;
    readonly now: number;
    readonly graceMs: number;
  },
): Promise<void> {
  const leaving = new Set((await database.removals()).map(({ id }) => id));
  for (const { id, entry, name, complete, storedAt } of await database.files()) {
    const isYoung = Math.abs(options.now - storedAt) < LONGEST_MAKING_MS;
    if (isYoung) continue;
    if (!complete) await database.deleteFile(id);
    else if (!leaving.has(id) && (await options.isNamed({ id, entry })) === false)
      await database.addRemoval({ id, entry, name, dueAt: options.now + options.graceMs });
  }
}
