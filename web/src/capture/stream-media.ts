import { err, ok } from '@undertone/base/result';
import {
  ADTS,
  AudioSampleSink,
  BlobSource,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
  type AudioSample,
} from 'mediabunny';
import { endsWithinFrame } from './audio-frames.ts';
import { endsWithinBox } from './iso-boxes.ts';
import { isReadableRate, type StreamSound } from './stream-sound.ts';

/** A file may declare its length rounded up, or with the decoder's lead-in. */
const LENGTH_TOLERANCE_SECONDS = 1;

/**
 * MP3, AAC, MP4, Ogg, FLAC, WebM and their kin: taken apart by mediabunny, decoded by the browser's WebCodecs, a
 * second at a time. `no-stream-decoder` where the container or its coding is not among what those two know. A file
 * that was cut off is told where its format declares a length; MP3, Ogg and bare AAC are read as far as they go.
 */
export const streamMedia: StreamSound = async (file, take, signal) => {
  const input = new Input({
    source: new BlobSource(file),
    formats: [MP3, MP4, QTFF, OGG, WEBM, MATROSKA, FLAC, ADTS, WAVE],
  });
  const dispose = (): void => input.dispose();
  signal.addEventListener('abort', dispose, { once: true });
  let doneSeconds = 0;
  try {
    if (!(await input.canRead())) return err('no-stream-decoder');
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return err((await endsWithinBox(file)) ? 'truncated' : 'not-decodable');
    if (!isReadableRate(await track.getSampleRate())) return err('not-decodable');
    if (!(await track.canDecode())) return err('no-stream-decoder');

    const declaredSeconds = await input.getDurationFromMetadata([track]);
    // In an Ogg file that was cut off there is no last page to find the length by.
    const lengthSeconds = declaredSeconds ?? (await input.computeDuration([track]).catch(() => null));
    // An MP3 may declare nothing: what stands for it is then a guess from its first frame's bit rate.
    const binding = declaredSeconds !== null && (await input.getFormat()) !== MP3;
    const pieces = new PieceMaker();
    for await (const sample of new AudioSampleSink(track).samples()) {
      const ready = pieces.add(sample);
      doneSeconds += sample.duration;
      sample.close();
      if (signal.aborted) return err('cancelled');
      const share = lengthSeconds === null ? 0 : Math.min(1, doneSeconds / lengthSeconds);
      for (const piece of ready) await take({ ...piece, share });
    }
    if (signal.aborted) return err('cancelled');
    for (const piece of pieces.finish()) await take({ ...piece, share: 1 });
    if (doneSeconds === 0) return err('empty');
    const cut = binding && doneSeconds < declaredSeconds - LENGTH_TOLERANCE_SECONDS;
    return cut || (await isCutShort(file)) ? err('truncated') : ok();
  } catch (cause) {
    if (signal.aborted) return err('cancelled');
    // An allocation that failed says nothing about the file.
    if (cause instanceof RangeError) throw cause;
    return err(doneSeconds > 0 || (await isCutShort(file)) ? 'truncated' : 'not-decodable');
  } finally {
    signal.removeEventListener('abort', dispose);
    dispose();
  }
};

/** MP4 begins with a box, MP3 and ADTS with a frame or a tag: no file is taken for the other. */
async function isCutShort(file: Blob): Promise<boolean> {
  return (await endsWithinBox(file)) || (await endsWithinFrame(file));
}

interface Piece {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRate: number;
}

/** Gathers decoded packets of some 20 ms into mono pieces of a second. */
class PieceMaker {
  #buffer = new Float32Array(0);
  #filled = 0;
  #rate = 0;

  add(sample: AudioSample): readonly Piece[] {
    const ready: Piece[] = [];
    if (sample.sampleRate !== this.#rate || this.#filled + sample.numberOfFrames > this.#buffer.length) {
      ready.push(...this.finish());
      this.#rate = sample.sampleRate;
      this.#buffer = new Float32Array(Math.max(sample.sampleRate, sample.numberOfFrames));
    }
    mixInto(this.#buffer.subarray(this.#filled), sample);
    this.#filled += sample.numberOfFrames;
    return ready;
  }

  finish(): readonly Piece[] {
    if (this.#filled === 0) return [];
    // Lossy coding overshoots a little.
    const samples = this.#buffer.slice(0, this.#filled).map((sample) => Math.min(1, Math.max(-1, sample)));
    const piece = { samples, sampleRate: this.#rate };
    this.#filled = 0;
    return [piece];
  }
}

function mixInto(mono: Float32Array, sample: AudioSample): void {
  const { numberOfChannels, numberOfFrames } = sample;
  const plane = new Float32Array(numberOfFrames);
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
    sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
    for (let frame = 0; frame < numberOfFrames; frame++) {
      mono[frame] = (mono[frame] ?? 0) + (plane[frame] ?? 0) / numberOfChannels;
    }
  }
}
