type Coding = 'unsigned-8' | 'signed-16' | 'signed-24' | 'signed-32' | 'float-32' | 'float-64';

export interface WaveShape {
  readonly coding?: Coding;
  readonly sampleRate?: number;
  readonly extensible?: boolean;
  /** Stands in the header instead of the true size of the samples. */
  readonly declaredBytes?: number;
  /** A chunk between the format and the samples, of odd length. */
  readonly withNote?: boolean;
}

const BITS: Readonly<Record<Coding, number>> = {
  'unsigned-8': 8,
  'signed-16': 16,
  'signed-24': 24,
  'signed-32': 32,
  'float-32': 32,
  'float-64': 64,
};

/** A WAVE file of these channels, each within [−1, 1]. */
export function waveFile(channels: readonly (readonly number[])[], shape: WaveShape = {}): Blob {
  const { coding = 'signed-16', sampleRate = 16_000, extensible = false } = shape;
  const bits = BITS[coding];
  const frames = channels[0]?.length ?? 0;
  const frameBytes = (channels.length * bits) / 8;
  const samples = new DataView(new ArrayBuffer(frames * frameBytes));
  for (let frame = 0; frame < frames; frame++) {
    channels.forEach((channel, index) =>
      write(samples, frame * frameBytes + (index * bits) / 8, channel[frame] ?? 0, coding),
    );
  }
  const code = coding.startsWith('float') ? 3 : 1;
  const format = new DataView(new ArrayBuffer(extensible ? 40 : 16));
  format.setUint16(0, extensible ? 0xfffe : code, true);
  format.setUint16(2, channels.length, true);
  format.setUint32(4, sampleRate, true);
  format.setUint32(8, sampleRate * frameBytes, true);
  format.setUint16(12, frameBytes, true);
  format.setUint16(14, bits, true);
  if (extensible) {
    format.setUint16(16, 22, true);
    format.setUint16(24, code, true);
  }
  const note = new DataView(new ArrayBuffer(3));
  return new Blob([
    ...['RIFF', uint32(0), 'WAVE'],
    ...['fmt ', uint32(format.byteLength), format],
    ...(shape.withNote === true ? ['LIST', uint32(3), note, new Uint8Array(1)] : []),
    ...['data', uint32(shape.declaredBytes ?? samples.byteLength), samples],
  ]);
}

function write(view: DataView, at: number, value: number, coding: Coding): void {
  if (coding === 'unsigned-8') view.setUint8(at, Math.round(value * 127) + 128);
  if (coding === 'signed-16') view.setInt16(at, Math.round(value * 0x7fff), true);
  if (coding === 'signed-24') {
    const integer = Math.round(value * 0x7f_ffff);
    view.setUint16(at, integer & 0xffff, true);
    view.setInt8(at + 2, integer >> 16);
  }
  if (coding === 'signed-32') view.setInt32(at, Math.round(value * 0x7fff_ffff), true);
  if (coding === 'float-32') view.setFloat32(at, value, true);
  if (coding === 'float-64') view.setFloat64(at, value, true);
}

function uint32(value: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return view;
}
