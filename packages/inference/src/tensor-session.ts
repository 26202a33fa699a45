import type { Bytes } from '@undertone/base/bytes';

/** Row-major; the product of `dims` is `data.length`. */
export interface Int32Tensor {
  readonly type: 'int32';
  readonly dims: readonly number[];
  readonly data: Int32Array;
}

export interface Float32Tensor {
  readonly type: 'float32';
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Given only: no model here answers in it. */
export interface Int64Tensor {
  readonly type: 'int64';
  readonly dims: readonly number[];
  readonly data: BigInt64Array;
}

/** Given only; each 0 or 1. */
export interface BoolTensor {
  readonly type: 'bool';
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

export type Tensor = Int32Tensor | Int64Tensor | Float32Tensor | BoolTensor;

/** One loaded network, whatever runtime executes it. Not re-entrant: callers wait for a run before the next. */
export interface TensorSession {
  /** Rejects when the runtime fails; the session is then to be released. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/** Given verified bytes only. Rejects when the runtime cannot load them. */
export type CreateSession = (model: Bytes) => Promise<TensorSession>;
