import { expect, test } from 'vitest';
import { LABELS } from '@undertone/emotion/labels';
import { collectWindows, keptWindows, MOST_WINDOWS, strideAt, windowsOf } from './network-windows.ts';

test('windows keep to the speech, and pass over long silences', () => {
  const windows = windowsOf(
    [
      { from: 100, to: 400 },
      { from: 430, to: 900 },
      { from: 2000, to: 2200 },
    ],
    3000 * 160,
  );
  expect(windows.map(({ start, end }) => [start / 160, end / 160])).toEqual([
    [90, 590],
    [340, 840],
    [410, 910],
    [1990, 2210],
  ]);
  expect(windows.map(({ speechSeconds }) => Number(speechSeconds.toFixed(6)))).toEqual([4.6, 4.7, 4.7, 2]);
});

test('a syllable alone is not worth a run', () => {
  expect(windowsOf([{ from: 100, to: 125 }], 16_000)).toEqual([]);
});

test('three hours of talk take a third of the runs of reading everything', () => {
  let runs = 0;
  for (let seen = 0; seen < (3 * 3600) / 2.5; seen++) if (seen % strideAt(seen) === 0) runs++;
  expect(runs).toBeLessThan(4320 / 3);
});

test('thousands of windows become a short list with the same mean', () => {
  const windows = collectWindows();
  let [sum, weights] = [0, 0];
  for (let index = 0; index < 4321; index++) {
    const [arousal, weight] = [Math.sin(index), 1 + (index % 5)];
    const logits = LABELS.map((_, label) => (label === index % 7 ? 1 : 0));
    windows.add({ startSeconds: index, endSeconds: index + 5, reading: { logits, arousal }, weight });
    sum += arousal * weight;
    weights += weight;
  }
  const kept = keptWindows(windows.all());
  expect(kept.length).toBeLessThanOrEqual(MOST_WINDOWS);
  expect(kept.length).toBeGreaterThan(MOST_WINDOWS / 2);
  expect(kept.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 10);
  expect(kept.reduce((mean, { arousal, weight }) => mean + arousal * weight, 0)).toBeCloseTo(
    sum / weights,
    10,
  );
  expect([kept[0]!.startSeconds, kept.at(-1)!.endSeconds]).toEqual([0, 4325]);
});
