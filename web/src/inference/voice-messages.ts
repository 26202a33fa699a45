import type { AssetError } from '@undertone/inference/asset-source';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { SoundFailure } from '../capture/stream-sound.ts';
import type { Crashed, FromWorker, ToWorker } from './worker-messages.ts';

export type VoiceJob =
  /** Mono at 16 kHz. Copied, not moved: after a crash the page can try again. */
  | {
      readonly kind: 'clip';
      readonly samples: Float32Array<ArrayBuffer>;
      readonly usualVoice: UsualVoice | null;
    }
  | { readonly kind: 'file'; readonly file: Blob; readonly usualVoice: UsualVoice | null };

export type VoiceFailure =
  | AssetError
  | Crashed
  | { readonly code: 'cancelled' | 'out-of-memory' }
  | { readonly code: SoundFailure };

/** Progress is the share done, 0 … 1. */
export type FromVoiceWorker = FromWorker<VoiceReading, VoiceFailure, number>;
export type ToVoiceWorker = ToWorker<VoiceJob>;
