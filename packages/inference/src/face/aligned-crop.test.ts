import { expect, test } from 'vitest';
import { alignedCrop } from './aligned-crop.ts';
import { alignFace, CROP_SIDE, scaleOf } from './alignment.ts';
import { drawnLandmarks, wavyPicture } from './drawn-face.testkit.ts';
import { LumaPlane, type Picture } from './picture.ts';

const FACE = { x: 300, y: 230, eyeDistance: 90 };

/** Grey of a function of the place, so that the same scene can be photographed in another size or turned. */
function scene(width: number, height: number, luma: (x: number, y: number) => number): Picture {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.fill(255 * luma(x + 0.5, y + 0.5), 4 * (y * width + x), 4 * (y * width + x) + 3);
  return { pixels, width, height };
}

const wave = (x: number, y: number) => 0.5 + 0.2 * Math.sin(x / 23) + 0.2 * Math.cos(y / 31 + x / 57);

function farthest(left: Float32Array, right: Float32Array): number {
  return left.reduce((most, value, at) => Math.max(most, Math.abs(value - right[at]!)), 0);
}

test('eyes and mouth come to lie where the template has them', () => {
  const { a, b, tx, ty } = alignFace(drawnLandmarks(FACE), 640, 480)!;
  const at = (x: number, y: number) => [a * x - b * y + tx, b * x + a * y + ty];
  const [middleX, eyeY] = at(24, 18.6);
  expect(middleX).toBeCloseTo(FACE.x, 1);
  expect(Math.abs(eyeY! - FACE.y)).toBeLessThan(4);
  expect(at(24, 37.2)[1]! - eyeY!).toBeGreaterThan(40);
});

test('a face twice as large in a picture twice as large is the same crop', () => {
  const small = alignedCrop(scene(640, 480, wave), drawnLandmarks(FACE))!;
  const large = alignedCrop(
    scene(1280, 960, (x, y) => wave(x / 2, y / 2)),
    drawnLandmarks({ ...FACE, width: 1280, height: 960, x: 600, y: 460, eyeDistance: 180 }),
  )!;
  expect(farthest(small, large)).toBeLessThan(0.01);
});

test('a camera held askew makes the same crop', () => {
  const turn = (25 * Math.PI) / 180;
  const upright = alignedCrop(scene(640, 480, wave), drawnLandmarks({ ...FACE, x: 320, y: 240 }))!;
  const askew = scene(640, 480, (x, y) => {
    const [dx, dy] = [x - 320, y - 240];
    return wave(
      320 + dx * Math.cos(turn) + dy * Math.sin(turn),
      240 - dx * Math.sin(turn) + dy * Math.cos(turn),
    );
  });
  const turned = alignedCrop(askew, drawnLandmarks({ ...FACE, x: 320, y: 240, roll: 25 }))!;
  expect(farthest(upright, turned)).toBeLessThan(0.02);
});

test('the mirror image makes the mirrored crop', () => {
  const crop = alignedCrop(scene(640, 480, wave), drawnLandmarks({ ...FACE, x: 300 }))!;
  const mirrored = alignedCrop(
    scene(640, 480, (x, y) => wave(640 - x, y)),
    drawnLandmarks({ ...FACE, x: 340 }),
  )!;
  const back = mirrored.map((_, at) => mirrored[at - (at % CROP_SIDE) + CROP_SIDE - 1 - (at % CROP_SIDE)]!);
  expect(farthest(crop, back)).toBeLessThan(0.01);
});

test('stripes finer than a crop pixel are averaged, not aliased', () => {
  const striped = scene(640, 480, (x) => (Math.floor(x) % 2 === 0 ? 1 : 0));
  const landmarks = drawnLandmarks({ eyeDistance: 200 });
  expect(scaleOf(alignFace(landmarks, 640, 480)!)).toBeGreaterThan(5);
  for (const value of alignedCrop(striped, landmarks)!) expect(Math.abs(value - 0.5)).toBeLessThan(0.15);
});

test('outside the picture its edge goes on', () => {
  const bright = scene(640, 480, (x) => (x < 40 ? 0.8 : 0.2));
  const crop = alignedCrop(bright, drawnLandmarks({ x: 10 }))!;
  expect(crop[24 * CROP_SIDE]).toBeCloseTo(0.8, 2);
});

test('landmarks without extent are no face', () => {
  expect(alignedCrop(wavyPicture(64, 64), new Float32Array(478 * 3))).toBeNull();
  expect(alignedCrop(wavyPicture(64, 64), new Float32Array(478 * 3).fill(Number.NaN))).toBeNull();
});

test('a margin shows what lies around the same crop', () => {
  const picture = scene(640, 480, wave);
  const crop = alignedCrop(picture, drawnLandmarks(FACE))!;
  const wide = alignedCrop(picture, drawnLandmarks(FACE), 8)!;
  const inner = crop.map(
    (_, at) => wide[(Math.floor(at / CROP_SIDE) + 8) * (CROP_SIDE + 16) + (at % CROP_SIDE) + 8]!,
  );
  expect(farthest(crop, inner)).toBeLessThan(1e-6);
});

test('luma between pixels is the mean of its neighbours', () => {
  const picture = scene(2, 2, (x, y) => (x < 1 && y < 1 ? 1 : 0));
  const plane = new LumaPlane(picture, { left: 0, top: 0, right: 2, bottom: 2 });
  expect(plane.at(0.5, 0.5)).toBeCloseTo(1, 3);
  expect(plane.at(1, 0.5)).toBeCloseTo(0.5, 3);
  expect(plane.at(1, 1)).toBeCloseTo(0.25, 3);
});
