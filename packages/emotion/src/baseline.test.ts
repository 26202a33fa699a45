import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASELINE_MINIMUM,
  computeBaseline,
  deviationFrom,
  SMALLEST_SPREAD,
  type Baseline,
  type BaselinePoint,
} from './baseline.ts';
import { arbitraryShuffle } from './score-arbitraries.ts';

const affect = fc.double({ min: -1, max: 1, noNaN: true });
const arbitraryPoint: fc.Arbitrary<BaselinePoint> = fc.record({
  localDay: fc.integer({ min: 20_000, max: 20_120 }),
  localHour: fc.integer({ min: 0, max: 23 }),
  valence: affect,
  arousal: affect,
});

function baselineOf(points: readonly BaselinePoint[]): Baseline {
  const baseline = computeBaseline(points);
  if ('missing' in baseline) throw new Error(`missing ${JSON.stringify(baseline.missing)}`);
  return baseline;
}

function daily(
  count: number,
  changes: (index: number) => Partial<BaselinePoint> = () => ({}),
): BaselinePoint[] {
  return Array.from({ length: count }, (_, index) => ({
    localDay: 20_000 + index,
    localHour: 9,
    valence: 0.2,
    arousal: -0.1,
    ...changes(index),
  }));
}

function withEvenings(count: number): BaselinePoint[] {
  return daily(40 + count, (index) => (index < count ? { localHour: 20, valence: -0.4 } : {}));
}

describe('the minimum before any claim', () => {
  it('is fourteen readings on seven days, and says how much is missing', () => {
    expect(computeBaseline([])).toEqual({ missing: { entries: 14, days: 7 } });
    const busyDays = daily(13, (index) => ({ localDay: 20_000 + (index % 5) }));
    expect(computeBaseline(busyDays)).toEqual({ missing: { entries: 1, days: 2 } });
    const sixDays = daily(40, (index) => ({ localDay: 20_000 + (index % 6) }));
    expect(computeBaseline(sixDays)).toEqual({ missing: { entries: 0, days: 1 } });
    expect(baselineOf(daily(BASELINE_MINIMUM.entries))).toMatchObject({ entries: 14, days: 14 });
  });

  it('does not count readings with a number out of its range', () => {
    const broken = daily(14, (index) => (index === 3 ? { valence: Number.NaN } : {}));
    expect(computeBaseline(broken)).toEqual({ missing: { entries: 1, days: 0 } });
  });
});

describe('the baseline', () => {
  it('depends on the set of readings only, not on their order', () => {
    fc.assert(
      fc.property(
        fc
          .array(arbitraryPoint, { maxLength: 60 })
          .chain((points) => fc.tuple(fc.constant(points), arbitraryShuffle(points))),
        ([points, shuffled]) => {
          expect(computeBaseline(shuffled)).toStrictEqual(computeBaseline(points));
        },
      ),
    );
  });

  it('moves its centre no further than the middle fifth of the honest readings when a tenth are garbage', () => {
    fc.assert(
      fc.property(
        fc.array(affect, { minLength: 30, maxLength: 80 }),
        fc.array(affect, { minLength: 8, maxLength: 8 }),
        (honest, garbage) => {
          const replaced = Math.floor(honest.length / 10);
          const values = honest.map((value, index) => (index < replaced ? garbage[index]! : value));
          const { centre } = baselineOf(
            daily(values.length, (index) => ({ valence: values[index]! })),
          ).valence;
          const sorted = honest.toSorted((left, right) => left - right);
          const middle = (honest.length - 1) / 2;
          expect(centre).toBeGreaterThanOrEqual(sorted[Math.floor(middle) - replaced]!);
          expect(centre).toBeLessThanOrEqual(sorted[Math.ceil(middle) + replaced]!);
        },
      ),
    );
  });

  it('keeps its spread at what is usual when a tenth are garbage', () => {
    const steady = daily(50, (index) => ({ valence: 0.1 + 0.02 * (index % 10) }));
    const disturbed = steady.map((point, index) => (index % 10 === 0 ? { ...point, valence: -1 } : point));
    expect(baselineOf(steady).valence.spread).toBeCloseTo(0.074, 2);
    expect(baselineOf(disturbed).valence.spread).toBeLessThan(0.1);
  });

  it('looks at the last 90 days and the newest 400 readings', () => {
    const longAgo = daily(50, () => ({ valence: -0.9 })).map((point) => ({
      ...point,
      localDay: point.localDay - 140,
    }));
    expect(baselineOf([...longAgo, ...daily(20)])).toMatchObject({ entries: 20, valence: { centre: 0.2 } });
    const crowded = daily(500, (index) => ({
      localDay: 20_000 + Math.floor(index / 20),
      valence: index < 100 ? -1 : 0.5,
    }));
    expect(baselineOf(crowded)).toMatchObject({ entries: 400, valence: { centre: 0.5 } });
  });

  it('cuts at 400 readings alike in whatever order those of one hour come', () => {
    const sameHour = daily(450, (index) => ({
      localDay: 20_000 + Math.max(0, index - 440),
      valence: index / 450,
    }));
    expect(computeBaseline(sameHour.toReversed())).toStrictEqual(computeBaseline(sameHour));
  });

  it('learns that evenings differ, slowly', () => {
    const few = baselineOf(withEvenings(3)).valence.centreByPart;
    const many = baselineOf(withEvenings(30)).valence.centreByPart;
    expect(few.morning).toBeCloseTo(0.2, 9);
    expect(few.evening).toBeLessThan(0.2);
    expect(few.evening).toBeGreaterThan(0);
    expect(many.evening).toBeLessThan(few.evening);
    expect(many.evening).toBeGreaterThan(-0.4);
    expect(many.night).toBeCloseTo(0.2, 9);
  });
});

describe('a deviation', () => {
  it('counts spreads from what is usual at that time of day', () => {
    const baseline = baselineOf(daily(30, (index) => ({ valence: 0.2 + (index % 2 === 0 ? 0.1 : -0.1) })));
    expect(baseline.valence).toMatchObject({
      centre: expect.closeTo(0.2, 9),
      spread: expect.closeTo(0.14826, 5),
    });
    const moment = { localHour: 9, valence: 0.2 - 2 * 0.14826, arousal: -0.1 };
    expect(deviationFrom(baseline, moment).valence).toBeCloseTo(-2, 4);
    expect(deviationFrom(baseline, moment).arousal).toBeCloseTo(0, 9);
  });

  it('is smaller for a low evening in someone whose evenings are low', () => {
    const baseline = baselineOf(withEvenings(30));
    const low = { valence: -0.4, arousal: -0.1 };
    const evening = deviationFrom(baseline, { ...low, localHour: 20 }).valence;
    expect(Math.abs(evening)).toBeLessThan(
      Math.abs(deviationFrom(baseline, { ...low, localHour: 9 }).valence),
    );
  });

  it('stays finite for someone whose readings never vary', () => {
    const baseline = baselineOf(daily(20));
    expect(baseline.valence.spread).toBe(SMALLEST_SPREAD);
    expect(deviationFrom(baseline, { localHour: 9, valence: 1, arousal: 0 }).valence).toBeCloseTo(16, 6);
  });
});
