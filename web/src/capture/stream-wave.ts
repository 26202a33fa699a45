import { err, ok } from '@undertone/base/result';
import type { StreamSound } from './stream-sound.ts';
import { readWaveHeader, type SampleFormat, type WaveHeader } from './wave-header.ts';

/** Reads one sample at a byte offset, within [−1, 1] unless the file itself goes beyond. */
const READ_SAMPLE: Readonly<Record<SampleFormat, (view: DataView, at: number) => number>> = {
  'unsigned-8': (view, at) => (view.getUint8(at) - 128) / 128,
  'signed-16': (view, at) => view.getInt16(at, true) / 0x8000,
  'signed-24': (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x80_0000,
  'signed-32': (view, at) => view.getInt32(at, true) / 0x8000_0000,
  'float-32': (view, at) => view.getFloat32(at, true),
  'float-64': (view, at) => view.getFloat64(at, true),
};

/**
 * A WAVE file's samples, a second at a time, straight from the file: no decoder, whatever its length and rate.
 * `no-stream-decoder` for other files and for codings other than plain samples.
 */
export const streamWave: StreamSound = async (file, take, signal) => {
  const read = async (start: number, bytes: number) =>
    new DataView(await file.slice(start, start + bytes).arrayBuffer());
  const header = await readWaveHeader(read);
  if (header === 'truncated') return err('truncated');
  if (typeof header === 'string') return err('no-stream-decoder');

  const present = file.size - header.dataStart;
  const declared = header.dataBytes ?? present;
  if (declared > present) return err('truncated');
  const end = header.dataStart + declared - (declared % header.frameBytes);
  if (end <= header.dataStart) return err('empty');

  const step = header.sampleRate * header.frameBytes;
  for (let at = header.dataStart; at < end; at += step) {
    if (signal.aborted) return err('cancelled');
    const samples = mixDown(await read(at, Math.min(step, end - at)), header);
    const share = (Math.min(at + step, end) - header.dataStart) / declared;
    await take({ samples, sampleRate: header.sampleRate, share });
  }
  return ok();
};

function mixDown(view: DataView, header: WaveHeader): Float32Array<ArrayBuffer> {
  const { channels, frameBytes } = header;
  const readSample = READ_SAMPLE[header.format];
  const sampleBytes = frameBytes / channels;
  const mono = new Float32Array(view.byteLength / frameBytes);
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += readSample(view, frame * frameBytes + channel * sampleBytes);
    }
    const mean = sum / channels;
    mono[frame] = Number.isFinite(mean) ? Math.min(1, Math.max(-1, mean)) : 0;
  }
  return mono;
}
