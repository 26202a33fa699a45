import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Prosody, ProsodyFeature } from './prosody.ts';

/** One axis of a voice against the person's own usual voice. */
export interface RelativeAxis {
  /** Robust standard deviations from the usual: 0 is usual, beyond ±2 is rare. Within [−6, 6]. */
  readonly z: number;
  /** Standard error of `z`, from the spread of the reference and the length of this speech. */
  readonly doubt: number;
  /** What carried it, strongest first; each feature's own z. */
  readonly drivers: readonly { readonly feature: ProsodyFeature | 'arousal'; readonly z: number }[];
}

/** `null` before there is a reference ("your usual voice"). */
export interface RelativeVoice {
  /** Pitch, loudness, rate and the network's arousal together. */
  readonly energy: RelativeAxis;
  /** Spectral tilt, pitch range, perturbation and pauses together. */
  readonly tension: RelativeAxis;
}

/** How good a recording is as evidence. */
export interface VoiceQuality {
  /** Speech level over the level between the words, dB; `null` without any pause to measure it in. */
  readonly signalToNoiseDb: number | null;
  /** Share of speech samples at full scale, 0 … 1. */
  readonly clippedShare: number;
  readonly speechSeconds: number;
  /** Highest frequency with content, Hz: an 8 kHz telephone file has none above 4 kHz. */
  readonly bandwidthHz: number;
  /** Share of the sound that behaves like speech (voiced, modulated at syllable rate), 0 … 1. */
  readonly speechLikeness: number;
  /** The product's quality q of this capture, 0 … 1. */
  readonly quality: number;
}

/** What makes a recording poor, worst first; each is a sentence on the screen. */
export const VOICE_PROBLEMS = [
  'silence',
  'too-little-speech',
  'not-speech',
  'noisy',
  'clipped',
  'narrow-band',
] as const;

export type VoiceProblem = (typeof VOICE_PROBLEMS)[number];

/** One stretch of speech that the network read. */
export interface VoiceWindow {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
  /** Share of the reading that it carried, 0 … 1; all of them sum to 1. */
  readonly weight: number;
}

/** What is kept beside a voice's score. Small numbers only: no sample, spectrum or embedding. */
export interface VoiceReadingDetail {
  readonly seconds: number;
  readonly prosody: Prosody;
  readonly quality: VoiceQuality;
  readonly problems: readonly VoiceProblem[];
  /** At most 240 (`MOST_WINDOWS`), however long the sound: an entry must fit an op. */
  readonly windows: readonly VoiceWindow[];
  /** Against the reference that was current when it was read; `null` before there was one. */
  readonly relative: RelativeVoice | null;
}

export interface VoiceReading {
  readonly score: ModalityScore;
  readonly detail: VoiceReadingDetail;
}
