import { createSeededRandom } from '@undertone/base/seeded-random';
import { capAround } from './cap.ts';
import { curveKeyOf } from './curve.ts';
import { partition } from './partition.ts';
import { distanceKm, type Position } from './position.ts';
import type { Tile } from './tile.ts';

export interface Listed extends Position {
  readonly id: string;
  readonly key: number;
}

export interface ListedTile extends Tile {
  readonly listed: readonly Listed[];
}

export const RULES = { atLeast: 64, enough: 320, level: 10 };

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Towns of very different sizes, and a few of each on one spot; the antimeridian and both poles have theirs. */
export function madeDirectory(count: number, seed: number): readonly Listed[] {
  const random = createSeededRandom(seed);
  const towns: Position[] = [
    { lat: -17, lon: 179.99 },
    { lat: 66, lon: -179.98 },
    { lat: 89.9, lon: 20 },
    { lat: -89.8, lon: -70 },
  ];
  while (towns.length < 40) towns.push({ lat: random() * 130 - 60, lon: random() * 360 - 180 });
  return Array.from({ length: count }, () => {
    const town = towns[Math.floor(random() ** 2 * towns.length)]!;
    const isOnTheSpot = random() < 0.1;
    const spread = isOnTheSpot ? 0 : random() ** 3 * 0.5;
    const angle = random() * 2 * Math.PI;
    const lat = Math.max(-90, Math.min(90, town.lat + spread * Math.sin(angle)));
    const lon = ((town.lon + spread * Math.cos(angle) + 540) % 360) - 180;
    const id = Array.from({ length: 16 }, () => BASE64URL[Math.floor(random() * 64)]).join('');
    return { lat, lon, id, key: curveKeyOf({ lat, lon }, id) };
  });
}

/** A directory as tiles, each with what it holds. */
export function tilesOf(directory: readonly Listed[], rules = RULES): readonly ListedTile[] {
  const sorted = [...directory].sort((left, right) => left.key - right.key);
  return partition(
    sorted.map(({ key }) => key),
    rules,
  ).map(({ firstKey, lastKey, from, to }) => {
    const listed = sorted.slice(from, to);
    return { firstKey, lastKey, entries: listed.length, cap: capAround(listed), listed };
  });
}

/** By brute force. */
export function nearestOf(directory: readonly Listed[], place: Position, count: number): readonly Listed[] {
  return directory
    .map((listed) => ({ listed, km: distanceKm(place, listed) }))
    .sort((left, right) => left.km - right.km)
    .slice(0, count)
    .map(({ listed }) => listed);
}
