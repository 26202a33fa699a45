import { normalise, UNIFORM, type Distribution } from '@undertone/emotion/distribution';
import { LABELS, type Label } from '@undertone/emotion/labels';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaceModel } from './face-reader.ts';
import type { FrameReading } from './face-reading.ts';
import { poolFrames } from './pool-frames.ts';

const MODEL: FaceModel = { id: 'face-expression', version: '1.0.0', path: 'network', leastProbability: 0.45 };
const CAMERA = { source: 'camera', seconds: 4, model: MODEL } as const;
const PHOTO = { source: 'photo', seconds: 0, model: MODEL } as const;

function leaning(label: Label, share: number): Distribution {
  return normalise(
    Object.fromEntries(
      LABELS.map((each) => [each, each === label ? share : (1 - share) / 6]),
    ) as Distribution,
  );
}

function frame(distribution: Distribution, quality = 0.9): FrameReading {
  return {
    distribution,
    valence: 0,
    arousal: 0,
    quality: {
      eyeDistancePixels: 90,
      pose: { yaw: 0, pitch: 0, roll: 0 },
      luma: 0.5,
      contrast: 0.2,
      quality,
    },
  };
}

function seen(distribution: Distribution, quality?: number) {
  return { frame: frame(distribution, quality), hint: null };
}

const anyFrame = fc.record({
  label: fc.constantFrom(...LABELS),
  share: fc.double({ min: 0.2, max: 0.98, noNaN: true }),
  quality: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('the order of the frames does not matter, not even in the last bit', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { minLength: 1, maxLength: 12 }), (frames) => {
      const list = frames.map(({ label, share, quality }) => seen(leaning(label, share), quality));
      expect(poolFrames([...list].reverse(), CAMERA).score.distribution).toEqual(
        poolFrames(list, CAMERA).score.distribution,
      );
    }),
  );
});

test('forty frames that agree are only a little surer than one', () => {
  const one = poolFrames([seen(leaning('joy', 0.7))], PHOTO).score.distribution.joy;
  const forty = poolFrames(Array(40).fill(seen(leaning('joy', 0.7))), CAMERA).score.distribution.joy;
  expect(one).toBeCloseTo(0.7, 6);
  expect(forty).toBeGreaterThan(one);
  expect(forty).toBeLessThan(0.77);
});

test('a better frame weighs more', () => {
  const joyful = poolFrames([seen(leaning('joy', 0.8), 0.9), seen(leaning('anger', 0.8), 0.3)], CAMERA);
  expect(joyful.score.distribution.joy).toBeGreaterThan(joyful.score.distribution.anger);
});

test('frames of poor quality, without a face or with two do not count', () => {
  const list = [
    ...Array(6).fill(seen(leaning('joy', 0.8))),
    seen(leaning('anger', 0.99), 0.05),
    { frame: null, hint: 'no-face' },
    { frame: null, hint: 'several-faces' },
    { frame: null, hint: 'several-faces' },
  ];
  const { score, detail } = poolFrames(list, CAMERA);
  expect(score.abstained).toBeNull();
  expect(score.distribution.joy).toBeGreaterThan(0.8);
  expect(detail).toMatchObject({ framesSeen: 10, framesUsed: 6, hints: ['several-faces', 'no-face'] });
});

test('one good frame is enough for a photo and not for the camera', () => {
  expect(poolFrames([seen(leaning('joy', 0.9))], PHOTO).score.abstained).toBeNull();
  expect(poolFrames([seen(leaning('joy', 0.9))], CAMERA).score.abstained).toBe('low-quality');
});

test('no frame at all is an abstention of no quality', () => {
  const { score, detail } = poolFrames([], CAMERA);
  expect(score).toMatchObject({ abstained: 'low-quality', quality: 0, distribution: UNIFORM });
  expect(detail).toMatchObject({ framesSeen: 0, framesUsed: 0, hints: [] });
});

test('below the model’s least probability it abstains', () => {
  expect(poolFrames([seen(leaning('joy', 0.44))], PHOTO).score.abstained).toBe('low-confidence');
  expect(poolFrames([seen(leaning('joy', 0.46))], PHOTO).score.abstained).toBeNull();
});

test('disgust and fear must be beyond doubt', () => {
  for (const label of ['disgust', 'fear'] as const) {
    expect(poolFrames([seen(leaning(label, 0.55))], PHOTO).score.abstained).toBe('low-confidence');
    expect(poolFrames([seen(leaning(label, 0.65))], PHOTO).score.abstained).toBeNull();
  }
});

test('the more of the frames were lost, the lower the quality', () => {
  const lost = { frame: null, hint: 'no-face' } as const;
  const qualities = [0, 10, 20, 40].map(
    (count) =>
      poolFrames(
        [...Array(10).fill(seen(leaning('joy', 0.8))), ...Array.from({ length: count }, () => lost)],
        CAMERA,
      ).score.quality,
  );
  expect(qualities[0]).toBeCloseTo(0.9, 6);
  expect(qualities[1]).toBeCloseTo(0.9, 6);
  expect(qualities[3]).toBeLessThan(qualities[2]!);
});

test('it says which model read, and by which path', () => {
  const rules: FaceModel = { id: 'face-rules', version: '1.0.0', path: 'rules', leastProbability: 0.5 };
  const { score, detail } = poolFrames([seen(leaning('joy', 0.9))], { ...PHOTO, model: rules });
  expect(score).toMatchObject({ modality: 'face', modelId: 'face-rules', modelVersion: '1.0.0' });
  expect(detail.path).toBe('rules');
});
