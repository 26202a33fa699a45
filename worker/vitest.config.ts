import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** The Worker's tests run in workerd, with real D1, Durable Objects and Queues. */
export default defineConfig({
  plugins: [
    cloudflareTest(async () => {
      // Assets must exist to be bound; the API's tests need none.
      mkdirSync(join(root, 'web', 'dist'), { recursive: true });
      return {
        wrangler: { configPath: join(root, 'wrangler.toml') },
        miniflare: {
          // Optional, so not in wrangler.toml: a deployment may have no mirror of larger models and no map of streets.
          r2Buckets: ['PACKS', 'MAPS'],
          bindings: {
            BETTER_AUTH_SECRET: 'test-secret-of-the-sessions-0123456789',
            PRELOGIN_SECRET: 'test-secret-of-the-salts-0123456789-ab',
            SEALING_SECRET: 'test-secret-of-the-sealing-0123456789-a',
            FUZZ_REQUESTS: process.env['FUZZ_REQUESTS'] ?? '1000',
            FUZZ_SEED: process.env['FUZZ_SEED'] ?? '1',
            TEST_MIGRATIONS: await readD1Migrations(join(root, 'migrations')),
            TEST_DIRECTORY_MIGRATIONS: await readD1Migrations(join(root, 'migrations', 'directory')),
          },
        },
      };
    }),
  ],
  test: {
    name: 'worker',
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.node.test.ts'],
    // One workerd for all files instead of one for each; tests keep apart by using accounts of their own.
    isolate: false,
    // As in the root: a time-out only ends what hangs. On a busy machine some tests take half a minute.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    // Projects with another number of workers run in a group of their own.
    sequence: { groupOrder: 1 },
    setupFiles: ['src/testing/migrate.setup.ts'],
  },
});
