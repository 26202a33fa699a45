import { err } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import { expect, test } from 'vitest';
import type { SeenFace } from '../inference/face-messages.ts';
import { createFrameCollection, ENOUGH_GOOD_FRAMES } from './camera-collection.ts';

const NOBODY: SeenFace = { landmarks: null, hint: 'no-face', quality: 0, frame: null, model: null };
const GOOD: SeenFace = {
  landmarks: null,
  hint: null,
  quality: 1,
  frame: {
    distribution: UNIFORM,
    valence: 0,
    arousal: 0,
    quality: {
      eyeDistancePixels: 90,
      pose: { yaw: 0, pitch: 0, roll: 0 },
      luma: 0.5,
      contrast: 0.2,
      quality: 1,
    },
  },
  model: null,
};

function collect(seconds: number) {
  const shares: number[] = [];
  const collection = createFrameCollection({ seconds, onProgress: (share) => shares.push(share) });
  let atMs = 5000;
  const see = (seen: SeenFace, count: number, everyMs: number) => {
    for (let frame = 0; frame < count; frame++) collection.add(seen, (atMs += everyMs));
  };
  return { collection, shares, see, wait: (ms: number) => (atMs += ms) };
}

test('good frames at a camera’s pace are collected for the time that was asked for', async () => {
  const { collection, shares, see } = collect(2);
  see(GOOD, 100, 50);
  const collected = await collection.done;
  expect(collected.ok && collected.value.seconds).toBe(2);
  expect(collected.ok && collected.value.frames.length).toBeGreaterThanOrEqual(41);
  expect(shares.toSorted((left, right) => left - right)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});

test('a slow device goes on until it has seen enough', async () => {
  const { collection, see } = collect(2);
  see(GOOD, ENOUGH_GOOD_FRAMES, 250);
  const collected = await collection.done;
  expect(collected.ok && collected.value.frames).toHaveLength(ENOUGH_GOOD_FRAMES);
  expect(collected.ok && collected.value.seconds).toBeCloseTo(2.75);
});

test('with nobody in sight it ends after twice the time', async () => {
  const { collection, see } = collect(2);
  see(NOBODY, 200, 50);
  const collected = await collection.done;
  expect(collected.ok && collected.value.seconds).toBe(4);
});

test('loading a model and a hidden tab take nothing from the time', async () => {
  const { collection, shares, see, wait } = collect(2);
  see(NOBODY, 1, 0);
  wait(60_000);
  see(NOBODY, 1, 0);
  expect(shares.at(-1)).toBeLessThanOrEqual(0.25);
  collection.pause();
  wait(500);
  see(NOBODY, 1, 0);
  expect(shares.at(-1)).toBeLessThanOrEqual(0.25);
});

test('what stops it is its answer, and landmarks are not gathered', async () => {
  const stopped = collect(2);
  stopped.see(GOOD, 1, 50);
  stopped.collection.stop('no-device');
  expect(await stopped.collection.done).toEqual(err('no-device'));

  const { collection, see } = collect(1);
  see({ ...GOOD, landmarks: new Float32Array(3) }, 100, 50);
  const collected = await collection.done;
  expect(collected.ok && collected.value.frames.every(({ landmarks }) => landmarks === null)).toBe(true);
});
