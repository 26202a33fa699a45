/** Forward transform in place of `size` complex numbers, e^(−2πi·nk/size), without scaling. */
export type Fft = (real: Float64Array, imaginary: Float64Array) => void;

/**
 * Radix 2, decimation in time (Cooley and Tukey 1965). Our own, because two real frames share one transform here and
 * what the registry offers takes interleaved complex arrays, without types.
 *
 * @param size a power of two; throws otherwise.
 */
export function createFft(size: number): Fft {
  const bits = Math.log2(size);
  if (!Number.isInteger(bits) || bits < 1) throw new RangeError(`transform of ${size}`);
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const reversed = new Uint32Array(size);
  for (let index = 1; index < size; index++)
    reversed[index] = (reversed[index >> 1]! >> 1) | ((index & 1) << (bits - 1));

  return (real, imaginary) => {
    for (let index = 0; index < size; index++) {
      const other = reversed[index]!;
      if (other <= index) continue;
      const [keptReal, keptImaginary] = [real[index]!, imaginary[index]!];
      real[index] = real[other]!;
      imaginary[index] = imaginary[other]!;
      real[other] = keptReal;
      imaginary[other] = keptImaginary;
    }
    // Plain variables: the optimiser does not see through destructuring here, and this loop is most of the work.
    for (let half = 1, stride = size / 2; half < size; half *= 2, stride /= 2) {
      for (let offset = 0, turn = 0; offset < half; offset++, turn += stride) {
        const cosine = cosines[turn]!;
        const sine = sines[turn]!;
        for (let top = offset; top < size; top += 2 * half) {
          const bottom = top + half;
          const oldReal = real[bottom]!;
          const oldImaginary = imaginary[bottom]!;
          const turnedReal = oldReal * cosine - oldImaginary * sine;
          const turnedImaginary = oldReal * sine + oldImaginary * cosine;
          const topReal = real[top]!;
          const topImaginary = imaginary[top]!;
          real[bottom] = topReal - turnedReal;
          imaginary[bottom] = topImaginary - turnedImaginary;
          real[top] = topReal + turnedReal;
          imaginary[top] = topImaginary + turnedImaginary;
        }
      }
    }
  };
}
