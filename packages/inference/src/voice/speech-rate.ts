import type { FrameSpan } from './voice-activity.ts';

/** A nucleus stands out of the dip before it by this much, dB (de Jong and Wempe 2009, doi:10.3758/BRM.41.2.385). */
const LEAST_DIP = 2;
/** Nor is it this much quieter than the loudest of its phrase, dB. */
const BELOW_LOUDEST = 25;
/** Half the width of the smoothing, frames: syllables come at most some ten a second. */
const SMOOTHING = 3;

/** Syllable nuclei: voiced peaks of the level between dips, counted in each span of speech. */
export function countSyllables(
  levels: Float32Array,
  pitch: Float32Array,
  speech: readonly FrameSpan[],
): number {
  return speech.reduce((sum, span) => sum + countInSpan(levels, pitch, span), 0);
}

function countInSpan(levels: Float32Array, pitch: Float32Array, { from, to }: FrameSpan): number {
  const smooth = Float32Array.from({ length: to - from }, (_, index) => {
    let [sum, weights] = [0, 0];
    for (let step = -SMOOTHING; step <= SMOOTHING; step++) {
      const frame = from + index + step;
      if (frame < 0 || frame >= levels.length) continue;
      const weight = SMOOTHING + 1 - Math.abs(step);
      sum += weight * levels[frame]!;
      weights += weight;
    }
    return sum / weights;
  });
  const least = smooth.reduce((most, level) => Math.max(most, level), -Infinity) - BELOW_LOUDEST;

  let nuclei = 0;
  let dip = -Infinity;
  let peak: { level: number; voiced: boolean } | null = null;
  for (let index = 0; index < smooth.length; index++) {
    const level = smooth[index]!;
    const voiced = pitch[from + index]! > 0;
    if (peak === null) {
      if (index === 0 || level < dip) dip = level;
      if (index === 0 || level >= dip + LEAST_DIP) peak = { level, voiced };
    } else if (level > peak.level) peak = { level, voiced };
    else if (level <= peak.level - LEAST_DIP) {
      if (peak.voiced && peak.level >= least) nuclei++;
      peak = null;
      dip = level;
    }
  }
  return nuclei + (peak?.voiced === true && peak.level >= least ? 1 : 0);
}
