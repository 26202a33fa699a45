import { measureLevels } from './frame-levels.ts';
import { markPeriods } from './period-marks.ts';
import { sumPerturbation, type PerturbationSums } from './perturbation.ts';
import { findPitchPath, isAudible, measurePeaks, pitchCandidates, type PitchCandidate } from './pitch.ts';
import { BIN_HZ, countFrames, createFrameAnalysis } from './short-time.ts';
import { balanceOf, type SpectralBalance } from './spectral-balance.ts';
import { activityThreshold, findSpeech, type FrameSpan } from './voice-activity.ts';

/** Bands of the long-term spectrum. */
export const BAND_HZ = 250;
const BANDS = 8000 / BAND_HZ;
const BINS_PER_BAND = BAND_HZ / BIN_HZ;

/** Everything measured of up to a minute of sound; tracks have one value for each 10 ms. */
export interface Stretch {
  /** dB relative to full scale. */
  readonly levels: Float32Array;
  /** Hz, 0 where unvoiced. */
  readonly pitch: Float32Array;
  readonly speech: readonly FrameSpan[];
  /** Of the audible frames. */
  readonly balance: readonly (SpectralBalance | undefined)[];
  /** Summed power of the audible frames in bands of {@link BAND_HZ}. */
  readonly bands: Float64Array;
  readonly perturbation: PerturbationSums;
}

/** Measures stretches of one recording in turn: each finds its noise floor with the help of the one before. */
export function createStretchAnalysis(): (samples: Float32Array) => Stretch {
  const analyse = createFrameAnalysis();
  let levelsBefore: Float32Array = new Float32Array(0);

  return (samples) => {
    const frames = countFrames(samples.length);
    const levels = measureLevels(samples);
    const peaks = measurePeaks(samples, frames);
    const audible: number[] = [];
    for (let frame = 0; frame < frames; frame++)
      if (isAudible(peaks.local[frame]!, peaks.overall)) audible.push(frame);

    const candidates = Array.from<readonly PitchCandidate[] | undefined>({ length: frames });
    const balance = Array.from<SpectralBalance | undefined>({ length: frames });
    const bands = new Float64Array(BANDS);
    analyse(samples, audible, (frame, { power, autocorrelation }) => {
      candidates[frame] = pitchCandidates(autocorrelation);
      if (candidates[frame].length > 0) balance[frame] = balanceOf(power);
      for (let band = 0; band < BANDS; band++)
        for (let bin = 1; bin <= BINS_PER_BAND; bin++) bands[band]! += power[band * BINS_PER_BAND + bin]!;
    });
    const pitch = findPitchPath(candidates, peaks);
    const around = new Float32Array(levelsBefore.length + frames);
    around.set(levelsBefore);
    around.set(levels, levelsBefore.length);
    levelsBefore = levels;
    const speech = findSpeech(levels, pitch, activityThreshold(around));
    const perturbation = sumPerturbation(samples, markPeriods(samples, pitch, peaks.overall));
    return { levels, pitch, speech, balance, bands, perturbation };
  };
}
