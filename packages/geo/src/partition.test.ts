import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, curveKeyOf, KEYS, placeKeyOf } from './curve.ts';
import { madeDirectory, RULES, tilesOf } from './geo.testkit.ts';
import { cutInTwo, partition } from './partition.ts';

const keysFrom = fc
  .array(fc.oneof(fc.nat(KEYS - 1), fc.integer({ min: 1000, max: 1100 })), { maxLength: 400 })
  .map((keys) => keys.sort((left, right) => left - right));

describe('partition', () => {
  it('covers the whole curve with runs that leave no gap and hold every key once', () => {
    fc.assert(
      fc.property(keysFrom, fc.integer({ min: 1, max: 20 }), (keys, atLeast) => {
        const runs = partition(keys, { atLeast, enough: 4 * atLeast, level: 10 });
        expect(runs[0]!.firstKey).toBe(0);
        expect(runs.at(-1)!.lastKey).toBe(KEYS - 1);
        runs.forEach((run, index) => {
          const next = runs[index + 1];
          if (next !== undefined) expect([next.firstKey, next.from]).toEqual([run.lastKey + 1, run.to]);
          for (const key of keys.slice(run.from, run.to)) {
            expect(key).toBeGreaterThanOrEqual(run.firstKey);
            expect(key).toBeLessThanOrEqual(run.lastKey);
          }
        });
        expect(runs.at(-1)!.to).toBe(keys.length);
      }),
    );
  });

  it('never makes a run of fewer than it must have, unless there are fewer in all', () => {
    fc.assert(
      fc.property(keysFrom, fc.integer({ min: 1, max: 20 }), (keys, atLeast) => {
        const runs = partition(keys, { atLeast, enough: 4 * atLeast, level: 10 });
        for (const { from, to } of runs) {
          expect(to - from).toBeGreaterThanOrEqual(Math.min(atLeast, keys.length));
        }
      }),
    );
    for (const tile of tilesOf(madeDirectory(20_000, 1))) expect(tile.entries).toBeGreaterThanOrEqual(64);
  });

  it('leaves far tiles as they are when an entry is added', () => {
    const directory = madeDirectory(5000, 2);
    const rome = { lat: 41.9, lon: 12.5 };
    const more = { ...rome, id: 'AAAAAAAAAAAAAAAA', key: curveKeyOf(rome, 'AAAAAAAAAAAAAAAA') };
    const before = tilesOf(directory).map(
      ({ firstKey, lastKey, entries }) => `${firstKey}-${lastKey} ${entries}`,
    );
    const after = new Set(
      tilesOf([...directory, more]).map(
        ({ firstKey, lastKey, entries }) => `${firstKey}-${lastKey} ${entries}`,
      ),
    );
    expect(before.filter((tile) => !after.has(tile)).length).toBeLessThan(4);
  });

  it('cuts thousands at one address by their ids', () => {
    const sameSpot = madeDirectory(3000, 3).map(({ id }) => ({
      lat: 40.7,
      lon: -74,
      id,
      key: curveKeyOf({ lat: 40.7, lon: -74 }, id),
    }));
    const tiles = tilesOf(sameSpot);
    expect(tiles.length).toBeGreaterThan(5);
    for (const { entries } of tiles) expect(entries).toBeLessThanOrEqual(RULES.enough + 3 * RULES.atLeast);
  });

  it('keeps a small enough quadrant whole', () => {
    const cell = cellOf(placeKeyOf({ lat: 10, lon: 10 }), RULES.level);
    const keys = Array.from({ length: 300 }, (_, index) => cell.firstKey + index * 1000);
    expect(partition(keys, RULES)).toHaveLength(1);
  });
});

describe('cutInTwo', () => {
  it('cuts near the middle, never through one key, never below the least', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1 }),
        fc.integer({ min: 1, max: 10 }),
        (unsorted, atLeast) => {
          const keys = unsorted.sort((left, right) => left - right);
          const cut = cutInTwo({ firstKey: 0, lastKey: 50 }, keys, atLeast);
          if (cut === null) return;
          const [first, second] = cut;
          expect([first.firstKey, second.firstKey, second.lastKey]).toEqual([0, first.lastKey + 1, 50]);
          const inFirst = keys.filter((key) => key <= first.lastKey).length;
          expect(inFirst).toBeGreaterThanOrEqual(atLeast);
          expect(keys.length - inFirst).toBeGreaterThanOrEqual(atLeast);
        },
      ),
    );
    expect(cutInTwo({ firstKey: 0, lastKey: 9 }, [1, 2, 3, 4], 2)).toEqual([
      { firstKey: 0, lastKey: 2 },
      { firstKey: 3, lastKey: 9 },
    ]);
    expect(cutInTwo({ firstKey: 0, lastKey: 9 }, [5, 5, 5, 5], 1)).toBeNull();
  });
});
