import type { Position } from './position.ts';

/**
 * [Note: Keys of the curve] The directory is laid along a Z-order curve (Morton 1966; as an integer geohash, longitude
 * first). 40 bits of a key are 20 halvings of longitude and of latitude in turn, so that a cell is a run of keys; the
 * 12 bits below are the entry's own, so that thousands at one address can still be told apart and cut. 52 bits in all:
 * every key is a safe integer, in JavaScript and as JSON.
 */

/** Quadrants that a position is cut into, one in the next: 2 bits each. The last is 19 m high. */
const PLACE_LEVELS = 20;

/** Levels in all: below a place's last quadrant, six more by the entry's id. */
export const LEVELS = 26;

/** How many keys there are: they are the integers in [0, KEYS). */
export const KEYS = 4 ** LEVELS;

const STEPS = 2 ** PLACE_LEVELS;
const TIES = 4 ** (LEVELS - PLACE_LEVELS);

/** A run of keys, both ends included. */
export interface KeyRange {
  readonly firstKey: number;
  readonly lastKey: number;
}

/** A quadrant at a level in [0, PLACE_LEVELS]; the one of level 0 is the Earth. */
export interface Cell extends KeyRange {
  readonly level: number;
}

/** The first key of a position: of its last quadrant, with nobody's id. */
export function placeKeyOf({ lat, lon }: Position): number {
  const column = Math.min(STEPS - 1, Math.floor(((lon + 180) / 360) * STEPS));
  const row = Math.min(STEPS - 1, Math.floor(((lat + 90) / 180) * STEPS));
  const high = spread(column >>> 10) * 2 + spread(row >>> 10);
  const low = spread(column & 1023) * 2 + spread(row & 1023);
  return (high * 2 ** PLACE_LEVELS + low) * TIES;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An entry's key: its position, then the first 12 bits of its id (base64url of a hash). */
export function curveKeyOf(position: Position, id: string): number {
  const tie = BASE64URL.indexOf(id.charAt(0)) * 64 + BASE64URL.indexOf(id.charAt(1));
  if (tie < 0) throw new Error('an id in base64url has two characters at least');
  return placeKeyOf(position) + tie;
}

/** The quadrant at a level in [0, LEVELS] that holds a key. */
export function cellOf(key: number, level: number): Cell {
  const size = 4 ** (LEVELS - level);
  const firstKey = Math.floor(key / size) * size;
  return { level, firstKey, lastKey: firstKey + size - 1 };
}

/** The smallest quadrant that holds a run of keys, at PLACE_LEVELS at most. */
export function cellAround({ firstKey, lastKey }: KeyRange): Cell {
  let level = PLACE_LEVELS;
  while (cellOf(firstKey, level).firstKey !== cellOf(lastKey, level).firstKey) level -= 1;
  return cellOf(firstKey, level);
}

export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** A cell's edges in degrees; those in the south and west are its own. */
export function boundsOf({ level, firstKey }: Cell): Bounds {
  const place = Math.floor(firstKey / TIES);
  const high = Math.floor(place / STEPS);
  const low = place % STEPS;
  const column = (gather(high >>> 1) << 10) | gather(low >>> 1);
  const row = (gather(high) << 10) | gather(low);
  const size = 2 ** (PLACE_LEVELS - Math.min(level, PLACE_LEVELS));
  return {
    south: (row / STEPS) * 180 - 90,
    west: (column / STEPS) * 360 - 180,
    north: ((row + size) / STEPS) * 180 - 90,
    east: ((column + size) / STEPS) * 360 - 180,
  };
}

const KEY_DIGITS = LEVELS / 2;

/** Lower-case hex of a fixed length: its order is that of the keys. */
export function keyText(key: number): string {
  return key.toString(16).padStart(KEY_DIGITS, '0');
}

/** 10 bits to every second of 20 (Warren, Hacker's Delight, 7-2). */
function spread(bits: number): number {
  let spaced = bits;
  spaced = (spaced | (spaced << 8)) & 0x00ff00ff;
  spaced = (spaced | (spaced << 4)) & 0x0f0f0f0f;
  spaced = (spaced | (spaced << 2)) & 0x33333333;
  return (spaced | (spaced << 1)) & 0x55555555;
}

/** Every second of 20 bits to 10. */
function gather(bits: number): number {
  let packed = bits & 0x55555555;
  packed = (packed | (packed >>> 1)) & 0x33333333;
  packed = (packed | (packed >>> 2)) & 0x0f0f0f0f;
  packed = (packed | (packed >>> 4)) & 0x00ff00ff;
  return (packed | (packed >>> 8)) & 0x0000ffff;
}
