import { utf8, type Bytes } from '@undertone/base/bytes';

/** ONNX graphs written as their protocol buffers (onnx.proto3), so that tests make the networks they need. */

/** A value that a graph takes or gives; names stand for lengths that vary. */
export interface OnnxValue {
  readonly name: string;
  readonly type: keyof typeof ELEMENT;
  readonly dims: readonly (number | string)[];
}

export interface OnnxTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

type OnnxAttribute = number | readonly number[] | OnnxTensor | OnnxGraph;

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly constants?: Readonly<Record<string, OnnxTensor>>;
}

const ELEMENT = { float32: 1, int64: 7, bool: 9 } as const;
const OPSET = 13;
const IR_VERSION = 8;

export function onnxModel(graph: OnnxGraph): Bytes {
  return join([integer(1, IR_VERSION), nested(7, graphBytes(graph)), nested(8, integer(2, OPSET))]);
}

function graphBytes({ nodes, inputs, outputs, constants = {} }: OnnxGraph): Bytes {
  return join([
    ...nodes.map((node) => nested(1, nodeBytes(node))),
    text(2, 'graph'),
    ...Object.entries(constants).map(([name, tensor]) =>
      nested(5, join([tensorBytes(tensor), text(8, name)])),
    ),
    ...inputs.map((value) => nested(11, valueBytes(value))),
    ...outputs.map((value) => nested(12, valueBytes(value))),
  ]);
}

function nodeBytes({ op, inputs, outputs, attributes = {} }: OnnxNode): Bytes {
  return join([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) =>
      nested(5, join([text(1, name), attributeBytes(value)])),
    ),
  ]);
}

function attributeBytes(value: OnnxAttribute): Bytes {
  if (typeof value === 'number') return join([integer(3, value), integer(20, 2)]);
  if ('nodes' in value) return join([nested(6, graphBytes(value)), integer(20, 5)]);
  if ('dims' in value) return join([nested(5, tensorBytes(value)), integer(20, 4)]);
  return join([...value.map((one) => integer(8, one)), integer(20, 7)]);
}

function tensorBytes({ dims, data }: OnnxTensor): Bytes {
  const raw = new Uint8Array(
    data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer,
  );
  const type = data instanceof Float32Array ? ELEMENT.float32 : ELEMENT.int64;
  return join([...dims.map((dim) => integer(1, dim)), integer(2, type), nested(9, raw)]);
}

function valueBytes({ name, type, dims }: OnnxValue): Bytes {
  const shape = dims.map((dim) => nested(1, typeof dim === 'number' ? integer(1, dim) : text(2, dim)));
  const tensor = join([integer(1, ELEMENT[type]), nested(2, join(shape))]);
  return join([text(1, name), nested(2, nested(1, tensor))]);
}

function integer(field: number, value: number): Bytes {
  return join([varint(BigInt(field) << 3n), varint(BigInt.asUintN(64, BigInt(value)))]);
}

function text(field: number, value: string): Bytes {
  return nested(field, utf8(value));
}

function nested(field: number, bytes: Bytes): Bytes {
  return join([varint((BigInt(field) << 3n) | 2n), varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) return Uint8Array.from([...bytes, low]);
    bytes.push(low | 128);
  }
}

function join(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
