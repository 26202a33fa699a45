/** Samples a second of everything that measures or reads a voice here. */
export const SAMPLE_RATE = 16_000;

/** Where the pass band ends and the stop band begins, as shares of the lower of the two Nyquist frequencies. */
const PASS = 0.875;
const STOP = 1;
/** Kaiser's β and length for 80 dB of rejection (Kaiser 1974). */
const REJECTION_DB = 80;
const BETA = 0.1102 * (REJECTION_DB - 8.7);
/** More phases than this are read by linear interpolation between neighbours, which then differ by less than −100 dB. */
const MOST_PHASES = 1024;

export interface Resampler {
  /** Samples at 16 kHz that this block completed. Sample n of the whole output lies at n/16000 s of the input. */
  push(samples: Float32Array): Float32Array<ArrayBuffer>;
  /** What the filter still held; in all, ceil(seconds · 16000) samples came out. The resampler is used up. */
  finish(): Float32Array<ArrayBuffer>;
}

/**
 * A polyphase windowed-sinc converter (Crochiere and Rabiner 1983) to mono 16 kHz, linear in phase and without delay.
 * Flat within 0.01 dB to 7 kHz (or ⅞ of the input's Nyquist frequency where that is lower), 80 dB down from 8 kHz.
 * The output does not depend on how the input is cut into blocks. Samples that are not finite count as 0. Input at
 * 16 kHz passes unfiltered.
 *
 * @param fromHz a whole number within 8,000 … 192,000; throws outside.
 */
export function createResampler(fromHz: number): Resampler {
  if (!Number.isInteger(fromHz) || fromHz < 8_000 || fromHz > 192_000)
    throw new RangeError(`sample rate ${fromHz}`);
  if (fromHz === SAMPLE_RATE)
    return { push: (samples) => samples.map(finiteOrZero), finish: () => new Float32Array(0) };
  const common = greatestCommonDivisor(fromHz, SAMPLE_RATE);
  const [up, down] = [SAMPLE_RATE / common, fromHz / common];
  const { taps, half, phases } = designFilter(fromHz, up);
  const width = 2 * half;

  /** Input from sample `offset` on; the first `half` samples stand for the silence before the sound. */
  let held = new Float32Array(half);
  let offset = -half;
  let received = 0;
  let produced = 0;

  function convert(upTo: number): Float32Array<ArrayBuffer> {
    const out = new Float32Array(Math.max(0, upTo - produced));
    for (let index = 0; index < out.length; index++) {
      const whole = Math.floor(((produced + index) * down) / up);
      const place = ((((produced + index) * down) % up) / up) * phases;
      const phase = Math.floor(place);
      const mix = place - phase;
      const from = whole - half + 1 - offset;
      const row = phase * width;
      let sum = 0;
      for (let tap = 0; tap < width; tap++) sum += taps[row + tap]! * held[from + tap]!;
      if (mix > 0) {
        let next = 0;
        for (let tap = 0; tap < width; tap++) next += taps[row + width + tap]! * held[from + tap]!;
        sum += mix * (next - sum);
      }
      out[index] = sum;
    }
    produced += out.length;
    const needed = Math.floor((produced * down) / up) - half + 1;
    const drop = Math.min(held.length, Math.max(0, needed - offset));
    held = held.slice(drop);
    offset += drop;
    return out;
  }

  function append(samples: Float32Array): void {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    for (let index = 0; index < samples.length; index++)
      joined[held.length + index] = finiteOrZero(samples[index]!);
    held = joined;
  }

  return {
    push(samples) {
      received += samples.length;
      append(samples);
      // Output n needs the inputs up to floor(n·down/up) + half.
      const last = received - 1 - half;
      return convert(last < 0 ? 0 : Math.floor(((last + 1) * up - 1) / down) + 1);
    },
    finish() {
      append(new Float32Array(half + 1));
      return convert(Math.ceil((received * up) / down));
    },
  };
}

function finiteOrZero(sample: number): number {
  return Number.isFinite(sample) ? sample : 0;
}

/** Row p holds the taps for an output that lies p/phases of an input sample after one; one more row for interpolation. */
function designFilter(fromHz: number, up: number) {
  const nyquist = Math.min(fromHz, SAMPLE_RATE) / 2;
  const cutoff = ((PASS + STOP) / 2) * nyquist;
  const transition = ((STOP - PASS) * nyquist * 2 * Math.PI) / fromHz;
  const half = Math.ceil((REJECTION_DB - 8) / (2.285 * transition) / 2) + 1;
  const phases = Math.min(up, MOST_PHASES);
  const width = 2 * half;
  const taps = new Float64Array((phases + 1) * width);
  for (let phase = 0; phase <= phases; phase++) {
    const row = taps.subarray(phase * width, (phase + 1) * width);
    let sum = 0;
    for (let tap = 0; tap < width; tap++) {
      const distance = tap - half + 1 - phase / phases;
      row[tap] = sinc((2 * cutoff * distance) / fromHz) * kaiser(distance / half);
      sum += row[tap]!;
    }
    for (let tap = 0; tap < width; tap++) row[tap]! /= sum;
  }
  return { taps, half, phases };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(BETA * Math.sqrt(1 - x * x)) / besselI0(BETA);
}

function besselI0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
