import { err, ok } from '@undertone/base/result';
import type { ModelFiles } from '../inference/model-files.ts';
import type { PackPin } from './pack-pin.ts';
import type { Packs } from './packs.ts';

/** The app's model files and those of an installed pack, each by its role. One that is not the pinned file is not handed out. */
export function withPackFiles(
  files: ModelFiles,
  pin: PackPin | undefined,
  packs: Pick<Packs, 'read'>,
): ModelFiles {
  if (pin === undefined) return files;
  return {
    ...files,
    async obtain(modelId, path, onBytes) {
      if (modelId !== pin.id) return files.obtain(modelId, path, onBytes);
      const role = pin.files.find((file) => file.role === path)?.role;
      const bytes = role === undefined ? null : await packs.read(pin.id, role);
      return bytes === null ? err('unknown') : ok(bytes);
    },
    sizeBytes: (modelIds) =>
      files.sizeBytes(modelIds) +
      (modelIds.includes(pin.id) ? pin.files.reduce((sum, { bytes = 0 }) => sum + bytes, 0) : 0),
  };
}
