import { createSeededRandom } from '@undertone/base/seeded-random';
import { describe, expect, it } from 'vitest';
import { areaOf } from './area.ts';
import { cellOf, curveKeyOf, placeKeyOf } from './curve.ts';
import { completeUpToKm, nextTiles } from './cover.ts';
import { madeDirectory, nearestOf, tilesOf, type ListedTile } from './geo.testkit.ts';
import { distanceKm, type Position } from './position.ts';
import { tileAt } from './tile.ts';

const directory = madeDirectory(12_000, 7);
const tiles = tilesOf(directory);
const random = createSeededRandom(11);

const anywhere = (): Position => ({
  lat: (Math.asin(2 * random() - 1) * 180) / Math.PI,
  lon: random() * 360 - 180,
});
const nearPeople = (): Position => {
  const { lat, lon } = directory[Math.floor(random() * directory.length)]!;
  return { lat: Math.min(90, Math.max(-90, lat + (random() - 0.5) / 5)), lon };
};
const PLACES = [
  ...Array.from({ length: 40 }, anywhere),
  ...Array.from({ length: 60 }, nearPeople),
  { lat: 90, lon: 0 },
  { lat: -90, lon: 0 },
  { lat: -17, lon: 180 },
  { lat: -17, lon: -180 },
];

/** What a device asks for, call by call, until it needs no more. */
function askAll(from: readonly ListedTile[], place: Position, stretch = 1) {
  const area = areaOf(from, place);
  const loaded = new Set<ListedTile>();
  const rounds: (readonly ListedTile[])[] = [];
  const known = (tile: ListedTile) => (loaded.has(tile) ? tile.listed : undefined);
  for (;;) {
    const next = nextTiles(from, area, { nearest: 20, stretch }, known);
    if (next.length === 0) return { area, loaded, rounds, known };
    rounds.push(next);
    for (const tile of next) loaded.add(tile);
  }
}

/** Another place of the same area. */
function elsewhereIn(place: Position): Position {
  const area = areaOf(tiles, place);
  for (let tries = 0; tries < 200; tries++) {
    const cap = area.caps[Math.floor(random() * area.caps.length)]!;
    const there = { lat: cap.lat + (random() - 0.5) / 100, lon: cap.lon + (random() - 0.5) / 100 };
    const key = placeKeyOf(there);
    const same = areaOf(tiles, there);
    if (key >= area.firstKey && same.firstKey === area.firstKey && same.lastKey === area.lastKey)
      return there;
  }
  return place;
}

describe('the cover of an area', () => {
  it('holds the true nearest 20 of every place: in towns, at sea, over the antimeridian and at the poles', () => {
    for (const place of PLACES) {
      const { loaded } = askAll(tiles, place);
      const held = new Set([...loaded].flatMap(({ listed }) => listed));
      const far = nearestOf(directory, place, 20)
        .map((listed) => distanceKm(place, listed))
        .at(-1)!;
      const best = nearestOf([...held], place, 20)
        .map((listed) => distanceKm(place, listed))
        .at(-1)!;
      expect(best).toBe(far);
    }
  });

  it('is asked for in the same calls from every place of the area', () => {
    let moved = 0;
    for (const place of PLACES) {
      const there = elsewhereIn(place);
      if (there !== place) moved += 1;
      const asked = (at: Position) =>
        askAll(tiles, at).rounds.map((round) => round.map(({ firstKey }) => firstKey));
      expect(asked(there)).toEqual(asked(place));
    }
    expect(moved).toBeGreaterThan(PLACES.length / 2);
  });

  it('loads a small part of the directory, and more when asked to look further', () => {
    for (const place of PLACES.slice(40, 100)) {
      const near = askAll(tiles, place);
      const far = askAll(tiles, place, 2);
      expect(near.loaded.size).toBeLessThan(tiles.length / 2);
      for (const tile of near.loaded) expect(far.loaded).toContain(tile);
    }
  });

  it('knows up to where it is complete', () => {
    for (const place of PLACES) {
      const { loaded, known } = askAll(tiles, place);
      const km = completeUpToKm(tiles, place, known);
      const held = new Set([...loaded].flatMap(({ listed }) => listed));
      for (const listed of directory) if (distanceKm(place, listed) < km) expect(held.has(listed)).toBe(true);
    }
    expect(completeUpToKm(tiles, PLACES[0]!, () => [])).toBe(Infinity);
  });

  it('takes all of a directory that has fewer than are wanted', () => {
    const few = tilesOf(directory.slice(0, 12));
    expect(askAll(few, { lat: 0, lon: 0 }).loaded.size).toBe(few.length);
  });
});

describe('an area', () => {
  it('is never smaller than a quadrant of a mile, nor larger than one of twenty kilometres', () => {
    for (const place of PLACES) {
      const { firstKey, lastKey, caps } = areaOf(tiles, place);
      expect(lastKey - firstKey + 1).toBeLessThanOrEqual(4 ** 16);
      expect(lastKey - firstKey + 1).toBeGreaterThanOrEqual(4 ** 12);
      expect(caps.some((cap) => distanceKm(place, cap) <= cap.radiusKm)).toBe(true);
    }
  });

  it('does not shrink to the one address where thousands are', () => {
    const spot = { lat: 40.7, lon: -74 };
    const there = madeDirectory(3000, 5).map(({ id }) => ({ ...spot, id, key: curveKeyOf(spot, id) }));
    const crowded = tilesOf([...directory, ...there]);
    const cut = tileAt(crowded, placeKeyOf(spot) + 2000);
    expect(cut.lastKey - cut.firstKey).toBeLessThan(4096);
    const { firstKey, lastKey } = areaOf(crowded, spot);
    expect(cellOf(placeKeyOf(spot), 14)).toEqual({ level: 14, firstKey, lastKey });
  });
});
