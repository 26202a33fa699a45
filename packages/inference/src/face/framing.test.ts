import { expect, test } from 'vitest';
import { drawnLandmarks, wavyPicture, type DrawnFace } from './drawn-face.testkit.ts';
import type { FramingHint } from './face-reading.ts';
import { frameHint } from './framing.ts';
import { measureFace } from './measure-frame.ts';
import type { Picture } from './picture.ts';

const GOOD = wavyPicture(640, 480);

function hintOf(face: Partial<DrawnFace>, picture: Picture = GOOD, previous: Float32Array | null = null) {
  const { width, height } = picture;
  const landmarks = drawnLandmarks({ ...face, width, height });
  const measured = measureFace(picture, landmarks);
  return frameHint({ width, height, faces: [landmarks], quality: measured?.quality ?? null, previous });
}

function qualityOf(face: Partial<DrawnFace>, picture: Picture = GOOD): number {
  const { width, height } = picture;
  return measureFace(picture, drawnLandmarks({ ...face, width, height }))!.quality.quality;
}

test('a well-lit face in the middle needs no hint and has nearly full quality', () => {
  expect(hintOf({})).toBeNull();
  expect(qualityOf({})).toBeGreaterThan(0.9);
});

test.each<[string, FramingHint, Partial<DrawnFace>, Picture]>([
  ['a dark room', 'too-dark', {}, wavyPicture(640, 480, 20, 20)],
  ['a glaring light', 'too-bright', {}, wavyPicture(640, 480, 250, 20)],
  ['a bright picture without contrast', 'too-bright', {}, wavyPicture(640, 480, 200, 2)],
  ['a small face', 'come-closer', { eyeDistance: 20 }, GOOD],
  ['a face that fills the picture', 'move-back', { eyeDistance: 290 }, GOOD],
  ['a head turned aside', 'face-the-camera', { yaw: 45 }, GOOD],
  ['a head bent down', 'face-the-camera', { pitch: 50 }, GOOD],
  ['a face half outside', 'centre-the-face', { x: 20 }, GOOD],
])('%s is told so: %s', (_, hint, face, picture) => {
  expect(hintOf(face, picture)).toBe(hint);
});

test('no face and several faces come before everything else', () => {
  const framing = { width: 640, height: 480, quality: null };
  expect(frameHint({ ...framing, faces: [] })).toBe('no-face');
  expect(frameHint({ ...framing, faces: [drawnLandmarks(), drawnLandmarks({ x: 500 })] })).toBe(
    'several-faces',
  );
});

test('a face that moved far since the last frame is asked to hold still, one that moved a little is not', () => {
  expect(hintOf({ x: 340 }, GOOD, drawnLandmarks({ x: 320 }))).toBe('hold-still');
  expect(hintOf({ x: 323 }, GOOD, drawnLandmarks({ x: 320 }))).toBeNull();
});

test('quality never rises as a face gets smaller, turns away or gets darker', () => {
  const falling = (qualities: readonly number[]) =>
    expect(qualities).toEqual([...qualities].sort((a, b) => b - a));
  falling([90, 50, 40, 30, 20, 10].map((eyeDistance) => qualityOf({ eyeDistance })));
  falling([0, 15, 25, 35, 50, 70].map((yaw) => qualityOf({ yaw })));
  falling([128, 60, 40, 25, 10].map((shade) => qualityOf({}, wavyPicture(640, 480, shade, 8))));
});

test('quality stays within 0 and 1', () => {
  for (const eyeDistance of [1, 1000]) {
    const quality = qualityOf({ eyeDistance });
    expect(quality).toBeGreaterThanOrEqual(0);
    expect(quality).toBeLessThanOrEqual(1);
  }
});
