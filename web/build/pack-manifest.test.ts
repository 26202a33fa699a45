import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from 'vite';
import { expect, test } from 'vitest';
import { modelAssets } from './model-assets.ts';
import {
  allowsDirectPacks,
  directAddresses,
  pinsOf,
  readPackManifest,
  testPackManifest,
  type PackManifest,
} from './pack-manifest.ts';

const manifest = await readPackManifest(join(import.meta.dirname, '..', '..', 'models', 'packs.json'));

test('every pack is pinned to its revision by the address it comes from', () => {
  expect(manifest.length).toBeGreaterThan(0);
  for (const { from, revision } of manifest) expect(from).toContain(`/${revision}/`);
});

test('no two files share a hash, and large ones say their size', () => {
  const files = manifest.flatMap((pack) => pack.files);
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(files.length);
  for (const { role, bytes } of files) if (role !== 'tokenizer') expect(bytes).toBeGreaterThan(0);
});

test('the app is built without any address of another host, unless the operator says otherwise', () => {
  for (const value of [undefined, '', '0', 'true'])
    expect(allowsDirectPacks({ UNDERTONE_DIRECT_PACKS: value })).toBe(false);
  expect(allowsDirectPacks({ UNDERTONE_DIRECT_PACKS: '1' })).toBe(true);
  expect(JSON.stringify(pinsOf(manifest, false))).not.toMatch(/https?:|\/resolve\/|storage\./);
});

test('where the operator allows it, only single pinned files can be fetched, of hosts that answer themselves', () => {
  expect(directAddresses(manifest)).toEqual([
    'https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task',
  ]);
  expect(JSON.stringify(pinsOf(manifest, true))).not.toContain('huggingface.co/');
});

test('a pack whose files do not come at once cannot be marked as direct', async () => {
  await expect(readChanged((pack) => ({ ...pack, direct: true }))).rejects.toThrow('at most 4 MiB');
});

test('two files of a pack that share a role are refused, as only one of them would be read', async () => {
  const share = (pack: PackManifest[number]) => ({
    ...pack,
    files: pack.files.map((file) => ({ ...file, role: 'configuration' })),
  });
  await expect(readChanged(share)).rejects.toThrow('no two of a pack share one');
});

async function readChanged(change: (pack: PackManifest[number]) => unknown): Promise<PackManifest> {
  const folder = await mkdtemp(join(tmpdir(), 'packs-'));
  const path = join(folder, 'packs.json');
  await writeFile(path, JSON.stringify(manifest.map(change)));
  try {
    return await readPackManifest(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('pins of a test never get into the folder that is served and deployed', async () => {
  expect(testPackManifest({})).toBeNull();
  expect(testPackManifest({ UNDERTONE_PACK_MANIFEST: 'pins.json' })).toBe('pins.json');
  const root = join(import.meta.dirname, '..');
  const config = (outDir: string) =>
    resolveConfig(
      {
        configFile: false,
        root,
        build: { outDir },
        plugins: [modelAssets({ modelsDir: 'models', packManifest: 'pins.json' })],
      },
      'build',
    );
  await expect(config('dist')).rejects.toThrow('UNDERTONE_PACK_MANIFEST is for tests');
  await expect(config(join(root, 'dist'))).rejects.toThrow('UNDERTONE_PACK_MANIFEST is for tests');
  await expect(config(join(tmpdir(), 'elsewhere'))).resolves.toBeDefined();
});
