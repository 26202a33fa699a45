import { createSeededRandom } from '@undertone/base/seeded-random';
import { expect, test } from 'vitest';
import { createFft } from './fft.ts';

test.each([2, 8, 64])('is the discrete Fourier transform of %i numbers', (size) => {
  const random = createSeededRandom(size);
  const real = Float64Array.from({ length: size }, () => random() - 0.5);
  const imaginary = Float64Array.from({ length: size }, () => random() - 0.5);
  const expected = Array.from({ length: size }, (_, k) => {
    let [sumReal, sumImaginary] = [0, 0];
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * n * k) / size;
      sumReal += real[n]! * Math.cos(angle) - imaginary[n]! * Math.sin(angle);
      sumImaginary += real[n]! * Math.sin(angle) + imaginary[n]! * Math.cos(angle);
    }
    return [sumReal, sumImaginary] as const;
  });
  createFft(size)(real, imaginary);
  for (const [k, [sumReal, sumImaginary]] of expected.entries()) {
    expect(real[k]).toBeCloseTo(sumReal, 10);
    expect(imaginary[k]).toBeCloseTo(sumImaginary, 10);
  }
});

test('a size that is no power of two is refused at once', () => {
  for (const size of [0, 1, 12, 1000]) expect(() => createFft(size)).toThrow(RangeError);
});
