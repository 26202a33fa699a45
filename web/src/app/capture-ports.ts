import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { FaceReading, FramingHint } from '@undertone/inference/face/face-reading';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { SaveFailure } from './journal-port.ts';
import type { ReaderStatus } from './services.ts';

/** Mono sound at 16 kHz, samples within [−1, 1]. Dropped after it was read. */
export interface VoiceClip {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRate: 16_000;
  /** The compressed original, for a person who keeps it; `null` when the browser could not make one. */
  readonly encoded: Blob | null;
}

export type CaptureFailure =
  /** The person or the browser's settings said no; the screen says how to change that. */
  | 'permission-denied'
  | 'no-device'
  /** Another program holds it. */
  | 'device-busy'
  /** No such interface: an old browser, or a page without https. */
  | 'unsupported';

/** Recording is 60 s by default, at most five minutes. */
export const RECORDING_LIMITS = { defaultSeconds: 60, mostSeconds: 300 } as const;

export interface RecordingMoment {
  /** Level of the last 50 ms, dB relative to full scale, −100 … 0. */
  readonly levelDb: number;
  /** `null` in silence and unvoiced sound. */
  readonly pitchHz: number | null;
}

export interface Recording {
  readonly state: ReadonlySignal<'recording' | 'paused' | 'ended'>;
  readonly seconds: ReadonlySignal<number>;
  /** Some 20 a second, newest last, at most the last 15 seconds: what the trace draws. */
  readonly trace: ReadonlySignal<readonly RecordingMoment[]>;
  /** Why it paused or ended by itself; what was recorded until then is kept. */
  readonly interrupted: ReadonlySignal<null | 'unplugged' | 'hidden' | 'limit-reached' | 'low-memory'>;
  pause(): void;
  resume(): void;
  /** Closes the microphone. `null` when nothing was recorded. */
  stop(): Promise<VoiceClip | null>;
  /** Closes the microphone and forgets everything. */
  discard(): void;
}

export interface MicrophonePort {
  /**
   * Asks for permission: call it only at the person's tap, after the notice. `model-missing`: the code that records has
   * not come to this device yet.
   */
  record(limits: {
    readonly mostSeconds: number;
  }): Promise<Result<Recording, CaptureFailure | 'model-missing'>>;
}

export type AudioFileFailure =
  | 'too-large'
  | 'empty'
  /** Not sound, or in a format that this browser does not decode. */
  | 'not-decodable'
  | 'truncated'
  | 'out-of-memory'
  | 'cancelled';

export const AUDIO_FILE_MOST_BYTES = 50 * 1024 * 1024;

export type VoiceReadFailure =
  | 'no-webassembly'
  | 'model-corrupt'
  | 'model-missing'
  | 'crashed'
  | 'cancelled'
  | 'out-of-memory';

export interface VoiceReaderPort {
  readonly status: ReadonlySignal<ReaderStatus>;
  read(
    clip: VoiceClip,
    options?: {
      readonly signal?: AbortSignal;
      readonly usualVoice?: UsualVoice | null;
      /** Share done, 0 … 1. */
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<Result<VoiceReading, VoiceReadFailure>>;
  /** Decodes, resamples and reads a file in windows: hours of sound never lie in memory at once where the format allows. */
  readFile(
    file: Blob,
    options?: {
      readonly signal?: AbortSignal;
      readonly usualVoice?: UsualVoice | null;
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<Result<VoiceReading, VoiceReadFailure | AudioFileFailure>>;
}

export type WriteDownFailure = VoiceReadFailure;

/** Writes speech down with the installed speech pack. Only ever at the person's tap. */
export interface SpeechWriter {
  readonly status: ReadonlySignal<ReaderStatus>;
  /**
   * The words of a recording, in the interface's language where the sound leaves it open. `model-missing`: the pack is
   * not on this device (any more).
   */
  write(
    clip: VoiceClip,
    options?: {
      readonly signal?: AbortSignal;
      /** Share done, 0 … 1. */
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<Result<Transcript, WriteDownFailure>>;
}

export interface SpeechWriterPort extends SpeechWriter {
  /** The pack was installed here, as far as is known without looking at its files. */
  readonly installed: ReadonlySignal<boolean>;
}

/** The sealed, synced record of how this person usually sounds. */
export interface UsualVoicePort {
  readonly current: ReadonlySignal<UsualVoice | null>;
  keep(usual: UsualVoice): Promise<Result<void, SaveFailure>>;
  forget(): Promise<Result<void, SaveFailure>>;
}

export type FaceFailure =
  | CaptureFailure
  /** The landmark model needs WebGL, even on the CPU delegate. */
  | 'no-webgl'
  | 'no-webassembly'
  | 'model-corrupt'
  | 'model-missing'
  | 'crashed'
  | 'cancelled';

export interface LiveFace {
  /** 478 points as x, y pairs, 0 … 1 of the preview, for the overlay; `null` without exactly one face. */
  readonly points: Float32Array | null;
  readonly hint: FramingHint | null;
  /** 0 … 1. */
  readonly quality: number;
}

export interface FaceSession {
  /** For the preview element. */
  readonly stream: MediaStream;
  readonly live: ReadonlySignal<LiveFace>;
  readonly interrupted: ReadonlySignal<null | 'unplugged' | 'hidden'>;
  /** Why nothing can be read any more: the camera is open for nothing, close it. */
  readonly failed: ReadonlySignal<FaceFailure | null>;
  /** Pools the frames of the next seconds; goes on until enough good ones were seen, twice that time at most. */
  collect(options: {
    readonly seconds: number;
    readonly onProgress?: (share: number) => void;
    readonly signal?: AbortSignal;
  }): Promise<Result<FaceReading, FaceFailure>>;
  /** Closes the camera; no frame outlives it. */
  close(): void;
}

export type PhotoFailure = FaceFailure | 'not-a-picture' | 'too-large' | 'empty';

export interface FaceCheckPort {
  readonly status: ReadonlySignal<ReaderStatus>;
  /** Asks for permission: call it only at the person's tap, after the notice. */
  openCamera(): Promise<Result<FaceSession, FaceFailure>>;
  readPhoto(
    photo: Blob,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Result<FaceReading, PhotoFailure>>;
}
