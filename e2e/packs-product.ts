import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildWebWithPacks } from '../scripts/build.ts';
import { freePort } from '../scripts/free-port.ts';
import { mirrorFiles } from '../scripts/pack-folder.ts';
import { runTool } from '../scripts/process.ts';
import { startProduct, type Product } from '../scripts/product.ts';
import { ROOT } from '../scripts/root.ts';
import { sha256Of } from '../web/build/file-hash.ts';
import type { PackManifest } from '../web/build/pack-manifest.ts';

const BUCKET = 'undertone-packs';

type Pack = PackManifest[number];

/** A pack that a test made; its pins follow from the bytes. */
export interface MadePack {
  readonly id: string;
  readonly task: Pack['task'];
  readonly name: string;
  readonly files: readonly {
    readonly role: Pack['files'][number]['role'];
    readonly path: string;
    readonly bytes: Uint8Array;
  }[];
}

/**
 * A deployment as models/packs.md tells an operator to make one: the bucket uncommented, the files in it under the
 * names that the Worker knows, and an app that is built with the pins of these packs in place of the committed ones.
 * @param folder empty; the caller removes it after the product has stopped
 */
export async function startProductWithPacks(folder: string, packs: readonly MadePack[]): Promise<Product> {
  const manifestPath = join(folder, 'packs.json');
  const manifest = packs.map(pinned);
  writeFileSync(manifestPath, JSON.stringify(manifest));
  for (const { id, files } of packs)
    for (const { path, bytes } of files) {
      const place = join(folder, 'mirror', id, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, bytes);
    }
  const assets = join(folder, 'dist');
  await buildWebWithPacks(assets, manifestPath);
  const configPath = join(folder, 'wrangler.toml');
  writeFileSync(configPath, configWithBuckets(assets));
  const dataDir = join(folder, 'data');
  await fillBucket(manifest, folder, configPath, dataDir);
  return startProduct({ host: '127.0.0.1', port: await freePort(), dataDir, configPath });
}

function pinned({ files, ...pack }: MadePack): Pack {
  const revision = sha256Of(Buffer.concat(files.map(({ bytes }) => bytes)), 'hex').slice(0, 40);
  return {
    ...pack,
    revision,
    licence: 'Apache-2.0',
    from: `https://models.example/${pack.id}/${revision}/`,
    files: files.map(({ role, path, bytes }) => ({
      role,
      path,
      bytes: bytes.length,
      sha256: sha256Of(bytes, 'hex'),
    })),
  };
}

/** wrangler.toml with the lines of the optional buckets uncommented and its paths as they are seen from anywhere. */
export function configWithBuckets(assets: string): string {
  const own = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const config = own
    .replaceAll(
      /^# (\[\[r2_buckets\]\]|binding = "(?:PACKS|MAPS)"|bucket_name = "undertone-(?:packs|maps)")$/gm,
      '$1',
    )
    .replace(/^directory = .*$/m, `directory = ${JSON.stringify(assets)}`)
    .replaceAll(
      /^(main|migrations_dir) = "(.*)"$/gm,
      (_line, key: string, path: string) => `${key} = ${JSON.stringify(join(ROOT, path))}`,
    );
  if (!config.includes('\nbinding = "PACKS"')) throw new Error('wrangler.toml no longer tells of a mirror');
  return config;
}

async function fillBucket(
  manifest: PackManifest,
  folder: string,
  configPath: string,
  dataDir: string,
): Promise<void> {
  const files = mirrorFiles(manifest, join(folder, 'mirror')).map(({ key, path }) => ({ key, file: path }));
  const missing = files.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) throw new Error(`not made: ${missing.map(({ file }) => file).join(', ')}`);
  const list = join(folder, 'bucket.json');
  writeFileSync(list, JSON.stringify(files));
  const { exitCode, output } = await runTool(
    'wrangler',
    [
      ...['r2', 'bulk', 'put', BUCKET, '--filename', list, '--local', '--persist-to', dataDir],
      ...['--config', configPath],
    ],
    { home: 'worker', env: { CI: 'true', WRANGLER_SEND_METRICS: 'false' } },
  );
  if (exitCode !== 0) throw new Error(`The mirror could not be filled:\n${output}`);
}
