import { defineConfig } from 'vitest/config';

/** The time-outs only end what hangs: a busy machine must not fail a test. */
const nodeProject = (name: string, include: readonly string[]) => ({
  test: {
    ...{ name, environment: 'node', include: [...include] },
    ...{ testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } },
  },
});

/** The folder decides the runtime: see docs/architecture.md. */
export default defineConfig({
  test: {
    // Every request writes a line of the log; only a failure's are of interest.
    silent: 'passed-only',
    // By default one core is left idle, which on a machine of two is half of it.
    maxWorkers: '100%',
    projects: [
      nodeProject('packages', ['packages/*/{src,conformance}/**/*.test.ts']),
      nodeProject('scripts', ['scripts/**/*.test.ts']),
      nodeProject('web', ['web/{src,build}/**/*.test.{ts,tsx}']),
      nodeProject('simulation', ['simulation/**/*.test.ts']),
      'worker/vitest.config.ts',
      nodeProject('worker-in-node', ['worker/src/**/*.node.test.ts']),
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/product.setup.ts'],
          // Each worker has a product and a browser of its own; two cores are not enough for more of either.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 60_000, interval: 100 } },
        },
      },
    ],
  },
});
