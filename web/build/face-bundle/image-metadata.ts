import { Builder } from 'flatbuffers';
import { float32Vector, offsetVector, table } from './vectors.ts';

/** Places in TensorFlow Lite's metadata schema (tflite_support/metadata_schema.fbs), as far as we write it. */
const MODEL_METADATA = { fields: 8, name: 0, version: 2, subgraphs: 3, minParserVersion: 7 } as const;
const SUBGRAPH_METADATA = { fields: 10, inputs: 2, outputs: 3 } as const;
const TENSOR_METADATA = { fields: 7, name: 0, content: 3, processUnits: 4 } as const;
const CONTENT = { fields: 3, propertiesType: 0, properties: 1, imageProperties: 2 } as const;
const IMAGE_PROPERTIES = { fields: 2, colorSpace: 0, rgb: 1 } as const;
const PROCESS_UNIT = { fields: 2, optionsType: 0, options: 1, normalization: 1 } as const;
const NORMALIZATION = { fields: 2, mean: 0, std: 1 } as const;

export interface ImageInput {
  /** A pixel p, 0 … 255, enters the network as (p − mean) / std. */
  readonly mean: number;
  readonly std: number;
}

/**
 * What MediaPipe Tasks must know of a model that takes one RGB image: the older models of the `face_mesh` package
 * leave it to the graph around them.
 */
export function imageMetadata(model: {
  readonly name: string;
  readonly input: ImageInput;
  readonly outputs: number;
}): Uint8Array {
  const builder = new Builder(1024);
  const mean = float32Vector(builder, [model.input.mean]);
  const std = float32Vector(builder, [model.input.std]);
  const normalization = table(builder, NORMALIZATION.fields, () => {
    builder.addFieldOffset(NORMALIZATION.mean, mean, 0);
    builder.addFieldOffset(NORMALIZATION.std, std, 0);
  });
  const processUnit = table(builder, PROCESS_UNIT.fields, () => {
    builder.addFieldInt8(PROCESS_UNIT.optionsType, PROCESS_UNIT.normalization, 0);
    builder.addFieldOffset(PROCESS_UNIT.options, normalization, 0);
  });
  const properties = table(builder, IMAGE_PROPERTIES.fields, () =>
    builder.addFieldInt8(IMAGE_PROPERTIES.colorSpace, IMAGE_PROPERTIES.rgb, 0),
  );
  const content = table(builder, CONTENT.fields, () => {
    builder.addFieldInt8(CONTENT.propertiesType, CONTENT.imageProperties, 0);
    builder.addFieldOffset(CONTENT.properties, properties, 0);
  });
  const inputName = builder.createString('image');
  const processUnits = offsetVector(builder, [processUnit]);
  const input = table(builder, TENSOR_METADATA.fields, () => {
    builder.addFieldOffset(TENSOR_METADATA.name, inputName, 0);
    builder.addFieldOffset(TENSOR_METADATA.content, content, 0);
    builder.addFieldOffset(TENSOR_METADATA.processUnits, processUnits, 0);
  });
  const outputs = Array.from({ length: model.outputs }, (_, index) => {
    const name = builder.createString(`out${index}`);
    return table(builder, TENSOR_METADATA.fields, () =>
      builder.addFieldOffset(TENSOR_METADATA.name, name, 0),
    );
  });
  const inputVector = offsetVector(builder, [input]);
  const outputVector = offsetVector(builder, outputs);
  const subgraph = table(builder, SUBGRAPH_METADATA.fields, () => {
    builder.addFieldOffset(SUBGRAPH_METADATA.inputs, inputVector, 0);
    builder.addFieldOffset(SUBGRAPH_METADATA.outputs, outputVector, 0);
  });
  const subgraphs = offsetVector(builder, [subgraph]);
  const name = builder.createString(model.name);
  const version = builder.createString('v1');
  const minParserVersion = builder.createString('1.0.0');
  builder.finish(
    table(builder, MODEL_METADATA.fields, () => {
      builder.addFieldOffset(MODEL_METADATA.name, name, 0);
      builder.addFieldOffset(MODEL_METADATA.version, version, 0);
      builder.addFieldOffset(MODEL_METADATA.subgraphs, subgraphs, 0);
      builder.addFieldOffset(MODEL_METADATA.minParserVersion, minParserVersion, 0);
    }),
    'M001',
  );
  return builder.asUint8Array();
}
