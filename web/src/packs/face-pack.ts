import { parseUtf8, utf8 } from '@undertone/base/bytes';
import { ok } from '@undertone/base/result';
import type { ModelFiles } from '../inference/model-files.ts';
import type { PackPin } from './pack-pin.ts';
import type { Packs } from './packs.ts';
import type { PacksInUse } from './packs-in-use.ts';

const SHIPPED = 'face-landmarks';
/** Unlike the shipped file's, so that switching between two questions of a worker cannot mix the two. */
const PATH = 'official-face-landmarker.task';

/**
 * The app's model files, with the installed bundle in place of the shipped one while it is switched on. The worker
 * holds its bytes against the pin's hash as it does with every model's.
 */
export function withFacePack(
  files: ModelFiles,
  pin: PackPin | undefined,
  packs: Pick<Packs, 'read'>,
  inUse: PacksInUse,
): ModelFiles {
  const file = pin?.files.find(({ role }) => role === 'landmarker');
  if (pin === undefined || file?.bytes === undefined) return files;
  return {
    ...files,
    async obtain(modelId, path, onBytes) {
      const asksForPack =
        modelId === SHIPPED && (path === PATH || (path === 'model.json' && inUse.ids.value.has(pin.id)));
      if (!asksForPack) return files.obtain(modelId, path, onBytes);
      const bundle = await packs.read(pin.id, 'landmarker');
      // The browser may have let it go: the shipped one is always there.
      if (bundle === null) return files.obtain(modelId, path, onBytes);
      if (path === PATH) return ok(bundle);
      const shipped = await files.obtain(modelId, path, onBytes);
      if (!shipped.ok) return shipped;
      const { bytes, sha256 } = file;
      const text = parseUtf8(shipped.value);
      const manifest = JSON.parse(text.ok ? text.value : '{}') as object;
      const entry = { path: PATH, bytes, sha256, role: 'landmarker', licence: pin.licence };
      return ok(utf8(JSON.stringify({ ...manifest, files: [entry] })));
    },
  };
}
