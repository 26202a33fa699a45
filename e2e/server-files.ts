import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every byte the server has stored: databases, their logs, objects, queues. */
export function storedBytes(dataDir: string): readonly { readonly path: string; readonly bytes: Buffer }[] {
  return globSync('**/*', { cwd: dataDir, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .flatMap((path) => {
      const bytes = bytesOf(path);
      return bytes === null ? [] : [{ path, bytes }];
    });
}

/** `null`: gone since it was listed, as the journal of a transaction goes with its end. */
function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The product writes at the same time: whoever comes second waits for its lock. */
const LOCK_TIMEOUT_MS = 60_000;

/** The database of the product: the one that knows accounts. */
export function openServerDatabase(dataDir: string): DatabaseSync {
  for (const path of globSync('**/*.sqlite', { cwd: dataDir })) {
    const database = new DatabaseSync(join(dataDir, path), { timeout: LOCK_TIMEOUT_MS });
    const found = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'account_key'")
      .get();
    if (found !== undefined) return database;
    database.close();
  }
  throw new Error(`no database with accounts under ${dataDir}`);
}
