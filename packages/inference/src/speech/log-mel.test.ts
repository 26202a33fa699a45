import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../voice/resample.ts';
import { createLogMel, FRAMES, MELS, WINDOW } from './log-mel.ts';

/** Written by reference/make-log-mel.py. */
interface Reference {
  readonly librosa: string;
  readonly signals: readonly {
    readonly seconds: number;
    readonly mean: number;
    /** The 80 values of some frames. */
    readonly frames: Readonly<Record<string, readonly number[]>>;
  }[];
}

const reference = JSON.parse(
  await readFile(new URL('reference/log-mel.json', import.meta.url), 'utf8'),
) as Reference;

/** Whisper's values span some 2; samples are single precision on both sides. */
const TOLERANCE = 1e-4;

/** A rising tone in noise, as make-log-mel.py makes it. */
function signal(seconds: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: Math.trunc(seconds * SAMPLE_RATE) }, (_, index) => {
    const time = index / SAMPLE_RATE;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0.4 * Math.sin(2 * Math.PI * (150 + 120 * time) * time) + 0.02 * (state / 2 ** 31 - 1);
  });
}

describe.each(reference.signals)('beside librosa, $seconds s', ({ seconds, mean, frames }) => {
  const logs = createLogMel()(signal(seconds));

  it('every value of the stored frames lies within the tolerance', () => {
    for (const [frame, theirs] of Object.entries(frames))
      for (const [mel, value] of theirs.entries())
        expect(
          Math.abs(logs[mel * FRAMES + Number(frame)]! - value),
          `mel ${mel}, frame ${frame}`,
        ).toBeLessThan(TOLERANCE);
  });

  it('all frames together have the same mean', () => {
    const sum = logs.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum / (MELS * FRAMES) - mean)).toBeLessThan(TOLERANCE);
  });
});

it('hears nothing in digital silence, and refuses more than one window', () => {
  const logMel = createLogMel();
  expect(new Set(logMel(new Float32Array(16_000)))).toEqual(new Set([-1.5]));
  expect(logMel(new Float32Array(0))).toHaveLength(MELS * FRAMES);
  expect(() => logMel(new Float32Array(WINDOW + 1))).toThrow(RangeError);
});
