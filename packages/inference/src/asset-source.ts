import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { parseManifest, type FileEntry, type ModelManifest } from './manifest.ts';
import { verifyAsset } from './verify-asset.ts';

/** Where models come from: the cache in the browser, the repository's folder in Node. Unverified. */
export interface AssetSource {
  /** Bytes of `models/<modelId>/<path>`, or `null` when there is no such file. Rejects when aborted. */
  fetch(modelId: string, path: string, signal?: AbortSignal): Promise<Bytes | null>;
}

export type AssetError = {
  readonly code: 'model-corrupt' | 'model-missing';
  readonly modelId: string;
  readonly path: string;
};

export async function loadManifest(
  assets: AssetSource,
  modelId: string,
  signal?: AbortSignal,
): Promise<Result<ModelManifest, AssetError>> {
  const path = 'model.json';
  const bytes = await assets.fetch(modelId, path, signal);
  if (bytes === null) return err({ code: 'model-missing', modelId, path });
  const manifest = parseManifest(parseJson(bytes));
  return manifest.ok && manifest.value.id === modelId
    ? manifest
    : err({ code: 'model-corrupt', modelId, path });
}

/** Bytes whose length and SHA-256 are the manifest's: nothing else ever reaches a parser or a runtime. */
export async function loadVerified(
  assets: AssetSource,
  modelId: string,
  file: FileEntry,
  signal?: AbortSignal,
): Promise<Result<Bytes, AssetError>> {
  const bytes = await assets.fetch(modelId, file.path, signal);
  if (bytes === null) return err({ code: 'model-missing', modelId, path: file.path });
  const intact = bytes.length === file.bytes && (await verifyAsset(bytes, file.sha256));
  return intact ? ok(bytes) : err({ code: 'model-corrupt', modelId, path: file.path });
}

/** @returns `undefined` for anything that is not JSON, which no schema accepts. */
export function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
