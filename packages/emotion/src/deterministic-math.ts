/**
 * log and exp from IEEE-754 addition, multiplication and division alone, which ECMAScript requires to be
 * exactly rounded. `Math.log` and `Math.exp` are left to each engine (ECMA-262 §21.3.2), and a reading must
 * be the same number in every browser and on the edge. Both are within 1e-15, relative, of the true value.
 */

// ln 2 in two parts: the high part has enough trailing zero bits for `k * LN2_HIGH` to be exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^512, 2^256 … 2^1: any exponent is a product of these, and multiplying by them is exact. */
const BINARY_POWERS = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1].map((exponent) => {
  let power = 1;
  for (let step = 0; step < exponent; step++) power *= 2;
  return { exponent, power };
});

// 0.3466^18 / 18! < 1e-23: the Taylor remainder is far below half an ulp.
const EXP_TERMS = 17;
// 0.1716^27 / 27 < 1e-21.
const ATANH_LAST_ODD = 25;

/** e^x. `NaN` for NaN, `Infinity` above 709.78, 0 below −745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const remainder = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let term = EXP_TERMS; term >= 1; term--) sum = 1 + (remainder / term) * sum;
  return scaleByPowerOfTwo(sum, k);
}

/** Natural logarithm. `NaN` below 0 and for NaN, `-Infinity` for 0, `Infinity` for infinity. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let mantissa = x;
  let k = 0;
  for (const { exponent, power } of BINARY_POWERS) {
    // Twice, because a subnormal lies as far as 2^-1074 below 1, more than the powers add up to.
    for (let pass = 0; pass < 2; pass++) {
      if (mantissa >= power) {
        mantissa /= power;
        k += exponent;
      } else if (mantissa * power < 2) {
        mantissa *= power;
        k -= exponent;
      }
    }
  }
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    k += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let odd = ATANH_LAST_ODD; odd >= 3; odd -= 2) series = square * (1 / odd + series);
  return k * LN2_HIGH + (2 * s + (2 * s * series + k * LN2_LOW));
}

function scaleByPowerOfTwo(value: number, exponent: number): number {
  let scaled = value;
  let left = exponent < 0 ? -exponent : exponent;
  for (const step of BINARY_POWERS) {
    while (left >= step.exponent) {
      scaled = exponent < 0 ? scaled / step.power : scaled * step.power;
      left -= step.exponent;
    }
  }
  return scaled;
}
