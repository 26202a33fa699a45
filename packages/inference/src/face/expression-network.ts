import { err, ok, type Result } from '@undertone/base/result';
import { softmax, type Distribution } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { loadManifest, loadVerified, type AssetError, type AssetSource } from '../asset-source.ts';
import { findFile, type FileRole, type ModelManifest } from '../manifest.ts';
import type { CreateSession, TensorSession } from '../tensor-session.ts';
import { CROP_SIDE } from './alignment.ts';
import { logSoftmax, parseGeometryModel, type GeometryModel } from './geometry-model.ts';

/** Folder under `models/`. */
export const FACE_MODEL = 'face-expression';

/** One graph: `crop` float32 [1, 48, 48] of luma 0 … 1 to `scores` float32 [1, 7]; and a regression on geometry. */
export interface ExpressionNetwork {
  readonly manifest: ModelManifest;
  /**
   * @param crop as `alignedCrop` makes it.
   * @param geometry as `geometryFeatures` makes them; `null` for a crop without landmarks: the network alone.
   * @returns calibrated. Rejects when the runtime fails. Not re-entrant.
   */
  read(crop: Float32Array, geometry: Float32Array | null): Promise<Distribution>;
  release(): Promise<void>;
}

/** @returns a corrupt or missing file by name; rejects when the runtime refuses verified bytes. */
export async function loadExpressionNetwork(context: {
  readonly assets: AssetSource;
  readonly createSession: CreateSession;
}): Promise<Result<ExpressionNetwork, AssetError>> {
  const manifest = await loadManifest(context.assets, FACE_MODEL);
  if (!manifest.ok) return manifest;
  const [network, geometry] = await Promise.all([
    loadRole(context.assets, manifest.value, 'network'),
    loadRole(context.assets, manifest.value, 'geometry'),
  ]);
  if (!network.ok) return network;
  if (!geometry.ok) return geometry;
  const regression = parseGeometryModel(geometry.value);
  if (!regression.ok) return corrupt('geometry');
  return ok(
    createExpressionNetwork(manifest.value, await context.createSession(network.value), regression.value),
  );
}

async function loadRole(assets: AssetSource, manifest: ModelManifest, role: FileRole) {
  const file = findFile(manifest, role);
  return file === undefined ? corrupt(role) : loadVerified(assets, FACE_MODEL, file);
}

function corrupt(path: string): Result<never, AssetError> {
  return err({ code: 'model-corrupt', modelId: FACE_MODEL, path });
}

function createExpressionNetwork(
  manifest: ModelManifest,
  session: TensorSession,
  regression: GeometryModel,
): ExpressionNetwork {
  const { geometryShare = 0, temperature = 1, priorStrength = 0, labelPrior } = manifest.output;

  return {
    manifest,
    async read(crop, geometry) {
      if (crop.length !== CROP_SIDE * CROP_SIDE) throw new RangeError(`a crop of ${crop.length} pixels`);
      const outputs = await session.run({
        crop: { type: 'float32', dims: [1, CROP_SIDE, CROP_SIDE], data: crop },
      });
      const scores = outputs['scores'];
      if (scores?.type !== 'float32' || scores.data.length !== LABELS.length)
        throw new TypeError('the network has no output "scores" of seven floats');
      const network = logSoftmax([...scores.data]);
      const shape = geometry === null ? network : regression.apply(geometry);
      return softmax(
        LABELS.map((_, label) => {
          const mixed = (1 - geometryShare) * network[label]! + geometryShare * shape[label]!;
          const prior = labelPrior === undefined ? 0 : priorStrength * Math.log(labelPrior[label]!);
          return (mixed - prior) / temperature;
        }),
      );
    },
    release: () => session.release(),
  };
}
