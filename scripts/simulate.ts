/**
 * npm run simulate -- [--long | --runs N] [--seed S]
 *
 * Plays random schedules of devices, network and server (see simulation/), prints the seed that replays them, and
 * writes what it found to bench/results/simulation.json. `--long` plays 100,000. Exits with 1 at the first fault,
 * after shrinking the schedule that shows it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { schedule } from '../simulation/actions.ts';
import { runSchedule } from '../simulation/run-schedule.ts';
import { ROOT } from './root.ts';

const LONG = 100_000;
const SHORT = 2_000;
/** Each chunk has its own seed, so that a fault in the ninetieth thousandth needs no replay of the rest. */
const CHUNK = 1_000;

const { values } = parseArgs({
  options: { long: { type: 'boolean' }, runs: { type: 'string' }, seed: { type: 'string' } },
});
const runs = Number(values.runs ?? (values.long ? LONG : SHORT));
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run simulate -- [--long | --runs N] [--seed S]');
  process.exit(2);
}

console.log(`seed ${seed}, ${runs} schedules`);
const startedAt = performance.now();
let played = 0;
let scenes = 0;
let fault: string | null = null;
for (let chunk = 0; played < runs && fault === null; chunk++) {
  const numRuns = Math.min(CHUNK, runs - played);
  const property = fc.asyncProperty(schedule, async (plan) => {
    scenes += plan.scenes.length;
    const { faults } = await runSchedule(plan);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
  const outcome = await fc.check(property, { numRuns, seed: seed + chunk });
  played += outcome.failed ? outcome.numRuns : numRuns;
  if (outcome.failed) fault = `${fc.defaultReportMessage(outcome)}\n${String(outcome.errorInstance)}`;
  const seconds = (performance.now() - startedAt) / 1_000;
  process.stdout.write(
    `\r${played} played, ${(played / seconds).toFixed(0)} a second, ${scenes} deeds and mishaps`,
  );
}
process.stdout.write('\n');

const seconds = Number(((performance.now() - startedAt) / 1_000).toFixed(1));
const folder = join(ROOT, 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'simulation.json'),
  `${JSON.stringify({ command: `npm run simulate -- --runs ${runs} --seed ${seed}`, seed, schedules: played, scenes, seconds, faults: fault === null ? 0 : 1 }, null, 2)}\n`,
);
if (fault !== null) {
  console.error(fault);
  process.exit(1);
}
console.log(`No fault in ${played} schedules (${seconds} s).`);
