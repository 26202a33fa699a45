import { imageMetadata } from './image-metadata.ts';
import type { RefinementTables } from './refinement-tables.ts';
import { TfliteExtension, type TensorIndex } from './tflite-extension.ts';

const MESH_POINTS = 468;
const IRIS_POINTS = 5;
const ALL_POINTS = MESH_POINTS + 2 * IRIS_POINTS;

/** Part of each output's name in the older model. */
const OUTPUTS = {
  mesh: 'mesh',
  lips: 'lips',
  leftEye: 'left_eye',
  rightEye: 'right_eye',
  leftIris: 'left_iris',
  rightIris: 'right_iris',
  faceFlag: 'flag',
} as const;

/**
 * The attention mesh of the `face_mesh` package (Grishchenko et al. 2020, arXiv 2006.10962) in the form that
 * MediaPipe's FaceLandmarker expects: one tensor [1, 1, 1, 478·3] of x, y, z in input pixels and the face flag,
 * where the older model gives mesh, lips, eyes and irises apart and leaves merging them to the graph around it.
 */
export function mergeAttentionMesh(model: Uint8Array, tables: RefinementTables): Uint8Array {
  const graph = new TfliteExtension(model);
  const output = (part: keyof typeof OUTPUTS): TensorIndex => {
    const found = graph.outputs.find(({ name }) => name.includes(OUTPUTS[part]));
    if (found === undefined) throw new Error(`the mesh model has no output for ${part}`);
    return found.index;
  };

  const mesh = graph.reshape(output('mesh'), [MESH_POINTS, 3]);
  const meshXy = graph.gather(mesh, [0, 1], 1, [MESH_POINTS, 2]);
  const meshZ = graph.gather(mesh, [2], 1, [MESH_POINTS, 1]);

  const parts = [
    { points: output('lips'), replaces: tables.lips },
    { points: output('leftEye'), replaces: tables.leftEye },
    { points: output('rightEye'), replaces: tables.rightEye },
  ];
  const irises = [output('leftIris'), output('rightIris')];
  const candidates = [
    meshXy,
    ...parts.map(({ points, replaces }) => graph.reshape(points, [replaces.length, 2])),
    ...irises.map((iris) => graph.reshape(iris, [IRIS_POINTS, 2])),
  ];
  const { sources, count } = sourcesOf(parts.map(({ replaces }) => replaces));
  const xy = graph.gather(graph.concatenate(candidates, 0, [count, 2]), sources, 0, [ALL_POINTS, 2]);

  // An iris has no depth of its own: it takes the mean of its eye's contour.
  const depth = (eye: readonly number[]) => {
    const contour = eye.slice(0, 16);
    return graph.meanOfRows(graph.gather(meshZ, contour, 0, [contour.length, 1]), [1, 1]);
  };
  const leftDepth = depth(tables.leftEye);
  const rightDepth = depth(tables.rightEye);
  const irisDepths = [leftDepth, rightDepth].flatMap((of) => Array<TensorIndex>(IRIS_POINTS).fill(of));
  const z = graph.concatenate([meshZ, ...irisDepths], 0, [ALL_POINTS, 1]);

  const points = graph.concatenate([xy, z], 1, [ALL_POINTS, 3]);
  const outputs = [graph.reshape(points, [1, 1, 1, ALL_POINTS * 3]), output('faceFlag')];
  const metadata = imageMetadata({
    name: 'FaceMeshAttention',
    input: { mean: 0, std: 255 },
    outputs: outputs.length,
  });
  return graph.finish(outputs, metadata);
}

/** For each of the 478 points, its row among the mesh's points, the parts' and the irises', one after the other. */
function sourcesOf(parts: readonly (readonly number[])[]): {
  readonly sources: readonly number[];
  readonly count: number;
} {
  const sources = Array.from({ length: MESH_POINTS }, (_, point) => point);
  let row = MESH_POINTS;
  for (const part of parts) for (const point of part) sources[point] = row++;
  for (let iris = 0; iris < 2 * IRIS_POINTS; iris++) sources.push(row++);
  return { sources, count: row };
}
