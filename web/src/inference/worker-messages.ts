import type { Bytes } from '@undertone/base/bytes';
import type { Result } from '@undertone/base/result';

/** From the page to a worker that runs models. A job is whatever one modality asks of its worker. */
export type ToWorker<Job> =
  | { readonly kind: 'job'; readonly id: number; readonly job: Job }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answers `need`; `null` when there is no such file. */
  | { readonly kind: 'file'; readonly id: number; readonly bytes: Bytes | null };

/** What failed; `code` is what the page tells the screen. */
export interface JobFailure {
  readonly code: string;
}

/**
 * From the worker to the page. The worker has no network of its own: it asks for every file, so that all of
 * them pass the one way out and its ledger.
 */
export type FromWorker<Value, Failure extends JobFailure, Progress = never> =
  | { readonly kind: 'need'; readonly id: number; readonly modelId: string; readonly path: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<Value, Failure> };

/** A job that threw: a bug or a runtime that failed, which the journal outlives. */
export interface Crashed {
  readonly code: 'crashed';
  readonly reason: string;
}

/** The WebAssembly runtime is asked for like a model's file. */
export const RUNTIME_ID = 'runtime';
