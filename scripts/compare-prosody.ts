/**
 * node scripts/compare-prosody.ts FOLDER [--most N]   our pitch, jitter and shimmer beside Praat's, WAV by WAV
 * node scripts/compare-prosody.ts --write             Praat's figures of the test signals, into reference/praat.json
 *
 * Needs `praat` (6.x) on the path and says so where it is missing. WAV files are 16-bit mono at 16 kHz.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { jitterOf, shimmerOf } from '@undertone/inference/voice/perturbation';
import { REFERENCE_SIGNALS } from '@undertone/inference/voice/reference/signals.testkit';
import { encodeWav } from '@undertone/inference/voice/speech.testkit';
import { createStretchAnalysis } from '@undertone/inference/voice/stretch';
import { ROOT } from './root.ts';

const REFERENCE = join(ROOT, 'packages/inference/src/voice/reference');

interface PraatFigures {
  readonly version: string;
  readonly jitter: number;
  readonly shimmerDb: number;
  /** Hz for each 10 ms, 0 where unvoiced. */
  readonly pitch: readonly number[];
}

function askPraat(file: string): PraatFigures {
  const printed = execFileSync('praat', ['--run', join(REFERENCE, 'measure.praat'), file]).toString();
  const [version = '', perturbation = '', pitch = ''] = printed.split('\n');
  const [jitter = Number.NaN, shimmerDb = Number.NaN] = perturbation.split(' ').map(Number);
  return { version, jitter, shimmerDb, pitch: pitch.trim().split(' ').map(Number) };
}

function readWav(path: string): Float32Array {
  const bytes = readFileSync(path);
  const [channels, rate, bits] = [bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)];
  if (channels !== 1 || rate !== 16_000 || bits !== 16) throw new Error(`${path}: not 16-bit mono at 16 kHz`);
  const start = bytes.indexOf('data') + 8;
  return Float32Array.from(
    { length: (bytes.length - start) >> 1 },
    (_, index) => bytes.readInt16LE(start + 2 * index) / 32768,
  );
}

function writeReference(): void {
  const folder = mkdtempSync(join(tmpdir(), 'prosody-'));
  const file = join(folder, 'signal.wav');
  let praat = '';
  const signals = REFERENCE_SIGNALS.map(({ name, make }) => {
    writeFileSync(file, encodeWav(make()));
    const { version, jitter, shimmerDb, pitch } = askPraat(file);
    praat = version;
    return { name, jitter, shimmerDb, pitch: pitch.join(' ') };
  });
  rmSync(folder, { recursive: true });
  writeFileSync(join(REFERENCE, 'praat.json'), `${JSON.stringify({ praat, signals }, null, 2)}\n`);
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function compare(folder: string, most: number): void {
  const rows = globSync('**/*.wav', { cwd: folder })
    .sort()
    .slice(0, most)
    .map((path) => {
      const { pitch, perturbation } = createStretchAnalysis()(readWav(join(folder, path)));
      const praat = askPraat(join(folder, path));
      const both = [...pitch.keys()].filter((frame) => pitch[frame]! > 0 && praat.pitch[frame]! > 0);
      const either = [...pitch.keys()].filter((frame) => pitch[frame]! > 0 || praat.pitch[frame]! > 0);
      const apart = both.map((frame) => Math.abs(pitch[frame]! / praat.pitch[frame]! - 1));
      return {
        file: basename(path),
        'voicing alike': both.length / either.length,
        'F0 within 1 %': apart.filter((share) => share <= 0.01).length / both.length,
        'F0 median difference': middle(apart),
        'jitter / Praat': (jitterOf(perturbation) ?? Number.NaN) / praat.jitter,
        'shimmer / Praat': (shimmerOf(perturbation) ?? Number.NaN) / praat.shimmerDb,
      };
    });
  console.table(rows.map((row) => mapNumbers(row, (value) => Number(value.toFixed(4)))));
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'file');
  const medians = columns.map((column) => [
    column,
    Number(middle(rows.map((row) => row[column as 'jitter / Praat'])).toFixed(4)),
  ]);
  console.log(JSON.stringify({ files: rows.length, median: Object.fromEntries(medians) }));
}

function mapNumbers(row: Readonly<Record<string, string | number>>, change: (value: number) => number) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? change(value) : value]),
  );
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, most: { type: 'string', default: '40' } },
});
try {
  execFileSync('praat', ['--version']);
} catch {
  console.log('praat is not installed: nothing to compare with');
  process.exit(0);
}
if (values.write) writeReference();
else if (positionals[0] !== undefined) compare(positionals[0], Number(values.most));
else console.error('usage: node scripts/compare-prosody.ts FOLDER [--most N] | --write');
