import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sha256Of } from '../file-hash.ts';
import { buildFaceBundle } from './face-bundle.ts';
import { readFaceMeshPackage } from './face-mesh-package.ts';
import { TableReader } from './table-reader.ts';
import { MODEL, SUBGRAPH, TENSOR } from './tflite-schema.ts';

const { files } = JSON.parse(
  await readFile(new URL('../../../models/face-landmarks/model.json', import.meta.url), 'utf8'),
) as { readonly files: readonly { readonly bytes: number; readonly sha256: string }[] };
const source = await readFaceMeshPackage();
const bundle = buildFaceBundle(source);

test('the bundle has the bytes that its manifest names, whatever the time', () => {
  const [file] = files;
  expect(bundle).toHaveLength(file?.bytes ?? 0);
  expect(sha256Of(bundle, 'hex')).toBe(file?.sha256);
  expect(sha256Of(buildFaceBundle(source), 'hex')).toBe(file?.sha256);
});

test('its parts are stored as they are, so that they are read where they lie', () => {
  const parts = unzipSync(bundle);
  expect(Object.keys(parts)).toEqual([
    'face_detector.tflite',
    'face_landmarks_detector.tflite',
    'geometry_pipeline_metadata_landmarks.binarypb',
  ]);
  const stored = Object.values(parts).reduce((sum, part) => sum + part.length, 0);
  expect(bundle.length).toBeGreaterThan(stored);
});

test('the mesh model answers with one tensor of 478 points and the face flag', () => {
  const mesh = unzipSync(bundle)['face_landmarks_detector.tflite'] ?? new Uint8Array();
  const [graph] = TableReader.root(mesh, MODEL.identifier).tables(MODEL.subgraphs);
  const tensors = graph?.tables(SUBGRAPH.tensors) ?? [];
  const outputs = (graph?.int32s(SUBGRAPH.outputs) ?? []).map((index) => tensors[index]);
  expect(outputs).toHaveLength(2);
  expect(outputs[0]?.int32s(TENSOR.shape)).toEqual([1, 1, 1, 478 * 3]);
  expect(outputs[1]?.string(TENSOR.name)).toContain('flag');
});

test('another version of the package is refused, not packed', () => {
  expect(() => buildFaceBundle({ ...source, packed: source.packed.subarray(1) })).toThrow(
    'the loader speaks',
  );
  expect(() => buildFaceBundle({ ...source, wasm: new Uint8Array(64) })).toThrow('no table of 80 points');
  expect(() => buildFaceBundle({ ...source, loader: '' })).toThrow('names no packed files');
});
