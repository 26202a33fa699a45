/**
 * One import in a process of its own, whose heap Node bounds: `node --max-old-space-size=… import-once.ts FILE WRAPPING`.
 * Prints what it took as JSON. Database and bucket lie on disk, as they lie elsewhere than a Worker's memory.
 */
import {
  closeSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@undertone/base/clock';
import { IMPORT_LIMITS, type NewImport } from '@undertone/contract/directory-import';
import { findImport } from '@undertone/worker/directory/import/import-rows';
import { runImport } from '@undertone/worker/directory/import/run-import';
import { NO_PROGRESS, progressText } from '@undertone/worker/directory/import/progress';
import { partKey } from '@undertone/worker/directory/import/stored-file';
import { ROOT } from '../../scripts/root.ts';
import { createSqliteDatabase } from '../geo/sqlite-database.ts';
import { createFileBucket } from './file-bucket.ts';

const SAMPLED_EVERY_MS = 20;
const ID = 'import';

const file = process.argv[2]!;
const folder = mkdtempSync(join(tmpdir(), 'undertone-import-'));
const { d1, sqlite } = createSqliteDatabase(join(folder, 'directory.sqlite'));
for (const path of globSync('migrations/directory/*.sql', { cwd: ROOT }).sort()) {
  for (const sql of readFileSync(join(ROOT, path), 'utf8').split('--> statement-breakpoint'))
    sqlite.exec(sql);
}
const bucket = createFileBucket(join(folder, 'bucket'));
const fileBytes = statSync(file).size;
const options: NewImport = {
  ...{ format: 'csv', addOnly: false, fileBytes },
  source: { id: 'sample', name: 'Sample', licence: 'CC0 1.0', isSample: true },
};
const now = systemClock.now();
await d1
  .prepare(
    `INSERT INTO directory_import (id, format, source, options, state, file_bytes, progress, started_by, started_at, updated_at)
     VALUES (?1, 'csv', 'sample', ?2, 'queued', ?3, ?4, 'bench', ?5, ?5)`,
  )
  .bind(ID, JSON.stringify(options), fileBytes, progressText(NO_PROGRESS), now)
  .run();

const descriptor = openSync(file, 'r');
const buffer = new Uint8Array(IMPORT_LIMITS.partBytes);
for (let part = 0; part * buffer.length < fileBytes; part++) {
  const bytes = readSync(descriptor, buffer, 0, buffer.length, part * buffer.length);
  const { etag } = (await bucket.put(partKey(ID, 'part', part), buffer.subarray(0, bytes)))!;
  await d1
    .prepare(
      'INSERT INTO directory_import_part (import_id, part, bytes, etag, stored_at) VALUES (?1, ?2, ?3, ?4, 0)',
    )
    .bind(ID, part, bytes, etag)
    .run();
}
closeSync(descriptor);

const used = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
let most = used();
const atFirst = most;
const sampler = setInterval(() => (most = Math.max(most, used())), SAMPLED_EVERY_MS);
const parts = { database: d1, bucket, audit: { record: async () => {} } };
const times = new Map<string, number>();
const startedAt = performance.now();
for (let outcome: unknown = 'more'; outcome === 'more';) {
  const before = performance.now();
  const { state } = (await findImport(d1, ID))!;
  // A clock that leaves each message time for one step.
  let looks = 0;
  outcome = await runImport({ ...parts, now: () => (looks++ < 2 ? now : now + 60_000) as typeof now }, ID);
  most = Math.max(most, used());
  times.set(state, (times.get(state) ?? 0) + performance.now() - before);
}
clearInterval(sampler);
const { state, progress } = (await findImport(d1, ID))!;
const databaseBytes = statSync(join(folder, 'directory.sqlite')).size;
sqlite.close();
rmSync(folder, { recursive: true });
console.log(
  JSON.stringify({
    ...{ state, rows: progress.rows, added: progress.added, troubles: progress.troubles },
    ...{ seconds: (performance.now() - startedAt) / 1000, most, atFirst, databaseBytes, fileBytes },
    steps: Object.fromEntries([...times].map(([step, ms]) => [step, ms / 1000])),
  }),
);
