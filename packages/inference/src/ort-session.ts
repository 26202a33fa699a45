import type { Bytes } from '@undertone/base/bytes';
import type { CreateSession, Tensor } from './tensor-session.ts';

/** What is used of `onnxruntime-web`'s module: passed in, so that this package names no runtime. */
export interface OrtModule {
  readonly Tensor: new (
    type: 'int32' | 'int64' | 'float32' | 'bool',
    data: never,
    dims: readonly number[],
  ) => OrtTensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: OrtOptions): Promise<OrtInferenceSession>;
  };
}

interface OrtTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

interface OrtInferenceSession {
  run(feeds: Record<string, OrtTensor>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

interface OrtOptions {
  readonly executionProviders: readonly string[];
  readonly graphOptimizationLevel: 'all';
}

function fromOrt(name: string, tensor: OrtTensor): Tensor {
  const { dims, data } = tensor;
  if (data instanceof Float32Array) return { type: 'float32', dims, data };
  if (data instanceof Int32Array) return { type: 'int32', dims, data };
  throw new TypeError(`output ${name} is ${tensor.type}, which no model here declares`);
}

/**
 * Sessions on ONNX Runtime's WASM backend. The caller configures `ort.env` first (where the WASM lies, one
 * thread or several): this is the only door between the models and the runtime, in the browser and in Node.
 */
export function createOrtSessions(ort: unknown): CreateSession {
  const module = ort as OrtModule;
  return async (model: Bytes) => {
    const session = await module.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
    return {
      async run(inputs) {
        const feeds = Object.fromEntries(
          Object.entries(inputs).map(([name, { type, data, dims }]) => [
            name,
            new module.Tensor(type, data as never, dims),
          ]),
        );
        const outputs = await session.run(feeds);
        return Object.fromEntries(
          Object.entries(outputs).map(([name, tensor]) => [name, fromOrt(name, tensor)]),
        );
      },
      release: () => session.release(),
    };
  };
}
