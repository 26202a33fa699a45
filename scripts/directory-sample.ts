import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ROOT } from './root.ts';
import { SAMPLE_CSV } from './sample/sample-csv.ts';
import { sampleEntries } from './sample/sample-entries.ts';
import type { SampleFormat } from './sample/sample-format.ts';
import { SAMPLE_GEOJSON } from './sample/sample-geojson.ts';
import { createSampleNppes } from './sample/sample-nppes.ts';
import { SAMPLE_OVERPASS } from './sample/sample-overpass.ts';
import { sampleText } from './sample/sample-text.ts';

/**
 * `npm run directory:sample -- --count 1000000 --seed S [--out FILE] [--format csv|geojson|nppes|overpass]`: a directory
 * of care that is made up from the first name to the last number, to try imports and maps with.
 */
const FORMATS: Readonly<Record<string, { readonly suffix: string; make(): Promise<SampleFormat> }>> = {
  csv: { suffix: 'csv', make: async () => SAMPLE_CSV },
  geojson: { suffix: 'geojson', make: async () => SAMPLE_GEOJSON },
  nppes: { suffix: 'nppes.csv', make: createSampleNppes },
  overpass: { suffix: 'overpass.json', make: async () => SAMPLE_OVERPASS },
};

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '3000' },
    seed: { type: 'string', default: 'sample' },
    format: { type: 'string', default: 'csv' },
    out: { type: 'string' },
  },
});

const count = Number(values.count);
const chosen = FORMATS[values.format];
if (!Number.isInteger(count) || count < 1 || count > 50_000_000 || chosen === undefined) {
  console.error(
    `--count is a whole number from 1 to 50000000, --format one of ${Object.keys(FORMATS).join(', ')}.`,
  );
  process.exit(1);
}

const startedAt = performance.now();
const out = resolve(values.out ?? join(ROOT, '.data', `sample-directory-${count}.${chosen.suffix}`));
await mkdir(dirname(out), { recursive: true });
const format = await chosen.make();
const entries = sampleEntries(count, values.seed, format.onlyCountry);
await pipeline(Readable.from(sampleText(entries, format)), createWriteStream(out));
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${count} made-up entries in ${out} (${seconds} s, at most ${peakMb} MB of memory).`);
