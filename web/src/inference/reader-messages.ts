import type { Bytes } from '@undertone/base/bytes';
import type { Result } from '@undertone/base/result';
import type { TextReading } from '@undertone/inference/text/text-reading';
import type { ReadError } from '@undertone/inference/text/text-reader';

export type UiLanguage = 'en' | 'es';

/** From the page to the worker that reads. */
export type ToReader =
  | { readonly kind: 'read'; readonly id: number; readonly text: string; readonly uiLanguage: UiLanguage }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answers `need`; `null` when there is no such file. */
  | { readonly kind: 'file'; readonly id: number; readonly bytes: Bytes | null };

/**
 * From the worker to the page. The worker has no network of its own: it asks for every file, so that all of
 * them pass the one way out and its ledger.
 */
export type FromReader =
  | { readonly kind: 'need'; readonly id: number; readonly modelId: string; readonly path: string }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<TextReading, ReadError> };

/** Asked for like a model's file. */
export const RUNTIME_ID = 'runtime';
