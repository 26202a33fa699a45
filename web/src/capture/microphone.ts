import { err, ok, type Result } from '@undertone/base/result';
import { SAMPLE_RATE } from '@undertone/inference/voice/resample';
import {
  RECORDING_LIMITS,
  type CaptureFailure,
  type MicrophonePort,
  type RecordingMoment,
} from '../app/capture-ports.ts';
import { captureFailureOf } from './capture-failure.ts';
import { startRecording, type OpenMicrophone, type SoundEncoder } from './recording.ts';
import { createSoundStore } from './sound-store.ts';

/**
 * The browser's own clean-up is made for calls: it levels out loudness and cuts off the soft ends of words, which is
 * what is to be measured here.
 */
export const VOICE_CONSTRAINTS = {
  audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
} as const satisfies MediaStreamConstraints;

/** What a browser gives; faked in tests. */
export interface MicrophoneHost<Stream> {
  /** `null` in an old browser, and on a page without https. */
  readonly getUserMedia: ((constraints: MediaStreamConstraints) => Promise<Stream>) | null;
  /** Rejects where there is no AudioWorklet; the stream is then closed. */
  readonly open: (stream: Stream) => Promise<OpenMicrophone>;
  readonly createEncoder: (stream: Stream) => SoundEncoder | null;
  readonly allocate: (samples: number) => Float32Array<ArrayBuffer>;
  readonly measure: (block: Float32Array) => RecordingMoment;
}

/** Asks for the microphone at `record` and at no other time, and holds it until that recording ends. */
export function createMicrophone<Stream>(host: MicrophoneHost<Stream>): MicrophonePort {
  const openStream = async (): Promise<Result<Stream, CaptureFailure>> => {
    if (host.getUserMedia === null) return err('unsupported');
    try {
      return ok(await host.getUserMedia(VOICE_CONSTRAINTS));
    } catch (cause) {
      return err(captureFailureOf(cause));
    }
  };

  return {
    async record({ mostSeconds }) {
      const mostSamples = Math.round(Math.min(mostSeconds, RECORDING_LIMITS.mostSeconds) * SAMPLE_RATE);
      const store = createSoundStore(mostSamples, host.allocate);
      const stream = await openStream();
      if (!stream.ok) return stream;
      let microphone: OpenMicrophone | null = null;
      try {
        microphone = await host.open(stream.value);
        const encoder = host.createEncoder(stream.value);
        return ok(startRecording({ microphone, encoder, store, mostSamples, measure: host.measure }));
      } catch {
        // Also at a sample rate that is not converted: some sound cards run at 384 kHz.
        microphone?.close();
        return err('unsupported');
      }
    },
  };
}
