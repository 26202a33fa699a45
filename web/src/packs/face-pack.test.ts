import { parseUtf8, utf8 } from '@undertone/base/bytes';
import { err, ok, unwrap } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { parseManifest } from '@undertone/inference/manifest';
import shipped from '../../../models/face-landmarks/model.json' with { type: 'json' };
import type { ModelFiles } from '../inference/model-files.ts';
import { withFacePack } from './face-pack.ts';
import type { PackPin } from './pack-pin.ts';
import { createPacksInUse } from './packs-in-use.ts';

const PIN: PackPin = {
  id: 'face-official',
  task: 'face-landmarks',
  name: 'Face',
  revision: 'float16/1',
  licence: 'Apache-2.0',
  files: [{ role: 'landmarker', bytes: 6, sha256: 'ab'.repeat(32) }],
};

function setUp(bundle: Uint8Array<ArrayBuffer> | null) {
  const own: ModelFiles = {
    obtain: async (modelId, path) => {
      if (path === 'model.json') return ok(utf8(JSON.stringify(shipped)));
      return path === 'face-landmarker.task' ? ok(utf8(`shipped ${modelId}`)) : err('unknown');
    },
    sizeBytes: () => 0,
    keep: async () => undefined,
  };
  const inUse = createPacksInUse(
    () => null,
    () => undefined,
  );
  const files = withFacePack(own, PIN, { read: async () => bundle }, inUse);
  const manifest = async () => {
    const text = unwrap(parseUtf8(unwrap(await files.obtain('face-landmarks', 'model.json'))));
    return unwrap(parseManifest(JSON.parse(text)));
  };
  return { files, inUse, manifest };
}

it('hands the installed bundle over only while it is switched on, under the hash it is pinned to', async () => {
  const { files, inUse, manifest } = setUp(utf8('bundle'));
  expect((await manifest()).files).toMatchObject([{ path: 'face-landmarker.task' }]);
  inUse.set(PIN.id, true);
  const [file] = (await manifest()).files;
  expect(file).toMatchObject({ bytes: 6, sha256: 'ab'.repeat(32), role: 'landmarker' });
  expect(unwrap(await files.obtain('face-landmarks', file!.path))).toEqual(utf8('bundle'));
  inUse.set(PIN.id, false);
  expect((await manifest()).files).toMatchObject([{ path: 'face-landmarker.task' }]);
});

it('goes back to the shipped bundle where the browser let the pack go', async () => {
  const { inUse, manifest } = setUp(null);
  inUse.set(PIN.id, true);
  expect((await manifest()).files).toMatchObject([{ path: 'face-landmarker.task' }]);
});
