/**
 * One text reading of 40 words on one WASM thread in Node: warm (budget ≤ 10 ms p50), a long entry of 400 words,
 * and the first reading of a fresh reader (hashes checked, network built), its files in the file cache.
 */
import { createTextReader } from '@undertone/inference/text/text-reader';
import { folderAssets, nodeSessions, NODE_RUNTIME } from '../scripts/node-models.ts';
import { FORTY_WORDS } from './forty-words.ts';
import { percentile, report, round, type Row } from './report.ts';

const WARM = 300;
const COLD = 7;

async function timed(work: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const startedAt = performance.now();
  const { ok } = await work();
  if (!ok) throw new Error('the reading failed: nothing to time');
  return performance.now() - startedAt;
}

interface Times {
  readonly elapsedMs: readonly number[];
  /** Processor time a reading: what the wall clock would show on an idle machine. */
  readonly cpuMs: number;
}

async function times(count: number, work: () => Promise<{ readonly ok: boolean }>): Promise<Times> {
  const elapsedMs: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) elapsedMs.push(await timed(work));
  const { user, system } = process.cpuUsage(before);
  return { elapsedMs, cpuMs: (user + system) / 1000 / count };
}

const createSession = nodeSessions();
const assets = folderAssets();
const first = await times(1, () => createTextReader({ assets, createSession }).read(FORTY_WORDS));
const cold = await times(COLD, () => createTextReader({ assets, createSession }).read(FORTY_WORDS));

const reader = createTextReader({ assets, createSession });
await times(20, () => reader.read(FORTY_WORDS));
const warm = await times(WARM, () => reader.read(FORTY_WORDS));
const long = await times(WARM / 10, () =>
  reader.read(Array.from({ length: 10 }, () => FORTY_WORDS).join('\n')),
);

const words = FORTY_WORDS.split(' ').length;
const row = (what: string, { elapsedMs, cpuMs }: Times): Row => ({
  what,
  samples: elapsedMs.length,
  'p50 ms': round(percentile(elapsedMs, 0.5)),
  'p95 ms': round(percentile(elapsedMs, 0.95)),
  'processor ms': round(cpuMs),
});

report('text-reading', `Reading text (budget: ${words} words warm ≤ 10 ms p50). ${NODE_RUNTIME}`, [
  row(`${words} words, warm`, warm),
  row(`${words * 10} words, warm`, long),
  row('first reading of a new reader, WASM compiled', cold),
  row('first reading of the process, WASM compiled then', first),
]);
