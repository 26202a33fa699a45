import { levelOf } from './frame-levels.ts';
import { pitchCandidates } from './pitch.ts';
import { createFrameAnalysis, HOP } from './short-time.ts';

/** What a trace shows while someone speaks: rougher than the reading, which sees what came before and after. */
export interface LevelAndPitch {
  /** dB relative to full scale, −100 … 0. */
  readonly levelDb: number;
  /** `null` in silence and unvoiced sound. */
  readonly pitchHz: number | null;
}

/** A pitch is drawn only where it is plain: without a path through time, weaker peaks jump by octaves. */
const LEAST_STRENGTH = 0.6;
const LEAST_LEVEL_DB = -55;

const analyse = createFrameAnalysis();

/** One block of some 50 ms of mono sound at 16 kHz, at least 10 ms. */
export function trackLevelAndPitch(block: Float32Array): LevelAndPitch {
  let power = 0;
  for (let index = 0; index < block.length; index++) power += block[index]! ** 2;
  const levelDb = Math.min(0, levelOf(power / Math.max(1, block.length)));
  if (!(levelDb > LEAST_LEVEL_DB)) return { levelDb, pitchHz: null };

  let pitchHz: number | null = null;
  const middle = Math.max(0, Math.floor(block.length / 2 / HOP - 0.5));
  analyse(block, [middle], (_, { autocorrelation }) => {
    const strongest = pitchCandidates(autocorrelation)[0];
    if (strongest !== undefined && strongest.strength >= LEAST_STRENGTH) pitchHz = strongest.hertz;
  });
  return { levelDb, pitchHz };
}
