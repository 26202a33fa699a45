import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkMirrorFile, mirrorFiles } from './pack-folder.ts';

const BYTES = Buffer.from('a network, as far as this test can tell');
const sha256 = createHash('sha256').update(BYTES).digest('hex');
const MANIFEST = [
  {
    id: 'words-tiny',
    task: 'text-emotion' as const,
    name: 'tiny',
    revision: 'abc',
    licence: 'MIT',
    from: 'https://models.example/tiny/abc/',
    files: [{ path: 'onnx/model.onnx', role: 'network' as const, bytes: BYTES.length, sha256 }],
  },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is named in the mirror by its pack and hash, and is checked before it goes there', async () => {
  const [file] = mirrorFiles(MANIFEST, folder);
  expect(file).toMatchObject({
    key: `words-tiny/${sha256}`,
    url: 'https://models.example/tiny/abc/onnx/model.onnx',
  });
  expect(await checkMirrorFile(file!)).toBe('missing');
  await mkdir(dirname(file!.path), { recursive: true });
  await writeFile(file!.path, BYTES);
  expect(await checkMirrorFile(file!)).toBe('as-pinned');
  await writeFile(file!.path, BYTES.toString().toUpperCase());
  expect(await checkMirrorFile(file!)).toBe('another');
  await writeFile(file!.path, BYTES.subarray(1));
  expect(await checkMirrorFile(file!)).toBe('another');
});
