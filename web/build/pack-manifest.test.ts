import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pinsOf, readPackManifest } from './pack-manifest.ts';

const manifest = await readPackManifest(join(import.meta.dirname, '..', '..', 'models', 'packs.json'));

test('every pack is pinned to its revision by the address it comes from', () => {
  expect(manifest.length).toBeGreaterThan(0);
  for (const { from, revision } of manifest) expect(from).toContain(`/${revision}/`);
});

test('no two files share a hash, and large ones say their size', () => {
  const files = manifest.flatMap((pack) => pack.files);
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(files.length);
  for (const { role, bytes } of files)
    if (role !== 'tokenizer' && role !== 'configuration') expect(bytes).toBeGreaterThan(0);
});

test('the app is built without any address of another host', () => {
  expect(JSON.stringify(pinsOf(manifest))).not.toMatch(/https?:|\/resolve\/|storage\./);
});
