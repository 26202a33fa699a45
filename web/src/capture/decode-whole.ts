import { SAMPLE_RATE } from '@undertone/inference/voice/resample';
import { err, ok, type Result } from '@undertone/base/result';
import type { AudioFileFailure } from '../app/capture-ports.ts';

/** The part of an `AudioBuffer` that is used. */
export interface DecodedSound {
  readonly sampleRate: number;
  readonly length: number;
  readonly numberOfChannels: number;
  getChannelData(channel: number): Float32Array;
}

export interface WholeDecoderHost {
  /** Length that the file's metadata states, s; `null` when it states none or cannot be read. */
  readonly secondsOf: (file: Blob) => Promise<number | null>;
  /** `decodeAudioData` of a context at 16 kHz, which resamples. Rejects what it cannot decode. */
  readonly decode: (bytes: ArrayBuffer) => Promise<DecodedSound>;
}

export type DecodeWhole = (
  file: Blob,
) => Promise<
  Result<Float32Array<ArrayBuffer>, Extract<AudioFileFailure, 'not-decodable' | 'out-of-memory' | 'empty'>>
>;

/** Decoders hold it all at the file's own rate first: 20 min of 48 kHz stereo are 460 MB. */
export const MOST_WHOLE_SECONDS = 20 * 60;
/** A file that does not state its length could be 20 minutes at 32 kbit/s. */
export const MOST_UNSTATED_BYTES = 5_000_000;

/**
 * All of a file's sound at once, mono at 16 kHz: for browsers without WebCodecs, and for formats that only the browser
 * itself takes apart. What could not fit is declined before it is tried.
 */
export function createWholeDecoder(host: WholeDecoderHost): DecodeWhole {
  return async (file) => {
    const seconds = await host.secondsOf(file);
    const fits = seconds === null ? file.size <= MOST_UNSTATED_BYTES : seconds <= MOST_WHOLE_SECONDS;
    if (!fits) return err('out-of-memory');
    let sound: DecodedSound;
    try {
      sound = await host.decode(await file.arrayBuffer());
    } catch (cause) {
      return err(cause instanceof RangeError ? 'out-of-memory' : 'not-decodable');
    }
    if (sound.sampleRate !== SAMPLE_RATE) throw new Error(`decoded at ${sound.sampleRate} Hz`);
    return sound.length === 0 ? err('empty') : ok(mixDown(sound));
  };
}

function mixDown(sound: DecodedSound): Float32Array<ArrayBuffer> {
  const mono = new Float32Array(sound.length);
  for (let channel = 0; channel < sound.numberOfChannels; channel++) {
    sound.getChannelData(channel).forEach((sample, index) => {
      mono[index] = (mono[index] ?? 0) + sample / sound.numberOfChannels;
    });
  }
  return mono;
}
