/** Samples of a frame; its spectrum has half as many bins and one more. */
export const FRAME = 400;
export const BINS = FRAME / 2 + 1;

const HALF = FRAME / 2;
const QUARTER = FRAME / 4;

/**
 * Power of each bin of a real frame of 400 samples. Written into `power`, unscaled.
 *
 * A plain transform, folded twice by the symmetries of sine and cosine. 400 is no power of two, and padding it to one
 * would give other bins than those that Whisper's filters lie on.
 */
export function createSpectrum400(): (frame: Float64Array, power: Float64Array) => void {
  const table = (wave: (angle: number) => number) => {
    const values = new Float64Array((QUARTER + 1) * HALF);
    for (let bin = 0; bin <= QUARTER; bin++)
      for (let n = 0; n < HALF; n++)
        values[bin * HALF + n] = wave((2 * Math.PI * ((bin * n) % FRAME)) / FRAME);
    return values;
  };
  const cosines = table(Math.cos);
  const sines = table(Math.sin);
  const sums = new Float64Array(HALF);
  const differences = new Float64Array(HALF);

  return (frame, power) => {
    sums[0] = frame[0]!;
    for (let n = 1; n < HALF; n++) {
      sums[n] = frame[n]! + frame[FRAME - n]!;
      differences[n] = frame[n]! - frame[FRAME - n]!;
    }
    const middle = frame[HALF]!;
    for (let bin = 0; bin <= QUARTER; bin++) {
      const row = bin * HALF;
      let [evenCosine, oddCosine, evenSine, oddSine] = [0, 0, 0, 0];
      for (let n = 0; n < HALF; n += 2) {
        evenCosine += sums[n]! * cosines[row + n]!;
        evenSine += differences[n]! * sines[row + n]!;
        oddCosine += sums[n + 1]! * cosines[row + n + 1]!;
        oddSine += differences[n + 1]! * sines[row + n + 1]!;
      }
      // In the mirrored bin 200 − k the odd samples' cosines and the even ones' sines change their sign.
      const nyquist = bin % 2 === 0 ? middle : -middle;
      power[bin] = (evenCosine + oddCosine + nyquist) ** 2 + (evenSine + oddSine) ** 2;
      power[HALF - bin] = (evenCosine - oddCosine + nyquist) ** 2 + (oddSine - evenSine) ** 2;
    }
  };
}
