/**
 * npm run fuzz -- [--requests N] [--seed S]
 *
 * Sends requests made from the API's own description (worker/src/fuzz) to the Worker in workerd with its real
 * bindings: 20,000 unless told otherwise, where `npm test` sends 1,000. The seed that it prints replays them.
 */
import { parseArgs } from 'node:util';
import { runTool } from './process.ts';

const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } });
const requests = Number(values.requests ?? 20_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isSafeInteger(requests) || requests < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run fuzz -- [--requests N] [--seed S]');
  process.exit(2);
}
console.log(`seed ${seed}, ${requests} requests`);
const { exitCode } = await runTool('vitest', ['run', '--project', 'worker', 'src/fuzz'], {
  live: true,
  env: { FUZZ_REQUESTS: String(requests), FUZZ_SEED: String(seed) },
});
process.exit(exitCode);
