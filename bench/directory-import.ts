/**
 * An import of a made file from end to end: plain and packed, of ordinary rows and of a file of more than 1 GB. Budget: a
 * file of 1 GB within 128 MB of memory. The product's own code in Node, its heap bounded by Node itself; memory is heap
 * and buffers together, the runtime's own included, as a Worker's limit counts them. The database and the bucket lie on
 * disk in place of D1 and R2, so the times have no transport.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sampleEntries } from '../scripts/sample/sample-entries.ts';
import { SAMPLE_CSV } from '../scripts/sample/sample-csv.ts';
import { report, round, type Row } from './report.ts';

const HEAP_MB = 64;
const MEMORY_MB = 128;
const SEED = 'bench';

/** Rows, bytes of a column that nobody reads, and whether the file is packed. */
const FILES = [
  { name: '100,000 rows', rows: 100_000, padding: 0, isPacked: false },
  { name: '100,000 rows, gzip', rows: 100_000, padding: 0, isPacked: true },
  { name: '1,000,000 rows, more than 1 GB', rows: 1_000_000, padding: 860, isPacked: false },
  { name: '1,000,000 rows, more than 1 GB, gzip', rows: 1_000_000, padding: 860, isPacked: true },
];
const wanted = process.argv[2]?.split(',').map((index) => FILES[Number(index)]!) ?? FILES;

interface Outcome {
  readonly state: string;
  readonly rows: number;
  readonly added: number;
  readonly seconds: number;
  readonly most: number;
  readonly atFirst: number;
  readonly databaseBytes: number;
  readonly fileBytes: number;
  readonly steps: Readonly<Record<string, number>>;
}

async function write(path: string, { rows, padding, isPacked }: (typeof FILES)[number]): Promise<void> {
  const file = createWriteStream(path);
  const text = Readable.from(csv(rows, padding));
  await (isPacked ? pipeline(text, createGzip({ level: 1 }), file) : pipeline(text, file));
  if (!file.closed) await once(file, 'close');
}

/** A column of hexadecimal noise that differs from row to row, so that it does not pack to nothing. */
function* csv(rows: number, padding: number): Generator<string> {
  yield `remark,${SAMPLE_CSV.head}`;
  let chunk = '';
  let number = 0;
  for (const entry of sampleEntries(rows, SEED)) {
    const noise = (Math.imul(number + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
    const remark = padding === 0 ? '' : `${noise}${String(number)}`.repeat(padding).slice(0, padding);
    chunk += `${remark},${SAMPLE_CSV.row(entry, number++)}`;
    if (chunk.length < 1 << 20) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function importOnce(path: string): Outcome {
  const program = new URL('directory/import-once.ts', import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, program, path],
    { encoding: 'utf8', maxBuffer: 1 << 24 },
  );
  if (status !== 0) throw new Error(`the import failed:\n${stderr}`);
  return JSON.parse(stdout) as Outcome;
}

const rows: Row[] = [];
const folder = mkdtempSync(join(tmpdir(), 'undertone-bench-'));
for (const made of wanted) {
  const path = join(folder, 'file');
  await write(path, made);
  const { state, added, seconds, most, atFirst, databaseBytes, fileBytes, steps } = importOnce(path);
  if (state !== 'live' || added < made.rows * 0.99) throw new Error(`${made.name}: ${state} with ${added}`);
  const step = (name: string) => round(steps[name] ?? 0, 1);
  rows.push({
    file: made.name,
    'file MB': round(fileBytes / 1e6, 0),
    's in all': round(seconds, 1),
    unpacking: step('unpacking'),
    reading: step('reading'),
    comparing: step('comparing'),
    publishing: step('publishing'),
    'rows/s': round(made.rows / seconds, 0),
    'memory MB, most': round(most / 1e6, 0),
    'of it before': round(atFirst / 1e6, 0),
    'within 128 MB': most <= MEMORY_MB * 1e6 ? 'yes' : 'NO',
    'database MB': round(databaseBytes / 1e6, 0),
  });
  rmSync(path);
}
rmSync(folder, { recursive: true });
report('directory-import', 'An import from end to end, heap bounded at 64 MB', rows);
if (rows.some((row) => row['within 128 MB'] !== 'yes')) process.exit(1);
