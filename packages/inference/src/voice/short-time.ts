import { createFft } from './fft.ts';
import { SAMPLE_RATE } from './resample.ts';

/** Every track here has one value for each 10 ms; frame i is centred on sample 160·i + 80. */
export const HOP = 160;
export const FRAMES_PER_SECOND = SAMPLE_RATE / HOP;

/** Three periods of the lowest pitch, as Boersma (1993) asks for. */
export const LOWEST_PITCH = 75;
export const HIGHEST_PITCH = 600;
const WINDOW = (3 * SAMPLE_RATE) / LOWEST_PITCH;
const SIZE = 1024;
export const BIN_HZ = SAMPLE_RATE / SIZE;
export const BINS = SIZE / 2 + 1;
/** Lags that {@link ShortTimeFrame.autocorrelation} holds: the longest period and room to interpolate around it. */
export const LAGS = Math.ceil(SAMPLE_RATE / LOWEST_PITCH) + 24;

/** One windowed frame. The arrays are reused: read them before returning. */
export interface ShortTimeFrame {
  /** Power of each bin of {@link BIN_HZ}; a full-scale sine has about 0.25 in all of its bins together. */
  readonly power: Float64Array;
  /** Autocorrelation of the sound itself (the window's divided out) for each lag in samples; 1 at lag 0. */
  readonly autocorrelation: Float64Array;
}

export function countFrames(samples: number): number {
  return Math.floor(samples / HOP);
}

const hann = Float64Array.from(
  { length: WINDOW },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / WINDOW),
);
const hannPower = hann.reduce((sum, value) => sum + value * value, 0);

const windowCorrelation = Float64Array.from({ length: LAGS }, (_, lag) => {
  let sum = 0;
  for (let index = lag; index < WINDOW; index++) sum += hann[index]! * hann[index - lag]!;
  return sum / hannPower;
});

/** Bound to its own work arrays: use one for each sequence of calls. */
export type AnalyseFrames = (
  samples: Float32Array,
  frames: readonly number[],
  visit: (frame: number, found: ShortTimeFrame) => void,
) => void;

/**
 * Spectrum and autocorrelation (Wiener–Khinchin) of chosen frames under a 40 ms Hann window. Two frames share one
 * complex transform, which halves the cost. Beyond its ends the sound counts as silence.
 */
export function createFrameAnalysis(): AnalyseFrames {
  const transform = createFft(SIZE);
  const [real, imaginary] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  const [left, right] = [emptyFrame(), emptyFrame()];

  return (samples, frames, visit) => {
    for (let pair = 0; pair < frames.length; pair += 2) {
      const [one, two] = [frames[pair]!, frames[pair + 1]];
      cut(samples, one, real);
      if (two === undefined) imaginary.fill(0);
      else cut(samples, two, imaginary);
      transform(real, imaginary);
      for (let bin = 0; bin < BINS; bin++) {
        const mirror = (SIZE - bin) % SIZE;
        const [a, b, c, d] = [real[bin]!, imaginary[bin]!, real[mirror]!, imaginary[mirror]!];
        left.power[bin] = ((a + c) ** 2 + (b - d) ** 2) / 4;
        right.power[bin] = ((b + d) ** 2 + (c - a) ** 2) / 4;
      }
      for (let bin = 0; bin < SIZE; bin++) {
        const folded = bin < BINS ? bin : SIZE - bin;
        real[bin] = left.power[folded]!;
        imaginary[bin] = right.power[folded]!;
      }
      transform(real, imaginary);
      finish(left, real);
      visit(one, left);
      if (two === undefined) return;
      finish(right, imaginary);
      visit(two, right);
    }
  };
}

function emptyFrame() {
  return { power: new Float64Array(BINS), autocorrelation: new Float64Array(LAGS) };
}

function cut(samples: Float32Array, frame: number, into: Float64Array): void {
  const start = frame * HOP + HOP / 2 - WINDOW / 2;
  const [first, last] = [Math.max(0, -start), Math.min(WINDOW, samples.length - start)];
  let mean = 0;
  for (let index = first; index < last; index++) mean += samples[start + index]!;
  mean /= Math.max(1, last - first);
  into.fill(0);
  for (let index = first; index < last; index++)
    into[index] = (samples[start + index]! - mean) * hann[index]!;
}

function finish(frame: ReturnType<typeof emptyFrame>, correlation: Float64Array): void {
  const energy = correlation[0]!;
  for (let lag = 0; lag < LAGS; lag++)
    frame.autocorrelation[lag] = energy > 0 ? correlation[lag]! / energy / windowCorrelation[lag]! : 0;
  const scale = 1 / (SIZE * hannPower);
  for (let bin = 0; bin < BINS; bin++) frame.power[bin]! *= scale;
}
