import type { Label } from '@undertone/emotion/labels';
import { mapLabels, normalise, UNIFORM, type Distribution } from '@undertone/emotion/distribution';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BODY_RADIUS,
  LOBE_ORDER,
  lobeReach,
  MAX_TILT_DEGREES,
  outlinePoints,
  radiusAt,
  REACH,
  shapeReading,
  type FormSource,
} from './reading-form-geometry.ts';

const distributions: fc.Arbitrary<Distribution> = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((weights) => normalise(mapLabels((_, index) => weights[index] ?? 0)));

const certain = (label: Label): Distribution => mapLabels((one) => (one === label ? 1 : 0));

const source = (distribution: Distribution, change: Partial<FormSource> = {}): FormSource => ({
  distribution,
  valence: 0,
  arousal: 0,
  confidence: 0.5,
  ...change,
});

describe('the form of a reading', () => {
  it('stays within its reach and outside its body, for any distribution and in any direction', () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: -10, max: 10, noNaN: true }), (distribution, angle) => {
        const radius = radiusAt(angle, shapeReading(source(distribution)).lobes);
        expect(radius).toBeGreaterThanOrEqual(BODY_RADIUS);
        expect(radius).toBeLessThanOrEqual(REACH + 2);
      }),
    );
  });

  it('has no jumps: neighbouring directions have neighbouring radii, all the way round', () => {
    fc.assert(
      fc.property(distributions, (distribution) => {
        const { lobes } = shapeReading(source(distribution));
        const step = Math.PI / 360;
        for (let angle = -Math.PI; angle < Math.PI; angle += step) {
          expect(Math.abs(radiusAt(angle + step, lobes) - radiusAt(angle, lobes))).toBeLessThan(2);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('closes: a full turn ends where it began', () => {
    const { lobes } = shapeReading(source(certain('joy')));
    expect(radiusAt(Math.PI, lobes)).toBeCloseTo(radiusAt(-Math.PI, lobes), 9);
  });

  it('is the same in all seven directions when all seven are equally likely', () => {
    const { lobes } = shapeReading(source(UNIFORM));
    const tips = lobes.map(({ angle }) => radiusAt(angle, lobes));
    for (const tip of tips) expect(tip).toBeCloseTo(tips[0] ?? 0, 9);
  });

  it('is mirrored when two mirrored lobes change places', () => {
    const joy = outlinePoints(shapeReading(source(certain('joy'))).lobes, 70);
    const fear = outlinePoints(shapeReading(source(certain('fear'))).lobes, 70);
    joy.forEach(([x, y], index) => {
      const [mirroredX, mirroredY] = fear[(70 - index) % 70] ?? [0, 0];
      expect(x).toBeCloseTo(-mirroredX, 9);
      expect(y).toBeCloseTo(mirroredY, 9);
    });
  });

  it('reaches furthest where the likeliest emotion is', () => {
    fc.assert(
      fc.property(distributions, (distribution) => {
        const { lobes } = shapeReading(source(distribution));
        const likeliest = LOBE_ORDER.reduce((best, label) =>
          distribution[label] > distribution[best] ? label : best,
        );
        const furthest = lobes.reduce((best, lobe) => (lobe.reach > best.reach ? lobe : best));
        expect(distribution[furthest.label]).toBeCloseTo(distribution[likeliest], 9);
      }),
    );
  });

  it('gives a longer lobe to a larger probability', () => {
    const thousandths = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(thousandths, thousandths, (one, other) => {
        expect(Math.sign(lobeReach(one / 1000) - lobeReach(other / 1000))).toBe(Math.sign(one - other));
      }),
    );
    expect(lobeReach(0)).toBe(BODY_RADIUS);
    expect(lobeReach(1)).toBe(REACH);
  });

  it('turns with valence times arousal and dissolves with doubt, within bounds', () => {
    expect(shapeReading(source(UNIFORM, { valence: 1, arousal: 1 })).tiltDegrees).toBe(MAX_TILT_DEGREES);
    expect(shapeReading(source(UNIFORM, { valence: -1, arousal: 1 })).tiltDegrees).toBe(-MAX_TILT_DEGREES);
    expect(shapeReading(source(UNIFORM, { valence: 9, arousal: 9 })).tiltDegrees).toBe(MAX_TILT_DEGREES);
    expect(shapeReading(source(UNIFORM, { confidence: 1 })).softness).toBe(0);
    expect(shapeReading(source(UNIFORM, { confidence: 0.2 })).softness).toBeCloseTo(0.8);
  });

  it('never lets a broken number into the path', () => {
    const broken = mapLabels(() => Number.NaN);
    const shape = shapeReading({
      distribution: broken,
      valence: Number.NaN,
      arousal: 1,
      confidence: Number.NaN,
    });
    expect(shape.outline).not.toMatch(/NaN|Infinity/);
    expect(Number.isFinite(shape.tiltDegrees)).toBe(true);
    expect(shape.softness).toBe(1);
  });
});
