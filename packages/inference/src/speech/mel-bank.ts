/** One triangular filter: `weights[i]` belongs to the spectrum's bin `from + i`. */
interface MelFilter {
  readonly from: number;
  readonly weights: Float64Array;
}

/** Slaney's Auditory Toolbox (1998): linear to 1 kHz, and from there 27 steps to each factor of 6.4. */
const LINEAR_HZ = 200 / 3;
const BREAK_HZ = 1000;
const BREAK_MEL = BREAK_HZ / LINEAR_HZ;
const LOG_STEP = Math.log(6.4) / 27;

/**
 * Filters from 0 Hz to half the sample rate, evenly spaced on Slaney's mel scale, each of area 1 in Hz: what
 * `librosa.filters.mel` gives by default, and what Whisper was trained on.
 *
 * @param bins of the power spectrum, from 0 Hz to half of `sampleRate`, both included
 */
export function createMelBank(filters: number, bins: number, sampleRate: number): readonly MelFilter[] {
  const nyquist = sampleRate / 2;
  const edges = Array.from({ length: filters + 2 }, (_, index) =>
    hertzOf((melOf(nyquist) * index) / (filters + 1)),
  );
  const hertzPerBin = nyquist / (bins - 1);
  return Array.from({ length: filters }, (_, index) => {
    const [low, centre, high] = [edges[index]!, edges[index + 1]!, edges[index + 2]!];
    const from = Math.ceil(low / hertzPerBin);
    const to = Math.min(bins - 1, Math.floor(high / hertzPerBin));
    const weights = Float64Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => {
      const hertz = (from + offset) * hertzPerBin;
      const height = Math.min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
      return (Math.max(0, height) * 2) / (high - low);
    });
    return { from, weights };
  });
}

function melOf(hertz: number): number {
  return hertz < BREAK_HZ ? hertz / LINEAR_HZ : BREAK_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
}

function hertzOf(mel: number): number {
  return mel < BREAK_MEL ? mel * LINEAR_HZ : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
}
