import { FRAMES_PER_SECOND } from './short-time.ts';

/** What is quieter than this is silence, whatever its shape: dB relative to full scale. */
export const SILENCE_LEVEL = -65;

/** Speech stands this far above the floor; where it is loud, it reaches no lower than 35 dB under its loudest. */
const ABOVE_FLOOR = 6;
const BELOW_TOP = 35;
/** Voiced frames count down to this much below the threshold. */
const VOICED_BONUS = 4;
/** Shorter gaps belong to speech (closures of [p], [t], [k]); from here on they are pauses. */
export const LEAST_PAUSE = 0.2;
const SHORTEST_GAP = LEAST_PAUSE * FRAMES_PER_SECOND;
/** A sound without this much voice is a click, a cough or a rustle. */
const LEAST_VOICED = 0.06 * FRAMES_PER_SECOND;
const SHORTEST_SPEECH = 0.1 * FRAMES_PER_SECOND;

/** A run of frames: the first, and the first after it. */
export interface FrameSpan {
  readonly from: number;
  readonly to: number;
}

/** The level that a frame must reach, from the quietest and loudest twentieth of the levels around. */
export function activityThreshold(levels: Float32Array): number {
  const sorted = levels.toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? SILENCE_LEVEL;
  return Math.max(at(0.05) + ABOVE_FLOOR, at(0.95) - BELOW_TOP, SILENCE_LEVEL);
}

/**
 * Where speech is: louder than the floor of this recording, held together over gaps under 0.2 s, and voiced somewhere.
 *
 * @param levels of each frame, dB
 * @param pitch of each frame, Hz, 0 where unvoiced
 * @returns ascending, apart by 0.2 s or more
 */
export function findSpeech(
  levels: Float32Array,
  pitch: Float32Array,
  threshold: number,
): readonly FrameSpan[] {
  const spans: { from: number; to: number; voiced: number }[] = [];
  for (let frame = 0; frame < levels.length; frame++) {
    const voiced = pitch[frame]! > 0;
    if (levels[frame]! < threshold - (voiced ? VOICED_BONUS : 0)) continue;
    const last = spans.at(-1);
    if (last !== undefined && frame - last.to < SHORTEST_GAP) {
      last.to = frame + 1;
      last.voiced += voiced ? 1 : 0;
    } else spans.push({ from: frame, to: frame + 1, voiced: voiced ? 1 : 0 });
  }
  return spans
    .filter(({ from, to, voiced }) => voiced >= LEAST_VOICED && to - from >= SHORTEST_SPEECH)
    .map(({ from, to }) => ({ from, to }));
}
