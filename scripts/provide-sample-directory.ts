import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './root.ts';

const COUNT = 3000;
/** The journeys look for what this seed makes. */
const SEED = 'sample';

/**
 * Gives a local product that never imported anything a small directory, made up and marked as such. Resolves once its
 * import is queued; entries show up some seconds later. Rejects with what the generator or the product said.
 */
export async function provideSampleDirectory(origin: string, dataDir: string): Promise<void> {
  const address = `${origin}/dev/sample-directory`;
  const { isWanted } = (await (await fetch(address)).json()) as { readonly isWanted: boolean };
  if (!isWanted) return;
  const path = join(dataDir, 'sample-directory.csv');
  // A process of its own: the list of the world's places must not stay in this one.
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'scripts', 'directory-sample.ts'),
    ...['--count', String(COUNT), '--seed', SEED, '--out', path],
  ]);
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: await readFile(path),
  });
  if (!reply.ok) throw new Error(`The sample directory was refused: ${reply.status}`);
}
