import { Builder } from 'flatbuffers';
import { expect, test } from 'vitest';
import { imageMetadata } from './image-metadata.ts';
import { TableReader } from './table-reader.ts';
import { TfliteExtension } from './tflite-extension.ts';
import {
  BUFFER,
  METADATA,
  MODEL,
  OPERATION,
  OPERATOR,
  OPERATOR_CODE,
  SUBGRAPH,
  TENSOR,
} from './tflite-schema.ts';
import { int32Vector, offsetVector, table } from './vectors.ts';

/** A model of one graph whose only tensor, [2, 3], is input and output. */
function smallModel(): Uint8Array {
  const builder = new Builder(64);
  const buffer = table(builder, BUFFER.fields, () => undefined);
  const shape = int32Vector(builder, [2, 3]);
  const name = builder.createString('points');
  const tensor = table(builder, TENSOR.fields, () => {
    builder.addFieldOffset(TENSOR.shape, shape, 0);
    builder.addFieldOffset(TENSOR.name, name, 0);
  });
  const tensors = offsetVector(builder, [tensor]);
  const ends = int32Vector(builder, [0]);
  const graph = table(builder, SUBGRAPH.fields, () => {
    builder.addFieldOffset(SUBGRAPH.tensors, tensors, 0);
    builder.addFieldOffset(SUBGRAPH.inputs, ends, 0);
    builder.addFieldOffset(SUBGRAPH.outputs, ends, 0);
  });
  const graphs = offsetVector(builder, [graph]);
  const buffers = offsetVector(builder, [buffer]);
  const model = table(builder, MODEL.fields, () => {
    builder.addFieldInt32(MODEL.version, MODEL.schemaVersion, 0);
    builder.addFieldOffset(MODEL.subgraphs, graphs, 0);
    builder.addFieldOffset(MODEL.buffers, buffers, 0);
  });
  builder.finish(model, MODEL.identifier);
  return builder.asUint8Array();
}

function extend(build: (graph: TfliteExtension, points: number) => readonly number[]) {
  const extension = new TfliteExtension(smallModel());
  const outputs = build(extension, extension.outputs[0]?.index ?? -1);
  const metadata = imageMetadata({ name: 'Small', input: { mean: 0, std: 255 }, outputs: outputs.length });
  const model = TableReader.root(extension.finish(outputs, metadata), MODEL.identifier);
  const graph = model.tables(MODEL.subgraphs)[0];
  if (graph === undefined) throw new Error('no graph');
  return { model, graph, tensors: graph.tables(SUBGRAPH.tensors), outputs };
}

test('what was there stays where it was, by number and by name', () => {
  const { graph, tensors } = extend((extension, points) => [extension.reshape(points, [6])]);
  expect(graph.int32s(SUBGRAPH.inputs)).toEqual([0]);
  expect(tensors[0]?.string(TENSOR.name)).toBe('points');
  expect(tensors[0]?.int32s(TENSOR.shape)).toEqual([2, 3]);
});

test('operations run in the order of their making, each on the numbers of its tensors', () => {
  const { model, graph, tensors, outputs } = extend((extension, points) => {
    const first = extension.gather(points, [0], 1, [2, 1]);
    return [extension.meanOfRows(extension.concatenate([first, first], 1, [2, 2]), [1, 2])];
  });
  const codes = model.tables(MODEL.operatorCodes).map((code) => code.int8(OPERATOR_CODE.deprecatedCode));
  const operators = graph.tables(SUBGRAPH.operators);
  expect(operators.map((operator) => codes[operator.uint32(OPERATOR.code)])).toEqual([
    OPERATION.gather.code,
    OPERATION.concatenation.code,
    OPERATION.mean.code,
  ]);
  const [gathered] = operators[0]?.int32s(OPERATOR.outputs) ?? [];
  expect(operators[1]?.int32s(OPERATOR.inputs)).toEqual([gathered, gathered]);
  expect(graph.int32s(SUBGRAPH.outputs)).toEqual(outputs);
  expect(tensors[outputs[0] ?? -1]?.int32s(TENSOR.shape)).toEqual([1, 2]);
});

test('the description of the input is found under the name that MediaPipe looks for', () => {
  const { model } = extend((extension, points) => [extension.reshape(points, [6])]);
  const [entry] = model.tables(MODEL.metadata);
  expect(entry?.string(METADATA.name)).toBe('TFLITE_METADATA');
  expect(model.tables(MODEL.buffers)).toHaveLength((entry?.uint32(METADATA.buffer) ?? 0) + 1);
});

test('anything but a TensorFlow Lite model is refused', () => {
  expect(() => new TfliteExtension(new Uint8Array(32))).toThrow('not a TFL3 flatbuffer');
});
