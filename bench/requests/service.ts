import type { Kind, Stage } from './kind.ts';

const PACK_FILE = '0'.repeat(64);

const mirrored = async ({ worker }: Stage) =>
  worker.mirror(`bench/${PACK_FILE}`, Buffer.alloc(1024 * 1024, 'a'));

/** What is about nobody. */
export const SERVICE_KINDS: readonly Kind[] = [
  { request: 'health', route: 'health' },
  { request: 'larger models, read', route: 'packs', before: mirrored },
  {
    request: 'file of a larger model, 1 MiB',
    ...{ route: 'packFile', path: `/packs/bench/${PACK_FILE}`, before: mirrored },
  },
  { request: 'metrics', route: 'metrics' },
  {
    request: "deployment's health",
    route: 'deploymentHealth',
    before: async ({ worker }) =>
      worker.run([{ sql: 'UPDATE user SET is_super_admin = 1 WHERE id IN (SELECT id FROM bench_account)' }]),
  },
];
