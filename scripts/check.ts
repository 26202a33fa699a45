import { fileURLToPath } from 'node:url';
import { runTool, type Finished } from './process.ts';
import { runVitest, type TestCount } from './vitest-run.ts';

interface Step {
  readonly name: string;
  readonly run: () => Promise<Finished>;
}

const STATIC_STEPS: readonly Step[] = [
  { name: 'types', run: () => runTool('tsc', ['--build']) },
  { name: 'lint', run: () => runTool('oxlint', []) },
  { name: 'format', run: () => runTool('oxfmt', ['--check']) },
  { name: 'dead code', run: () => runTool('knip', ['--no-config-hints']) },
];

/** Types, lint, format, dead code, boundaries and unit tests: what a commit must pass. */
export async function runCheck(): Promise<TestCount> {
  let failed = 0;
  for (const step of STATIC_STEPS) {
    const { exitCode, output, seconds } = await step.run();
    console.log(`${exitCode === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds.toFixed(1)} s)`);
    if (exitCode !== 0) {
      failed += 1;
      console.log(output);
    }
  }
  const units = await runVitest(['packages', 'web', 'scripts']);
  return {
    passed: units.passed + STATIC_STEPS.length - failed,
    failed: units.failed + failed,
    skipped: units.skipped,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = performance.now();
  const count = await runCheck();
  console.log(`checked in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  process.exit(count.failed === 0 ? 0 : 1);
}
