import type { VoiceFailure, VoiceJob } from '@undertone/web/inference/voice-messages';
import type { FromWorker, ToWorker } from '@undertone/web/inference/worker-messages';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';

/** The app's own jobs, and one that runs nothing but the network. */
export type VoiceBenchJob =
  | VoiceJob
  | { readonly kind: 'network'; readonly samples: Float32Array<ArrayBuffer>; readonly count: number };

/** Milliseconds of each run of the network. */
export type VoiceBenchValue = VoiceReading | { readonly times: readonly number[] };

export type ToVoiceBench = ToWorker<VoiceBenchJob>;
export type FromVoiceBench = FromWorker<VoiceBenchValue, VoiceFailure, number>;
