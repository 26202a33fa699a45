import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABELS } from '@undertone/emotion/labels';
import { likeliest, mapLabels, normalise, UNIFORM } from '@undertone/emotion/distribution';
import { poolStretches, type StretchReading } from './pooling.ts';

const stretch = fc
  .record({
    weights: fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
    valence: fc.double({ min: -1, max: 1, noNaN: true }),
    arousal: fc.double({ min: -1, max: 1, noNaN: true }),
    words: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ weights, ...rest }): StretchReading => ({
    ...rest,
    distribution: normalise(mapLabels((_, index) => weights[index]!)),
  }));
const stretches = fc.array(stretch, { minLength: 1, maxLength: 12 });

function peaked(label: (typeof LABELS)[number], words = 8): StretchReading {
  return { distribution: mapLabels((each) => (each === label ? 0.88 : 0.02)), valence: 0, arousal: 0, words };
}

test('every label stays between the least and the most that a stretch gave it', () => {
  fc.assert(
    fc.property(stretches, (readings) => {
      const { distribution } = poolStretches(readings);
      for (const label of LABELS) {
        const given = readings.map((reading) => reading.distribution[label]);
        expect(distribution[label]).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
        expect(distribution[label]).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
      }
    }),
  );
});

test('neither order nor saying everything twice changes the reading', () => {
  fc.assert(
    fc.property(stretches, (readings) => {
      const { distribution } = poolStretches(readings);
      const other = poolStretches([...readings, ...readings].reverse()).distribution;
      for (const label of LABELS) expect(other[label]).toBeCloseTo(distribution[label], 9);
    }),
  );
});

test('one plainly sad sentence outweighs three neutral ones', () => {
  const day = [peaked('neutral'), peaked('neutral'), peaked('sadness'), peaked('neutral')];
  expect(likeliest(poolStretches(day).distribution)).toBe('sadness');
});

test('an entry of neutral sentences stays neutral', () => {
  expect(likeliest(poolStretches([peaked('neutral'), peaked('neutral', 30)]).distribution)).toBe('neutral');
});

test('no stretches give the uniform distribution', () => {
  expect(poolStretches([])).toEqual({ distribution: UNIFORM, valence: 0, arousal: 0 });
});
