import { zipSync } from 'fflate';
import { mergeAttentionMesh } from './attention-mesh.ts';
import { imageMetadata } from './image-metadata.ts';
import { unpackAssets } from './packed-assets.ts';
import { findRefinementTables } from './refinement-tables.ts';
import { TfliteExtension } from './tflite-extension.ts';

/** What is used of the npm package `@mediapipe/face_mesh` 0.4.1633559619 (Apache-2.0). */
export interface FaceMeshPackage {
  /** face_mesh_solution_packed_assets_loader.js */
  readonly loader: string;
  /** face_mesh_solution_packed_assets.data */
  readonly packed: Uint8Array;
  /** face_mesh_solution_simd_wasm_bin.wasm */
  readonly wasm: Uint8Array;
}

/** Midnight of the first day that zip can name, in local time as zip counts: the bytes depend on no clock. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/**
 * A FaceLandmarker bundle (`.task`: an uncompressed zip of the detector, the mesh and the face geometry) for
 * `@mediapipe/tasks-vision`, from the models in the older package. Same package, same bytes.
 */
export function buildFaceBundle(source: FaceMeshPackage): Uint8Array<ArrayBuffer> {
  const assets = unpackAssets(source.loader, source.packed);
  const asset = (name: string): Uint8Array => {
    const bytes = assets.get(name);
    if (bytes === undefined) throw new Error(`the package has no ${name}`);
    return bytes;
  };
  const geometry = 'geometry_pipeline_metadata_landmarks.binarypb';
  const parts = {
    'face_detector.tflite': describeDetector(asset('face_detection_short_range.tflite')),
    'face_landmarks_detector.tflite': mergeAttentionMesh(
      asset('face_landmark_with_attention.tflite'),
      findRefinementTables(source.wasm),
    ),
    [geometry]: asset(geometry),
  };
  return zipSync(parts, { level: 0, mtime: ZIP_EPOCH });
}

/** BlazeFace (Bazarevsky et al. 2019, arXiv 1907.05047) as it is, with its input described. */
function describeDetector(model: Uint8Array): Uint8Array {
  const graph = new TfliteExtension(model);
  const outputs = graph.outputs.map(({ index }) => index);
  return graph.finish(
    outputs,
    imageMetadata({ name: 'BlazeFace', input: { mean: 127.5, std: 127.5 }, outputs: outputs.length }),
  );
}
