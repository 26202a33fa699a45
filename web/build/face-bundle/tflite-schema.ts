/**
 * Places of the fields we touch in TensorFlow Lite's schema (tensorflow/lite/schema/schema.fbs, version 3), and
 * the numbers it gives to the types and operations we add. `fields` is how many fields a table has up to the last
 * one we write.
 */
export const MODEL = {
  identifier: 'TFL3',
  schemaVersion: 3,
  fields: 8,
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata: 6,
} as const;

export const OPERATOR_CODE = { fields: 4, deprecatedCode: 0, version: 2, code: 3 } as const;

export const SUBGRAPH = { fields: 5, tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;

export const TENSOR = { fields: 4, shape: 0, type: 1, buffer: 2, name: 3 } as const;

export const OPERATOR = {
  fields: 5,
  code: 0,
  inputs: 1,
  outputs: 2,
  optionsType: 3,
  options: 4,
} as const;

export const BUFFER = { fields: 1, data: 0, alignment: 16 } as const;

export const METADATA = { fields: 2, name: 0, buffer: 1 } as const;

export const TENSOR_TYPE = { float32: 0, int32: 2 } as const;

/** Built-in operations, each with the number of its options' type in the union `BuiltinOptions`. */
export const OPERATION = {
  concatenation: { code: 2, optionsType: 10 },
  reshape: { code: 22, optionsType: 17 },
  gather: { code: 36, optionsType: 23 },
  mean: { code: 40, optionsType: 27 },
} as const;

export type Operation = (typeof OPERATION)[keyof typeof OPERATION];
