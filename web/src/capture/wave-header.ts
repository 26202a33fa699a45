import { isReadableRate } from './stream-sound.ts';

/** How one sample is written (WAVE: `wFormatTag` and `wBitsPerSample`). */
export type SampleFormat = 'unsigned-8' | 'signed-16' | 'signed-24' | 'signed-32' | 'float-32' | 'float-64';

export interface WaveHeader {
  readonly format: SampleFormat;
  readonly channels: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Of one sample of all channels. */
  readonly frameBytes: number;
  /** Where the samples begin in the file. */
  readonly dataStart: number;
  /** `null` when the writer left it open (a recorder that streams, or that died). */
  readonly dataBytes: number | null;
}

type HeaderFailure =
  /** Not RIFF/WAVE at all. */
  | 'not-wave'
  /** A WAVE file in another coding than plain samples, or one that contradicts itself. */
  | 'other-coding'
  /** It ends before its samples begin. */
  | 'truncated';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** A file of nothing but tiny chunks must not be read for minutes. */
const MOST_CHUNKS = 256;
/** Sizes that mean "not known when this was written". */
const OPEN_SIZES: readonly number[] = [0, 0xffff_ffff];

const FORMATS: Readonly<Record<string, SampleFormat>> = {
  [`${PCM}/8`]: 'unsigned-8',
  [`${PCM}/16`]: 'signed-16',
  [`${PCM}/24`]: 'signed-24',
  [`${PCM}/32`]: 'signed-32',
  [`${FLOAT}/32`]: 'float-32',
  [`${FLOAT}/64`]: 'float-64',
};

/**
 * Reads the chunks before the samples ("Multimedia Programming Interface and Data Specifications 1.0", IBM and
 * Microsoft 1991; `WAVEFORMATEXTENSIBLE` for the formats since).
 * @param read gives the bytes of that stretch of the file, fewer at its end.
 */
export async function readWaveHeader(
  read: (start: number, bytes: number) => Promise<DataView>,
): Promise<WaveHeader | HeaderFailure> {
  const riff = await read(0, 12);
  if (riff.byteLength < 12 || tag(riff, 0) !== 'RIFF' || tag(riff, 8) !== 'WAVE') return 'not-wave';
  let format: Omit<WaveHeader, 'dataStart' | 'dataBytes'> | 'other-coding' | null = null;
  for (let at = 12, chunks = 0; chunks < MOST_CHUNKS; chunks++) {
    const head = await read(at, 8);
    if (head.byteLength < 8) return 'truncated';
    const name = tag(head, 0);
    const bytes = head.getUint32(4, true);
    if (name === 'data') {
      if (format === null || format === 'other-coding') return 'other-coding';
      return { ...format, dataStart: at + 8, dataBytes: OPEN_SIZES.includes(bytes) ? null : bytes };
    }
    if (name === 'fmt ') format = formatOf(await read(at + 8, Math.min(bytes, 40)));
    // Chunks begin at even places.
    at += 8 + bytes + (bytes % 2);
  }
  return 'other-coding';
}

function formatOf(chunk: DataView): Omit<WaveHeader, 'dataStart' | 'dataBytes'> | 'other-coding' {
  if (chunk.byteLength < 16) return 'other-coding';
  const written = chunk.getUint16(0, true);
  // The first two bytes of the extension's GUID are the code that stood here before.
  const code = written === EXTENSIBLE && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : written;
  const channels = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const bits = chunk.getUint16(14, true);
  const format = FORMATS[`${code}/${bits}`];
  const frameBytes = (channels * bits) / 8;
  const sound = channels >= 1 && channels <= 32 && isReadableRate(sampleRate);
  return format === undefined || !sound || chunk.getUint16(12, true) !== frameBytes
    ? 'other-coding'
    : { format, channels, sampleRate, frameBytes };
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));
}
