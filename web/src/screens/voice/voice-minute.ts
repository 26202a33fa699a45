import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import {
  AUDIO_FILE_MOST_BYTES,
  type AudioFileFailure,
  type CaptureFailure,
  type Recording,
  type VoiceClip,
  type VoiceReadFailure,
} from '../../app/capture-ports.ts';
import type { Services } from '../../app/services.ts';

export type VoiceMinuteFailure =
  | CaptureFailure
  | Exclude<VoiceReadFailure | AudioFileFailure, 'cancelled'>
  | 'nothing-recorded';

export type VoiceStage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'recording'; readonly recording: Recording; readonly mostSeconds: number }
  | {
      readonly kind: 'reading';
      readonly share: number;
      /** A recording, which is nowhere else yet; `false` for a file. */
      readonly isRecorded: boolean;
    }
  /** `clip` is `null` after a file, which the person has anyway. */
  | { readonly kind: 'read'; readonly reading: VoiceReading; readonly clip: VoiceClip | null }
  | {
      readonly kind: 'failed';
      readonly failure: VoiceMinuteFailure;
      /** The recording is still in memory. */
      readonly stillHere: boolean;
      readonly retry: (() => void) | null;
    };

/** One voice minute from the tap to the reading. Its sound lives here only, and goes with it. */
export interface VoiceMinute {
  readonly stage: ReadonlySignal<VoiceStage>;
  /** Call it at the person's tap: the browser asks for the microphone here. */
  record(mostSeconds: number): Promise<void>;
  /** Closes the microphone and reads what was recorded. */
  stop(): Promise<void>;
  /** Closes the microphone, forgets the recording and what is being read, and is ready again. */
  startOver(): void;
  readFile(file: Blob): Promise<void>;
  /** Nothing happens after it, and the microphone is closed. */
  dispose(): void;
}

export function createVoiceMinute({
  microphone,
  voiceReader,
  usualVoice,
}: Pick<Services, 'microphone' | 'voiceReader' | 'usualVoice'>): VoiceMinute {
  const stage = signal<VoiceStage>({ kind: 'ready' });
  /** Grows with every new start: what an older one still brings is thrown away. */
  let attempt = 0;
  let recording: Recording | null = null;
  let reading: AbortController | null = null;
  let unfollow = () => {};

  const forget = () => {
    attempt++;
    unfollow();
    recording?.discard();
    recording = null;
    reading?.abort();
    reading = null;
  };

  const fail = (failure: VoiceMinuteFailure, retry: (() => void) | null, stillHere = false) => {
    stage.value = { kind: 'failed', failure, retry, stillHere };
  };

  const read = async (
    clip: VoiceClip | null,
    work: (
      options: Parameters<typeof voiceReader.read>[1] & object,
    ) => Promise<Result<VoiceReading, VoiceReadFailure | AudioFileFailure>>,
  ): Promise<void> => {
    const mine = ++attempt;
    reading = new AbortController();
    const isRecorded = clip !== null;
    stage.value = { kind: 'reading', share: 0, isRecorded };
    const done = await work({
      signal: reading.signal,
      usualVoice: usualVoice.current.peek(),
      onProgress: (share) => {
        if (mine === attempt) stage.value = { kind: 'reading', share, isRecorded };
      },
    });
    if (mine !== attempt) return;
    reading = null;
    if (done.ok) stage.value = { kind: 'read', reading: done.value, clip };
    else if (done.error === 'cancelled') stage.value = { kind: 'ready' };
    else fail(done.error, () => void read(clip, work), isRecorded);
  };

  const stop = async (): Promise<void> => {
    if (recording === null) return;
    const ended = recording;
    recording = null;
    unfollow();
    const mine = ++attempt;
    const clip = await ended.stop();
    if (mine !== attempt) return;
    if (clip === null) fail('nothing-recorded', null);
    else await read(clip, (options) => voiceReader.read(clip, options));
  };

  return {
    stage,
    async record(mostSeconds) {
      forget();
      const mine = attempt;
      stage.value = { kind: 'asking' };
      const opened = await microphone.record({ mostSeconds });
      if (mine !== attempt) {
        if (opened.ok) opened.value.discard();
        return;
      }
      if (!opened.ok) {
        fail(opened.error, null);
        return;
      }
      recording = opened.value;
      const { state, interrupted } = opened.value;
      stage.value = { kind: 'recording', recording: opened.value, mostSeconds };
      unfollow = effect(() => {
        if (state.value === 'ended' && interrupted.value === 'limit-reached') void stop();
      });
    },
    stop,
    startOver() {
      forget();
      stage.value = { kind: 'ready' };
    },
    async readFile(file) {
      forget();
      if (file.size === 0) fail('empty', null);
      else if (file.size > AUDIO_FILE_MOST_BYTES) fail('too-large', null);
      else await read(null, (options) => voiceReader.readFile(file, options));
    },
    dispose: forget,
  };
}

/** Whether closing the tab now would lose something that is nowhere else. */
export function isUnsaved(stage: VoiceStage): boolean {
  switch (stage.kind) {
    case 'recording':
    case 'read':
      return true;
    case 'reading':
      return stage.isRecorded;
    case 'failed':
      return stage.stillHere;
    default:
      return false;
  }
}
