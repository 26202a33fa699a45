import { BIN_HZ } from './short-time.ts';

/** How the energy of one voiced frame lies over frequency: see `Prosody` for what each means. */
export interface SpectralBalance {
  /** dB. */
  readonly alphaRatio: number;
  /** dB. */
  readonly hammarbergIndex: number;
  /** dB per kHz. */
  readonly spectralSlope: number;
}

const bin = (hertz: number) => Math.round(hertz / BIN_HZ);
const ALPHA_LOW = [bin(50), bin(1000)] as const;
const ALPHA_HIGH = [bin(1000), bin(5000)] as const;
const PEAK_LOW = [0, bin(2000)] as const;
const PEAK_HIGH = [bin(2000), bin(5000)] as const;
const SLOPE = [bin(500), bin(1500)] as const;
/** Keeps the logarithm of digital silence finite: −120 dB. */
const LEAST_POWER = 1e-12;

/** @param power of each bin of a frame, as {@link ShortTimeFrame} has it */
export function balanceOf(power: Float64Array): SpectralBalance {
  return {
    alphaRatio: decibel(sum(power, ALPHA_LOW)) - decibel(sum(power, ALPHA_HIGH)),
    hammarbergIndex: decibel(most(power, PEAK_LOW)) - decibel(most(power, PEAK_HIGH)),
    spectralSlope: slope(power),
  };
}

export function decibel(power: number): number {
  return 10 * Math.log10(Math.max(power, LEAST_POWER));
}

function sum(power: Float64Array, [from, to]: readonly [number, number]): number {
  let total = 0;
  for (let index = from; index < to; index++) total += power[index]!;
  return total;
}

function most(power: Float64Array, [from, to]: readonly [number, number]): number {
  let peak = 0;
  for (let index = from; index < to; index++) peak = Math.max(peak, power[index]!);
  return peak;
}

/** Least squares line through the levels of the bins. */
function slope(power: Float64Array): number {
  const [from, to] = SLOPE;
  const middle = (from + to) / 2;
  let [product, square] = [0, 0];
  for (let index = from; index <= to; index++) {
    const kilohertz = ((index - middle) * BIN_HZ) / 1000;
    product += kilohertz * decibel(power[index]!);
    square += kilohertz * kilohertz;
  }
  return product / square;
}
