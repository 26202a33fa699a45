import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { jitterOf, shimmerOf } from './perturbation.ts';
import { REFERENCE_SIGNALS } from './reference/signals.testkit.ts';
import { createStretchAnalysis } from './stretch.ts';

/** Written by `node scripts/compare-prosody.ts --write` with reference/measure.praat. */
interface Reference {
  readonly praat: string;
  readonly signals: readonly {
    readonly name: string;
    readonly jitter: number;
    readonly shimmerDb: number;
    /** Hz for each 10 ms, 0 where unvoiced. */
    readonly pitch: string;
  }[];
}

const reference = JSON.parse(
  await readFile(new URL('reference/praat.json', import.meta.url), 'utf8'),
) as Reference;

describe.each(reference.signals)('beside Praat: $name', (praat) => {
  const samples = REFERENCE_SIGNALS.find(({ name }) => name === praat.name)!.make();
  const { pitch, perturbation } = createStretchAnalysis()(samples);
  const theirs = praat.pitch.split(' ').map(Number);

  test('F0 lies within 1 % in every frame that both call voiced', () => {
    const both = theirs.flatMap((hertz, frame) => (hertz > 0 && pitch[frame]! > 0 ? [frame] : []));
    expect(both.length).toBeGreaterThan(150);
    for (const frame of both) expect(Math.abs(pitch[frame]! / theirs[frame]! - 1)).toBeLessThan(0.01);
  });

  test('at most 4 % of the frames are voiced for one and not for the other', () => {
    const apart = theirs.filter((hertz, frame) => hertz > 0 !== pitch[frame]! > 0);
    expect(apart.length).toBeLessThan(0.04 * theirs.length);
  });

  test('jitter and shimmer lie within 10 %', () => {
    expect(Math.abs(jitterOf(perturbation)! / praat.jitter - 1)).toBeLessThan(0.1);
    expect(Math.abs(shimmerOf(perturbation)! / praat.shimmerDb - 1)).toBeLessThan(0.1);
  });
});

test('every reference signal has its figures', () => {
  expect(reference.signals.map(({ name }) => name)).toEqual(REFERENCE_SIGNALS.map(({ name }) => name));
});
