import { open, readFile, stat } from 'node:fs/promises';
import { UNIFORM, type Distribution } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { createFaceReader } from '@undertone/inference/face/face-reader';
import { openFaceBrowser, type FaceBrowser } from './face-browser.ts';
import { parseFerPlus, readFaceFolder, type FaceRow } from './face-rows.ts';
import type { ScoredFace } from './face-metrics.ts';
import { folderAssets, nodeSessions } from './node-models.ts';
import type { Prediction } from './predictions.ts';

export interface FaceEvaluation {
  /** `rules`: the licence-free reading from landmarks alone. */
  readonly path: 'network' | 'rules';
  /** Only the first so many rows. */
  readonly limit?: number | undefined;
}

export interface EvaluatedFaces {
  readonly scored: readonly ScoredFace[];
  /** Of the rows in which exactly one face was found: of the others the product says nothing. */
  readonly predictions: readonly Prediction[];
  /** How often each hint was given. */
  readonly hints: Readonly<Record<string, number>>;
  readonly browser: string;
}

type Reading = Awaited<ReturnType<FaceBrowser['readEncoded']>>;

const BATCH = 200;

/**
 * Reads every picture as the product reads a photo: decoded, enlarged where it is small, face found, read, pooled. A row
 * in which not exactly one face is found counts all the same: its whole picture is taken for the crop.
 */
export async function readFaces(path: string, evaluation: FaceEvaluation): Promise<EvaluatedFaces> {
  const rows = (await readRows(path)).slice(0, evaluation.limit);
  if (rows.length === 0) throw new Error(`${path}: no rows with a label`);
  const browser = await openFaceBrowser(evaluation.path);
  const readings = await readAll(rows, browser);
  await browser.close();

  const readCrop = createCropReader(evaluation.path);
  const scored: ScoredFace[] = [];
  const predictions: Prediction[] = [];
  const hints: Record<string, number> = {};
  for (const [index, { label }] of rows.entries()) {
    const { score, frame, landmarks, crop, hint, ms } = readings[index]!;
    if (hint !== null) hints[hint] = (hints[hint] ?? 0) + 1;
    const { quality, abstained } = score;
    scored.push({
      labels: [label],
      distribution: frame === null ? await readCrop(crop ?? []) : frame.distribution,
      abstained: abstained !== null,
      quality,
      elapsedMs: ms,
      hasLandmarks: landmarks,
    });
    if (frame === null) continue;
    predictions.push({
      ...{ modality: 'face', source: path.endsWith('.npz') ? 'ferplus' : 'folder', label },
      distribution: LABELS.map((each) => frame.distribution[each]),
      ...{ valence: frame.valence, arousal: frame.arousal, quality, abstained },
    });
  }
  return { scored, predictions, hints, browser: browser.version };
}

/** Writes float32 [N, 478, 3] of all N rows of a FER+ file, labelled or not: zeros without exactly one face. */
export async function writeLandmarks(npz: string, out: string): Promise<number> {
  const rows = parseFerPlus(await readFile(npz));
  const browser = await openFaceBrowser('rules');
  const file = await open(out, 'w');
  for (const batch of batches(rows)) {
    const posted: Uint8Array[] = [];
    await browser.readGrey(
      batch.map(({ picture }) => picture),
      (float32) => posted.push(float32),
    );
    for (const part of posted) await file.write(part);
  }
  await file.close();
  await browser.close();
  return rows.length;
}

async function readRows(path: string): Promise<readonly FaceRow[]> {
  if ((await stat(path)).isDirectory()) return readFaceFolder(path);
  return parseFerPlus(await readFile(path)).flatMap(({ label, picture }) =>
    label === null ? [] : [{ label, picture }],
  );
}

/** Luma 0 … 255 of a crop to a distribution, on the WASM in Node; the rules cannot read without landmarks. */
function createCropReader(path: FaceEvaluation['path']): (crop: readonly number[]) => Promise<Distribution> {
  if (path === 'rules') return async () => UNIFORM;
  const reader = createFaceReader({ assets: folderAssets(), createSession: nodeSessions() });
  return async (crop) => {
    const read = await reader.readCrop(Float32Array.from(crop, (luma) => luma / 255));
    if (!read.ok) throw new Error(`the reader failed: ${JSON.stringify(read.error)}`);
    return read.value;
  };
}

async function readAll(rows: readonly FaceRow[], browser: FaceBrowser): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const batch of batches(rows)) {
    const grey = batch.flatMap(({ picture }) => (picture.kind === 'grey' ? [picture] : []));
    if (grey.length === batch.length) readings.push(...(await browser.readGrey(grey)));
    else
      for (const { picture } of batch)
        if (picture.kind === 'encoded') readings.push(await browser.readEncoded(picture));
    console.error(`${readings.length} of ${rows.length}`);
  }
  return readings;
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}
