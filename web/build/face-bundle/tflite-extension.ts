import { Builder, type Offset } from 'flatbuffers';
import { TableReader } from './table-reader.ts';
import {
  BUFFER,
  METADATA,
  MODEL,
  OPERATION,
  OPERATOR,
  OPERATOR_CODE,
  SUBGRAPH,
  TENSOR,
  TENSOR_TYPE,
  type Operation,
} from './tflite-schema.ts';
import { byteVector, int32Vector, offsetVector, table } from './vectors.ts';

/** Index of a tensor in its graph. */
export type TensorIndex = number;

/**
 * A TensorFlow Lite model with more operations behind its last. The old file stays whole at the end of the new one,
 * and a new root in front points into it: nothing of it has to be understood but the lists that grow.
 */
export class TfliteExtension {
  readonly inputs: readonly TensorIndex[];
  /** Of the old model, by name. */
  readonly outputs: readonly { readonly name: string; readonly index: TensorIndex }[];
  readonly #builder: Builder;
  readonly #tensors: Offset[];
  readonly #operators: Offset[];
  readonly #codes: Offset[];
  readonly #buffers: Offset[];
  readonly #addedCodes = new Map<Operation, number>();
  #named = 0;

  /** @throws when the bytes are no model of one graph. */
  constructor(old: Uint8Array) {
    const model = TableReader.root(old, MODEL.identifier);
    const [graph, ...more] = model.tables(MODEL.subgraphs);
    if (graph === undefined || more.length > 0) throw new Error('expected a model of one graph');
    const builder = new Builder(old.length + 65_536);
    builder.prep(BUFFER.alignment, old.length);
    for (const byte of old.toReversed()) builder.writeInt8(byte);
    const start = builder.offset();
    const keep = (tables: readonly TableReader[]) => tables.map(({ position }) => start - position);

    const tensors = graph.tables(SUBGRAPH.tensors);
    this.inputs = graph.int32s(SUBGRAPH.inputs);
    this.outputs = graph
      .int32s(SUBGRAPH.outputs)
      .map((index) => ({ name: tensors[index]?.string(TENSOR.name) ?? '', index }));
    this.#builder = builder;
    this.#tensors = keep(tensors);
    this.#operators = keep(graph.tables(SUBGRAPH.operators));
    this.#codes = keep(model.tables(MODEL.operatorCodes));
    this.#buffers = keep(model.tables(MODEL.buffers));
  }

  reshape(tensor: TensorIndex, shape: readonly number[]): TensorIndex {
    return this.#add(OPERATION.reshape, [tensor, this.#integers(shape)], shape, () => {
      const newShape = int32Vector(this.#builder, shape);
      return table(this.#builder, 1, () => this.#builder.addFieldOffset(0, newShape, 0));
    });
  }

  /** Takes the slices `indices` along `axis`. */
  gather(
    tensor: TensorIndex,
    indices: readonly number[],
    axis: number,
    shape: readonly number[],
  ): TensorIndex {
    return this.#add(OPERATION.gather, [tensor, this.#integers(indices)], shape, () =>
      table(this.#builder, 2, () => this.#builder.addFieldInt32(0, axis, 0)),
    );
  }

  concatenate(tensors: readonly TensorIndex[], axis: number, shape: readonly number[]): TensorIndex {
    return this.#add(OPERATION.concatenation, tensors, shape, () =>
      table(this.#builder, 2, () => this.#builder.addFieldInt32(0, axis, 0)),
    );
  }

  /** Mean along the first axis, which stays with length 1. */
  meanOfRows(tensor: TensorIndex, shape: readonly number[]): TensorIndex {
    return this.#add(OPERATION.mean, [tensor, this.#integers([0])], shape, () =>
      table(this.#builder, 1, () => this.#builder.addFieldInt8(0, 1, 0)),
    );
  }

  /** The new model's bytes; the extension is spent then. `metadata` goes in under the name MediaPipe looks for. */
  finish(outputs: readonly TensorIndex[], metadata: Uint8Array): Uint8Array {
    const builder = this.#builder;
    const tensors = offsetVector(builder, this.#tensors);
    const inputs = int32Vector(builder, this.inputs);
    const outputVector = int32Vector(builder, outputs);
    const operators = offsetVector(builder, this.#operators);
    const graphName = builder.createString('main');
    const graph = table(builder, SUBGRAPH.fields, () => {
      builder.addFieldOffset(SUBGRAPH.tensors, tensors, 0);
      builder.addFieldOffset(SUBGRAPH.inputs, inputs, 0);
      builder.addFieldOffset(SUBGRAPH.outputs, outputVector, 0);
      builder.addFieldOffset(SUBGRAPH.operators, operators, 0);
      builder.addFieldOffset(SUBGRAPH.name, graphName, 0);
    });
    const metadataBuffer = this.#addBuffer(metadata);
    const metadataName = builder.createString('TFLITE_METADATA');
    const metadataEntry = table(builder, METADATA.fields, () => {
      builder.addFieldOffset(METADATA.name, metadataName, 0);
      builder.addFieldInt32(METADATA.buffer, metadataBuffer, 0);
    });
    const codes = offsetVector(builder, this.#codes);
    const graphs = offsetVector(builder, [graph]);
    const buffers = offsetVector(builder, this.#buffers);
    const metadataVector = offsetVector(builder, [metadataEntry]);
    const description = builder.createString('repacked');
    builder.finish(
      table(builder, MODEL.fields, () => {
        builder.addFieldInt32(MODEL.version, MODEL.schemaVersion, 0);
        builder.addFieldOffset(MODEL.operatorCodes, codes, 0);
        builder.addFieldOffset(MODEL.subgraphs, graphs, 0);
        builder.addFieldOffset(MODEL.description, description, 0);
        builder.addFieldOffset(MODEL.buffers, buffers, 0);
        builder.addFieldOffset(MODEL.metadata, metadataVector, 0);
      }),
      MODEL.identifier,
    );
    return builder.asUint8Array();
  }

  #add(
    operation: Operation,
    operands: readonly TensorIndex[],
    shape: readonly number[],
    writeOptions: () => Offset,
  ): TensorIndex {
    const builder = this.#builder;
    const result = this.#addTensor(shape, TENSOR_TYPE.float32, 0);
    const code = this.#codeOf(operation);
    const inputs = int32Vector(builder, operands);
    const outputs = int32Vector(builder, [result]);
    const options = writeOptions();
    this.#operators.push(
      table(builder, OPERATOR.fields, () => {
        builder.addFieldInt32(OPERATOR.code, code, 0);
        builder.addFieldOffset(OPERATOR.inputs, inputs, 0);
        builder.addFieldOffset(OPERATOR.outputs, outputs, 0);
        builder.addFieldInt8(OPERATOR.optionsType, operation.optionsType, 0);
        builder.addFieldOffset(OPERATOR.options, options, 0);
      }),
    );
    return result;
  }

  #integers(values: readonly number[]): TensorIndex {
    const buffer = this.#addBuffer(new Uint8Array(Int32Array.from(values).buffer));
    return this.#addTensor([values.length], TENSOR_TYPE.int32, buffer);
  }

  /** `buffer` 0 is by the format's rule the empty one: a tensor that is computed. */
  #addTensor(shape: readonly number[], type: number, buffer: number): TensorIndex {
    const builder = this.#builder;
    const shapeVector = int32Vector(builder, shape);
    const name = builder.createString(`rp_${this.#named++}`);
    return append(
      this.#tensors,
      table(builder, TENSOR.fields, () => {
        builder.addFieldOffset(TENSOR.shape, shapeVector, 0);
        builder.addFieldInt8(TENSOR.type, type, 0);
        builder.addFieldInt32(TENSOR.buffer, buffer, 0);
        builder.addFieldOffset(TENSOR.name, name, 0);
      }),
    );
  }

  #addBuffer(bytes: Uint8Array): number {
    const data = byteVector(this.#builder, bytes, BUFFER.alignment);
    return append(
      this.#buffers,
      table(this.#builder, BUFFER.fields, () => this.#builder.addFieldOffset(BUFFER.data, data, 0)),
    );
  }

  #codeOf(operation: Operation): number {
    const known = this.#addedCodes.get(operation);
    if (known !== undefined) return known;
    const index = append(
      this.#codes,
      table(this.#builder, OPERATOR_CODE.fields, () => {
        this.#builder.addFieldInt8(OPERATOR_CODE.deprecatedCode, operation.code, 0);
        this.#builder.addFieldInt32(OPERATOR_CODE.version, 1, 1);
        this.#builder.addFieldInt32(OPERATOR_CODE.code, operation.code, 0);
      }),
    );
    this.#addedCodes.set(operation, index);
    return index;
  }
}

/** @returns where it now stands. */
function append(list: Offset[], offset: Offset): number {
  return list.push(offset) - 1;
}
