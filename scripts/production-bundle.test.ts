import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runTool } from './process.ts';

const TRACES = ['/dev/outbox', 'OUTBOX', 'Nothing left the machine', '/dev/sample-directory'];

const folder = mkdtempSync(join(tmpdir(), 'undertone-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file that a deployment from `entry` (wrangler.toml's own when none is given) would upload, and what it says. */
async function bundleOf(...entry: readonly string[]): Promise<string> {
  const outdir = join(folder, entry.join().replaceAll('/', '-') || 'own');
  const { exitCode, output } = await runTool(
    'wrangler',
    ['deploy', ...entry, '--dry-run', '--outdir', outdir],
    {
      home: 'worker',
      env: { CI: 'true', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    },
  );
  if (exitCode !== 0) throw new Error(output);
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
  return [output, ...texts].join('\n');
}

/** Another program starts and bundles the Worker: seconds, and a minute where many share the machine. */
const BUNDLE_MOST_MS = 300_000;

it(
  'has nothing of the local mailbox or the sample directory in what is deployed',
  async () => {
    const deployed = await bundleOf();
    expect(deployed).toContain('createWorker');
    for (const trace of TRACES) expect(deployed).not.toContain(trace);
  },
  BUNDLE_MOST_MS,
);

it(
  'would find it there',
  async () => {
    const local = await bundleOf('worker/src/local/index.ts');
    for (const trace of TRACES) expect(local).toContain(trace);
  },
  BUNDLE_MOST_MS,
);
