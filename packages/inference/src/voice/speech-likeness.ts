import type { Stretch } from './stretch.ts';

/**
 * Linear from 0 at `none` to 1 at `full`, either way round. The bounds in this file lie between what acted speech of
 * five languages shows (above `full` in all four measures) and tones, chords and arpeggios (below `none` in one).
 */
export function ramp(value: number, none: number, full: number): number {
  return Math.max(0, Math.min(1, (value - none) / (full - none)));
}

/** Pitch that stands still for 10 ms moves less than this, semitones; a jump between notes moves more than one. */
const STILL = 0.03;
const JUMP = 1;

/**
 * How much of what {@link Stretch.speech} holds behaves like speech, 0 … 1: partly voiced, modulated in level as
 * syllables do, gliding in pitch where notes stand or jump, and changing its spectrum as an articulating mouth does.
 * Noise and hum have no such spans at all. Singing passes; so does speech over soft music.
 */
export function speechLikeness({ levels, pitch, balance, speech }: Stretch): number {
  const ofLevel = createSpread();
  const ofTilt = createSpread();
  let [frames, voiced, pairs, glides] = [0, 0, 0, 0];
  for (const { from, to } of speech) {
    for (let frame = from; frame < to; frame++) {
      frames++;
      ofLevel.add(levels[frame]!);
      const tilt = balance[frame];
      if (tilt !== undefined) ofTilt.add(tilt.alphaRatio);
      if (pitch[frame] === 0) continue;
      voiced++;
      const next = frame + 1 < to ? pitch[frame + 1]! : 0;
      if (next === 0) continue;
      pairs++;
      const step = Math.abs(12 * Math.log2(next / pitch[frame]!));
      if (step >= STILL && step < JUMP) glides++;
    }
  }
  if (frames === 0) return 0;
  return (
    ramp(voiced / frames, 0.1, 0.25) *
    ramp(ofLevel.deviation(), 1.5, 3.5) *
    ramp(glides / Math.max(1, pairs), 0.4, 0.65) *
    ramp(ofTilt.deviation(), 1.5, 4)
  );
}

/** Standard deviation of what was added (Welford 1962). */
function createSpread() {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add(value: number) {
      count++;
      const difference = value - mean;
      mean += difference / count;
      squares += difference * (value - mean);
    },
    deviation: () => Math.sqrt(squares / Math.max(1, count)),
  };
}
