import { parseUtf8, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { loadManifest, loadVerified, type AssetError, type AssetSource } from '../asset-source.ts';
import { findFile, type FileRole, type ModelManifest } from '../manifest.ts';
import type { CreateSession } from '../tensor-session.ts';
import type { EmotionModel } from './emotion-model.ts';
import { bucketCount, type Hashing } from './hashed-ngrams.ts';
import { parseInt8Linear, type Int8Linear } from './int8-linear.ts';
import { createLanguageDetector, type LanguageDetector, type ReadLanguage } from './language.ts';
import { createLinearModel } from './linear-model.ts';
import { createNetworkModel } from './network-model.ts';
import { parsePlaceHead, type PlaceHead } from './place-head.ts';
import { createWordPieces } from './word-pieces.ts';

export interface LoadContext {
  readonly assets: AssetSource;
  readonly createSession: CreateSession;
}

/** Folder under `models/` of what reads each language. */
export const MODEL_OF_LANGUAGE = { en: 'text-en', es: 'text-es' } as const satisfies Record<
  ReadLanguage,
  string
>;
export const LANGUAGE_MODEL = 'text-language';

/** @returns a corrupt or missing file by name; rejects when the runtime refuses verified bytes. */
export async function loadEmotionModel(
  modelId: string,
  { assets, createSession }: LoadContext,
): Promise<Result<EmotionModel, AssetError>> {
  const manifest = await loadManifest(assets, modelId);
  if (!manifest.ok) return manifest;
  const linear = await loadLinear(assets, manifest.value);
  if (!linear.ok) return linear;
  const { matrix, hashing } = linear.value;
  if (findFile(manifest.value, 'network') === undefined)
    return ok(createLinearModel(manifest.value, matrix, hashing));

  const [network, vocabulary, placeHead] = await Promise.all([
    loadRole(assets, manifest.value, 'network'),
    loadRole(assets, manifest.value, 'vocabulary'),
    loadPlaceHead(assets, manifest.value),
  ]);
  if (!network.ok) return network;
  if (!vocabulary.ok) return vocabulary;
  if (!placeHead.ok) return placeHead;
  const pieces = parseUtf8(vocabulary.value);
  if (!pieces.ok) return corrupt(manifest.value, 'vocabulary');

  return ok(
    createNetworkModel({
      manifest: manifest.value,
      session: await createSession(network.value),
      pieces: createWordPieces(pieces.value.split('\n')),
      maxPieces: manifest.value.input.maxPieces ?? 64,
      linear: matrix,
      hashing,
      linearShare: manifest.value.output.linearShare ?? 0,
      placeHead: placeHead.value,
    }),
  );
}

export async function loadLanguageDetector(
  assets: AssetSource,
): Promise<Result<LanguageDetector, AssetError>> {
  const manifest = await loadManifest(assets, LANGUAGE_MODEL);
  if (!manifest.ok) return manifest;
  const linear = await loadLinear(assets, manifest.value);
  if (!linear.ok) return linear;
  const { matrix, hashing } = linear.value;
  return ok(createLanguageDetector(matrix, hashing, manifest.value.output.temperature ?? 1));
}

/** `null` where the manifest leaves the head out, as a deployment without share-alike data may. */
async function loadPlaceHead(
  assets: AssetSource,
  manifest: ModelManifest,
): Promise<Result<PlaceHead | null, AssetError>> {
  const { placeHashing } = manifest.input;
  if (placeHashing === undefined || findFile(manifest, 'valence-arousal') === undefined) return ok(null);
  const [bytes, ngramBytes] = await Promise.all([
    loadRole(assets, manifest, 'valence-arousal'),
    loadRole(assets, manifest, 'valence-arousal-ngrams'),
  ]);
  if (!bytes.ok) return bytes;
  if (!ngramBytes.ok) return ngramBytes;
  const ngrams = parseInt8Linear(ngramBytes.value);
  if (!ngrams.ok || ngrams.value.rows !== bucketCount(placeHashing))
    return corrupt(manifest, 'valence-arousal-ngrams');
  const head = parsePlaceHead(bytes.value, ngrams.value, placeHashing);
  return head.ok ? head : corrupt(manifest, 'valence-arousal');
}

async function loadLinear(
  assets: AssetSource,
  manifest: ModelManifest,
): Promise<Result<{ matrix: Int8Linear; hashing: Hashing }, AssetError>> {
  const { hashing } = manifest.input;
  const bytes = await loadRole(assets, manifest, 'linear');
  if (!bytes.ok) return bytes;
  const matrix = parseInt8Linear(bytes.value);
  if (!matrix.ok || hashing === undefined || matrix.value.rows !== bucketCount(hashing))
    return corrupt(manifest, 'linear');
  return ok({ matrix: matrix.value, hashing });
}

async function loadRole(
  assets: AssetSource,
  manifest: ModelManifest,
  role: FileRole,
): Promise<Result<Bytes, AssetError>> {
  const file = findFile(manifest, role);
  return file === undefined ? corrupt(manifest, role) : loadVerified(assets, manifest.id, file);
}

function corrupt(manifest: ModelManifest, role: FileRole): Result<never, AssetError> {
  return err({ code: 'model-corrupt', modelId: manifest.id, path: findFile(manifest, role)?.path ?? role });
}
