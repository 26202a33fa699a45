import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  insertEntries,
  jsonParameters,
  newRowOf,
  type NewRow,
} from '@undertone/worker/directory/import/entry-rows';
import { publishTiles } from '@undertone/worker/directory/publish';
import { ROOT } from '../../scripts/root.ts';
import { sampleEntries } from '../../scripts/sample/sample-entries.ts';
import type { createSqliteDatabase } from './sqlite-database.ts';

type Opened = ReturnType<typeof createSqliteDatabase>;

const ROWS_AT_ONCE = 2000;

/** The product's tables with a generated directory in it, as its importer writes one. */
export async function writeDirectory({ d1, sqlite }: Opened, count: number, seed: string): Promise<void> {
  for (const path of globSync('migrations/directory/*.sql', { cwd: ROOT }).sort()) {
    for (const sql of readFileSync(join(ROOT, path), 'utf8').split('--> statement-breakpoint'))
      sqlite.exec(sql);
  }
  sqlite.exec(`INSERT INTO directory_version (version, state, made_at) VALUES (1, 'building', 1)`);
  const insert = insertEntries('1');
  let rows: NewRow[] = [];
  const flush = async () => {
    const statements = jsonParameters(rows).map((json) => d1.prepare(insert).bind(json, 'sample', 1));
    await d1.batch(statements);
    rows = [];
  };
  for (const { sourceId, ...fields } of sampleEntries(count, seed)) {
    const entry = { source: 'sample', precision: 'exact' as const, ...fields };
    rows.push(newRowOf({ sourceId, entry, notes: [] }, false).row);
    if (rows.length === ROWS_AT_ONCE) await flush();
  }
  await flush();
}

const SAMPLE_EVERY_MS = 20;

/** Heap and buffers of this process; not the pages of the database, which a Worker does not have. */
const heldBytes = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Publishes and goes live; how much memory it took at most beside what there was before, in bytes, garbage included. */
export async function publishDirectory({ d1, sqlite }: Opened): Promise<{ readonly mostBytes: number }> {
  globalThis.gc?.();
  const before = heldBytes();
  let mostBytes = 0;
  const look = () => {
    mostBytes = Math.max(mostBytes, heldBytes() - before);
  };
  const looking = setInterval(look, SAMPLE_EVERY_MS);
  let from: string | null = null;
  do {
    from = await publishTiles(d1, 1, from);
    look();
  } while (from !== null);
  clearInterval(looking);
  sqlite.exec(`UPDATE directory_version SET state = 'live', live_at = 1`);
  return { mostBytes };
}
