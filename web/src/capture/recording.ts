import { signal } from '@preact/signals';
import { createResampler, SAMPLE_RATE } from '@undertone/inference/voice/resample';
import type { Recording, RecordingMoment, VoiceClip } from '../app/capture-ports.ts';
import type { SoundStore } from './sound-store.ts';

/** A microphone that is open. */
export interface OpenMicrophone {
  /** Of the blocks, Hz. */
  readonly sampleRate: number;
  /** Mono blocks of some 50 ms, in order. */
  onBlock(listener: (block: Float32Array) => void): void;
  /** It was unplugged, or the system took it away. */
  onLost(listener: () => void): void;
  /** The page was hidden from the person. */
  onHidden(listener: () => void): void;
  /** Releases the device; the browser's sign that it listens goes out. Further calls do nothing. */
  close(): void;
}

/** Compresses the same sound for a person who keeps it. */
export interface SoundEncoder {
  pause(): void;
  resume(): void;
  /** `null` when it could not. */
  finish(): Promise<Blob | null>;
}

export interface RecordingParts {
  readonly microphone: OpenMicrophone;
  /** `null` where the browser cannot. */
  readonly encoder: SoundEncoder | null;
  readonly store: SoundStore;
  /** Samples at 16 kHz that the person may record; the store may hold fewer. */
  readonly mostSamples: number;
  /** Level and pitch of 50 ms at 16 kHz. */
  readonly measure: (block: Float32Array) => RecordingMoment;
}

/** 50 ms at 16 kHz. */
const MOMENT_SAMPLES = SAMPLE_RATE / 20;
const TRACE_MOMENTS = 15 * 20;

/** Records from the first block on. Time is counted in samples, so a paused or starved recording does not run ahead. */
export function startRecording(parts: RecordingParts): Recording {
  const { microphone, encoder, store, mostSamples } = parts;
  const resampler = createResampler(microphone.sampleRate);
  const state = signal<'recording' | 'paused' | 'ended'>('recording');
  const seconds = signal(0);
  const trace = signal<readonly RecordingMoment[]>([]);
  const interrupted = signal<null | 'unplugged' | 'hidden' | 'limit-reached' | 'low-memory'>(null);
  const moment = new Float32Array(MOMENT_SAMPLES);
  let momentFilled = 0;
  let encoded: Promise<Blob | null> = Promise.resolve(null);
  let clip: Promise<VoiceClip | null> | null = null;

  const end = (): void => {
    if (state.value === 'ended') return;
    state.value = 'ended';
    // Before the microphone closes, while there is still something to compress.
    encoded = encoder?.finish() ?? encoded;
    microphone.close();
    keep(resampler.finish());
  };

  const keep = (samples: Float32Array): boolean => {
    const fitting = samples.subarray(0, Math.max(0, mostSamples - store.length));
    const kept = store.append(fitting);
    seconds.value = store.length / SAMPLE_RATE;
    return kept === samples.length && store.length < Math.min(mostSamples, store.capacity);
  };

  const follow = (samples: Float32Array): void => {
    const moments: RecordingMoment[] = [];
    for (let from = 0; from < samples.length;) {
      const some = samples.subarray(from, from + MOMENT_SAMPLES - momentFilled);
      moment.set(some, momentFilled);
      momentFilled += some.length;
      from += some.length;
      if (momentFilled < MOMENT_SAMPLES) break;
      moments.push(parts.measure(moment));
      momentFilled = 0;
    }
    if (moments.length > 0) trace.value = [...trace.value, ...moments].slice(-TRACE_MOMENTS);
  };

  const pause = (reason: 'hidden' | null): void => {
    if (state.value !== 'recording') return;
    state.value = 'paused';
    interrupted.value = reason;
    encoder?.pause();
  };

  microphone.onBlock((block) => {
    if (state.value !== 'recording') return;
    const samples = resampler.push(block);
    const goesOn = keep(samples);
    follow(samples);
    if (goesOn) return;
    interrupted.value = store.length < mostSamples ? 'low-memory' : 'limit-reached';
    end();
  });
  microphone.onHidden(() => pause('hidden'));
  microphone.onLost(() => {
    if (state.value === 'ended') return;
    interrupted.value = 'unplugged';
    end();
  });

  const conclude = async (): Promise<VoiceClip | null> => {
    end();
    const samples = store.take();
    const original = await encoded;
    return samples.length === 0 ? null : { samples, sampleRate: SAMPLE_RATE, encoded: original };
  };

  return {
    state,
    seconds,
    trace,
    interrupted,
    pause: () => pause(null),
    resume() {
      if (state.value !== 'paused') return;
      state.value = 'recording';
      interrupted.value = null;
      encoder?.resume();
    },
    stop: () => (clip ??= conclude()),
    discard() {
      end();
      store.erase();
      moment.fill(0);
      trace.value = [];
      seconds.value = 0;
      clip = Promise.resolve(null);
    },
  };
}
