import { createTally } from './distribution-tally.ts';
import { levelOf, powerOf } from './frame-levels.ts';
import { jitterOf, shimmerOf, type PerturbationSums } from './perturbation.ts';
import type { Prosody } from './prosody.ts';
import { FRAMES_PER_SECOND } from './short-time.ts';
import { countSyllables } from './speech-rate.ts';
import type { Stretch } from './stretch.ts';
import { LEAST_PAUSE } from './voice-activity.ts';

const SEMITONE_ZERO_HZ = 27.5;
/** A third of a second of voice, one second of speech: less says nothing about a person. */
const LEAST_VOICED_FRAMES = 30;
const LEAST_SPEECH_FRAMES = FRAMES_PER_SECOND;

/** Gathers the prosody of a recording from its stretches in turn, in bounded memory. */
export interface ProsodyMeter {
  add(stretch: Stretch): void;
  readonly speechSeconds: number;
  prosody(): Prosody;
}

export function createProsodyMeter(): ProsodyMeter {
  const pitch = createTally(0, 60, 0.02);
  const level = createTally(-100, 10, 0.1);
  const balance = { alphaRatio: 0, hammarbergIndex: 0, spectralSlope: 0, frames: 0 };
  const pauses = { seconds: 0, count: 0 };
  let perturbation: PerturbationSums | null = null;
  let [power, syllables, framesBefore] = [0, 0, 0];
  let [firstStart, lastEnd] = [Number.NaN, Number.NaN];

  return {
    add(stretch) {
      for (const { from, to } of stretch.speech) {
        const gap = (framesBefore + from - lastEnd) / FRAMES_PER_SECOND;
        if (gap >= LEAST_PAUSE) {
          pauses.seconds += gap;
          pauses.count++;
        }
        if (Number.isNaN(firstStart)) firstStart = framesBefore + from;
        lastEnd = framesBefore + to;
        for (let frame = from; frame < to; frame++) {
          level.add(stretch.levels[frame]!);
          power += powerOf(stretch.levels[frame]!);
          const hertz = stretch.pitch[frame]!;
          if (hertz === 0) continue;
          pitch.add(12 * Math.log2(hertz / SEMITONE_ZERO_HZ));
          const found = stretch.balance[frame];
          if (found === undefined) continue;
          balance.alphaRatio += found.alphaRatio;
          balance.hammarbergIndex += found.hammarbergIndex;
          balance.spectralSlope += found.spectralSlope;
          balance.frames++;
        }
      }
      syllables += countSyllables(stretch.levels, stretch.pitch, stretch.speech);
      perturbation = addSums(perturbation, stretch.perturbation);
      framesBefore += stretch.levels.length;
    },
    get speechSeconds() {
      return level.count / FRAMES_PER_SECOND;
    },
    prosody() {
      const spoken = level.count >= LEAST_SPEECH_FRAMES;
      const voiced = pitch.count >= LEAST_VOICED_FRAMES;
      const meanBalance = (sum: number) => (voiced && balance.frames > 0 ? sum / balance.frames : null);
      const span = (lastEnd - firstStart) / FRAMES_PER_SECOND;
      return {
        f0Mean: voiced ? pitch.mean() : null,
        f0Range: voiced ? pitch.quantile(0.8) - pitch.quantile(0.2) : null,
        intensity: spoken ? levelOf(power / level.count) : null,
        intensityRange: spoken ? level.quantile(0.8) - level.quantile(0.2) : null,
        alphaRatio: meanBalance(balance.alphaRatio),
        hammarbergIndex: meanBalance(balance.hammarbergIndex),
        spectralSlope: meanBalance(balance.spectralSlope),
        jitter: voiced && perturbation !== null ? jitterOf(perturbation) : null,
        shimmer: voiced && perturbation !== null ? shimmerOf(perturbation) : null,
        pauseShare: spoken ? pauses.seconds / span : null,
        meanPause: spoken ? pauses.seconds / Math.max(1, pauses.count) : null,
        speechRate: spoken ? (syllables * FRAMES_PER_SECOND) / level.count : null,
      };
    },
  };
}

function addSums(left: PerturbationSums | null, right: PerturbationSums): PerturbationSums {
  if (left === null) return right;
  return {
    periodDifference: left.periodDifference + right.periodDifference,
    periodPairs: left.periodPairs + right.periodPairs,
    period: left.period + right.period,
    periods: left.periods + right.periods,
    amplitudeDifferenceDb: left.amplitudeDifferenceDb + right.amplitudeDifferenceDb,
    amplitudePairs: left.amplitudePairs + right.amplitudePairs,
  };
}
