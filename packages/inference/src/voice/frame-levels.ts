import { SAMPLE_RATE } from './resample.ts';
import { countFrames, HOP } from './short-time.ts';

/** Level of digital silence, and the least that is ever reported, dB relative to full scale. */
export const LEAST_LEVEL = -100;

/** Samples to either side of a frame's centre: windows of 25 ms. */
const REACH = Math.round(0.0125 * SAMPLE_RATE);
/** Handling noise, mains hum and a constant offset lie below the voice. */
const HIGH_PASS_HZ = 60;

/** Level of each frame of 10 ms, dB relative to full scale (a full-scale square wave is 0), at least −100. */
export function measureLevels(samples: Float32Array): Float32Array {
  const frames = countFrames(samples.length);
  const sums = cumulatedPower(samples);
  return Float32Array.from({ length: frames }, (_, frame) => {
    const centre = frame * HOP + HOP / 2;
    const [from, to] = [Math.max(0, centre - REACH), Math.min(samples.length, centre + REACH)];
    return levelOf((sums[to]! - sums[from]!) / (to - from));
  });
}

export function levelOf(power: number): number {
  return power > 0 ? Math.max(LEAST_LEVEL, 10 * Math.log10(power)) : LEAST_LEVEL;
}

export function powerOf(level: number): number {
  return 10 ** (level / 10);
}

/** Second-order Butterworth high-pass (bilinear), squared and summed: entry n holds the first n samples. */
function cumulatedPower(samples: Float32Array): Float64Array {
  const k = Math.tan((Math.PI * HIGH_PASS_HZ) / SAMPLE_RATE);
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  const [a1, a2] = [2 * (k * k - 1) * norm, (1 - Math.SQRT2 * k + k * k) * norm];
  const sums = new Float64Array(samples.length + 1);
  // As if the first sample had lasted for ever, so that an offset does not begin with a click.
  let [x1, x2, y1, y2] = [samples[0] ?? 0, samples[0] ?? 0, 0, 0];
  for (let index = 0; index < samples.length; index++) {
    const x = samples[index]!;
    const y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    sums[index + 1] = sums[index]! + y * y;
  }
  return sums;
}
