import { readFile } from 'node:fs/promises';
import { unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { findFile, parseManifest } from './manifest.ts';

const shipped = JSON.parse(
  await readFile(new URL('../../../models/text-en/model.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

test('the shipped manifest parses, and files are found by what they are for', () => {
  const manifest = unwrap(parseManifest(shipped));
  expect(manifest.id).toBe('text-en');
  expect(findFile(manifest, 'network')?.path).toBe('network.onnx');
});

test('keys of a newer manifest pass through', () => {
  expect(unwrap(parseManifest({ ...shipped, laterKey: 1 }))).toMatchObject({ laterKey: 1 });
});

test.each([
  ['not an object', 'model', '(root)'],
  [
    'a path that leaves the folder',
    {
      ...shipped,
      files: [{ path: '../x', bytes: 1, sha256: '0'.repeat(64), role: 'network', licence: 'CC-BY-4.0' }],
    },
    'files.0.path',
  ],
  [
    'a file without a licence',
    { ...shipped, files: [{ path: 'x', bytes: 1, sha256: '0'.repeat(64), role: 'network' }] },
    'files.0.licence',
  ],
  ['no files', { ...shipped, files: [] }, 'files'],
  ['a prior that is no share', { ...shipped, output: { labelPrior: [2] } }, 'output.labelPrior.0'],
])('refuses %s and says where', (_, json, where) => {
  const parsed = parseManifest(json);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.error.where.startsWith(where)).toBe(true);
});
