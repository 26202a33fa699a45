import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { AssetError } from '@undertone/inference/asset-source';
import { verifyAsset } from '@undertone/inference/verify-asset';
import type { Need } from '../inference/serve-model-worker.ts';
import type { PackPin, PackRole } from './pack-pin.ts';

/** A pack's file in a worker, from the page, and only as it is pinned. */
export async function obtainPackFile(
  pin: PackPin,
  role: PackRole,
  need: Need,
): Promise<Result<Bytes, AssetError>> {
  const file = pin.files.find((one) => one.role === role);
  const at = { modelId: pin.id, path: role };
  const bytes = file === undefined ? null : await need(pin.id, role);
  if (file === undefined || bytes === null) return err({ code: 'model-missing', ...at });
  const isOfLength = file.bytes === undefined || file.bytes === bytes.length;
  const isIntact = isOfLength && (await verifyAsset(bytes, file.sha256));
  return isIntact ? ok(bytes) : err({ code: 'model-corrupt', ...at });
}
