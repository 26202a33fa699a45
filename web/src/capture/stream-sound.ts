import type { Result } from '@undertone/base/result';

/** One piece of a file's sound: mono, within [−1, 1], of about a second. */
export interface SoundPiece {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Hz, as the file has it. */
  readonly sampleRate: number;
  /** How much of the file has been read with it, 0 … 1. */
  readonly share: number;
}

/** Rates that are resampled to the reader's, Hz. */
export const SAMPLE_RATES = { least: 8_000, most: 192_000 } as const;

export function isReadableRate(sampleRate: number): boolean {
  return sampleRate >= SAMPLE_RATES.least && sampleRate <= SAMPLE_RATES.most;
}

/** The next piece is not made before the promise resolves. */
export type TakeSound = (piece: SoundPiece) => Promise<void>;

export type SoundFailure =
  | 'empty'
  | 'truncated'
  | 'not-decodable'
  | 'cancelled'
  /** Perhaps sound, but no decoder that works in pieces: the page may try `decodeAudioData`. */
  | 'no-stream-decoder';

/** Hands a file's sound over piece by piece, so that hours of it never lie in memory at once. */
export type StreamSound = (
  file: Blob,
  take: TakeSound,
  signal: AbortSignal,
) => Promise<Result<void, SoundFailure>>;
