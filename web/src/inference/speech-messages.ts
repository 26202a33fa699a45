import type { AssetError } from '@undertone/inference/asset-source';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import type { PackPin } from '../packs/pack-pin.ts';
import type { UiLanguage } from './text-messages.ts';
import type { Crashed, FromWorker, ToWorker } from './worker-messages.ts';

export interface SpeechJob {
  /** Mono at 16 kHz. Copied, not moved: the recording stays with the page. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly expected: UiLanguage;
  readonly pack: PackPin;
}

export type SpeechFailure = AssetError | Crashed | { readonly code: 'cancelled' | 'out-of-memory' };

/** Progress is the share done, 0 … 1. */
export type FromSpeechWorker = FromWorker<Transcript, SpeechFailure, number>;
export type ToSpeechWorker = ToWorker<SpeechJob>;
