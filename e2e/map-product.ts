import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../scripts/free-port.ts';
import { runTool } from '../scripts/process.ts';
import { startProduct, type Product } from '../scripts/product.ts';
import { ROOT } from '../scripts/root.ts';
import { configWithBuckets } from './packs-product.ts';

/**
 * A deployment that keeps a map of streets, as docs/adr/0019-maps.md tells an operator to make one: the bucket
 * uncommented, the archive in it.
 *
 * @param folder empty; the caller removes it after the product has stopped
 */
export async function startProductWithMap(folder: string, archive: Uint8Array): Promise<Product> {
  const dataDir = join(folder, 'data');
  const configPath = join(folder, 'wrangler.toml');
  const archivePath = join(folder, 'map.pmtiles');
  writeFileSync(configPath, configWithBuckets(join(ROOT, 'web', 'dist')));
  writeFileSync(archivePath, archive);
  const { exitCode, output } = await runTool(
    'wrangler',
    [
      ...['r2', 'object', 'put', 'undertone-maps/map.pmtiles', '--file', archivePath],
      ...['--local', '--persist-to', dataDir, '--config', configPath],
    ],
    { home: 'worker', env: { CI: 'true', WRANGLER_SEND_METRICS: 'false' } },
  );
  if (exitCode !== 0) throw new Error(`The map could not be put there:\n${output}`);
  return startProduct({ host: '127.0.0.1', port: await freePort(), dataDir, configPath });
}
