import { LEAST_LEVEL, levelOf, measureLevels, powerOf } from '../voice/frame-levels.ts';
import { SILENCE_LEVEL } from '../voice/voice-activity.ts';
import { WINDOW } from './log-mel.ts';

/** In samples. */
export interface SoundSpan {
  readonly start: number;
  readonly end: number;
  /** Something in it is louder than silence and than the rest of it: words cannot be steady. */
  readonly standsOut: boolean;
}

/** Frames of 10 ms, as `measureLevels` has them. */
const HOP = 160;
/** A window is cut no earlier than this, where 0.3 s are the quietest. */
const EARLIEST = WINDOW / 2 / HOP;
const LATEST = WINDOW / HOP;
const GAP = 30;
/** A steady noise varies by less, dB. A network that is given one writes down words that nobody said. */
const LEAST_RANGE = 6;
/** What is shorter is a click: 0.15 s. */
const SHORTEST_WORD = 15;

/**
 * Cuts sound at 16 kHz into windows of at most 30 s, each at the quietest place of its second half: a pause, where
 * there is one (as WhisperX does, Bain et al. 2023). So no word is heard in halves, and none of the timestamps, which a
 * small Whisper often gets wrong, are needed to go on from.
 */
export function cutSound(samples: Float32Array): readonly SoundSpan[] {
  const levels = measureLevels(samples);
  const spans: SoundSpan[] = [];
  for (let start = 0; start < samples.length;) {
    const end = samples.length - start <= WINDOW ? samples.length : quietest(levels, start / HOP) * HOP;
    spans.push({ start, end, standsOut: standsOut(levels.subarray(start / HOP, Math.ceil(end / HOP))) });
    start = end;
  }
  return spans;
}

function standsOut(levels: Float32Array): boolean {
  const sorted = levels.toSorted();
  const loudest = sorted.at(-Math.min(SHORTEST_WORD, sorted.length)) ?? LEAST_LEVEL;
  const floor = sorted[Math.floor(0.05 * sorted.length)] ?? LEAST_LEVEL;
  return loudest >= SILENCE_LEVEL && loudest - floor >= LEAST_RANGE;
}

/** The frame in the middle of the quietest 0.3 s of those that a window from `first` on may end at. */
function quietest(levels: Float32Array, first: number): number {
  let [best, at] = [Infinity, first + LATEST - GAP / 2];
  for (let frame = first + EARLIEST; frame + GAP <= first + LATEST; frame++) {
    let power = 0;
    for (let index = frame; index < frame + GAP; index++) power += powerOf(levels[index]!);
    const level = levelOf(power / GAP);
    if (level < best) [best, at] = [level, frame + GAP / 2];
  }
  return at;
}
