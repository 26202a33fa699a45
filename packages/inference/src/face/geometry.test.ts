import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnLandmarks, type DrawnFace } from './drawn-face.testkit.ts';
import { frontalFace, geometryFeatures } from './geometry.ts';
import { headAxes, headPose } from './head-pose.ts';
import { readByRules } from './rules.ts';

const WIDTH = 640;
const HEIGHT = 480;

function frontal(face: Partial<DrawnFace>) {
  return frontalFace(drawnLandmarks(face), WIDTH, HEIGHT)!;
}

function pose(face: Partial<DrawnFace>) {
  return headPose(headAxes(drawnLandmarks(face), WIDTH, HEIGHT)!);
}

const movement = fc.record({
  smile: fc.double({ min: -0.1, max: 0.2, noNaN: true }),
  open: fc.double({ min: 0, max: 0.3, noNaN: true }),
  brows: fc.double({ min: -0.05, max: 0.15, noNaN: true }),
});

test('features are the same wherever, however large and however tilted the face is', () => {
  fc.assert(
    fc.property(
      movement,
      fc.integer({ min: 200, max: 440 }),
      fc.integer({ min: 30, max: 120 }),
      fc.integer({ min: -40, max: 40 }),
      (face, x, eyeDistance, roll) => {
        const one = geometryFeatures(frontal(face));
        const other = geometryFeatures(frontal({ ...face, x, eyeDistance, roll }));
        for (const [at, value] of one.entries()) expect(Math.abs(value - other[at]!)).toBeLessThan(1e-3);
      },
    ),
    { numRuns: 30 },
  );
});

test('a turned head changes the features little', () => {
  const straight = geometryFeatures(frontal({ smile: 0.1 }));
  const turned = geometryFeatures(frontal({ smile: 0.1, yaw: 20, pitch: 10 }));
  for (const [at, value] of straight.entries()) expect(Math.abs(value - turned[at]!)).toBeLessThan(0.02);
});

test('a one-sided mouth has the features of its mirror image, and others than a straight one', () => {
  const features = geometryFeatures(frontal({ sneer: 0.1 }));
  const opposite = geometryFeatures(frontal({ sneer: -0.1 }));
  for (const [at, value] of features.entries()) expect(Math.abs(value - opposite[at]!)).toBeLessThan(1e-4);
  expect(features.at(-5)).toBeGreaterThan(geometryFeatures(frontal({})).at(-5)! + 0.05);
});

test('yaw, pitch and roll are those of the head', () => {
  const rest = pose({});
  expect(rest.yaw).toBeCloseTo(0, 1);
  expect(rest.roll).toBeCloseTo(0, 1);
  expect(pose({ roll: 20 }).roll).toBeCloseTo(20, 0);
  expect(Math.abs(pose({ yaw: 25 }).yaw)).toBeCloseTo(25, 0);
  expect(pose({ yaw: 25 }).yaw).toBeCloseTo(-pose({ yaw: -25 }).yaw, 1);
  expect(Math.abs(pose({ pitch: 15 }).pitch - rest.pitch)).toBeCloseTo(15, 0);
});

test('by rule a smile is joy, a dropped jaw with raised brows surprise, and a face at rest neutral', () => {
  const likeliest = (face: Partial<DrawnFace>) =>
    Object.entries(readByRules(frontal(face))).sort(([, a], [, b]) => b - a)[0]![0];
  expect(likeliest({ smile: 0.12 })).toBe('joy');
  expect(likeliest({ open: 0.3, brows: 0.1 })).toBe('surprise');
  expect(likeliest({})).toBe('neutral');
});

test('by rule more smile is never less joy', () => {
  const joys = [0, 0.03, 0.06, 0.09, 0.12].map((smile) => readByRules(frontal({ smile })).joy);
  expect(joys).toEqual([...joys].sort((a, b) => a - b));
});

test('landmarks without extent have no pose and no shape', () => {
  expect(headAxes(new Float32Array(478 * 3), WIDTH, HEIGHT)).toBeNull();
  expect(frontalFace(new Float32Array(478 * 3), WIDTH, HEIGHT)).toBeNull();
});
