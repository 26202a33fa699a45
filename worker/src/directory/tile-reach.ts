import { distanceToCapKm, farthestInCapKm } from '@undertone/geo/cap';
import { EARTH_RADIUS_KM, HALF_WAY_ROUND_KM, type Position } from '@undertone/geo/position';
import type { Tile } from '@undertone/geo/tile';

/** A tile; nothing in it is nearer than `fromKm`. */
export interface ReachedTile<Kind extends Tile> {
  readonly tile: Kind;
  readonly fromKm: number;
}

/** Tiles that may hold some of the nearest `count`, by their caps alone, nearest first. */
export type TileReach<Kind extends Tile> = (place: Position, count: number) => readonly ReachedTile<Kind>[];

/** More than scalar products lose against haversine. */
const SPARE_KM = 0.01;

/** Of each tile: the unit vector of its centre, cosine and sine of its radius as an angle, the radius in km, entries. */
const NUMBERS = 7;

/**
 * A million entries make thousands of tiles, and each query looks at all of them: with a few products for each and
 * without trigonometry, which is left for the few that come into question.
 */
export function createTileReach<Kind extends Tile>(tiles: readonly Kind[]): TileReach<Kind> {
  const numbers = new Float64Array(tiles.length * NUMBERS);
  const products = new Float64Array(tiles.length);
  for (const [index, { cap, entries }] of tiles.entries()) {
    const angle = cap.radiusKm / EARTH_RADIUS_KM;
    const angles = [Math.cos(angle), Math.sin(angle)];
    numbers.set([...unitVectorOf(cap), ...angles, cap.radiusKm, entries], index * NUMBERS);
  }
  return (place, count) => {
    const [x, y, z] = unitVectorOf(place);
    let nearest = -1;
    let most = -Infinity;
    for (let index = 0, at = 0; index < tiles.length; index++, at += NUMBERS) {
      const product = numbers[at]! * x + numbers[at + 1]! * y + numbers[at + 2]! * z;
      products[index] = product;
      if (product > most && numbers[at + 6]! >= count) [nearest, most] = [index, product];
    }
    const surelyKm = nearest < 0 ? Infinity : farthestInCapKm(place, tiles[nearest]!.cap) + SPARE_KM;
    const [cosine, sine] = [Math.cos(surelyKm / EARTH_RADIUS_KM), Math.sin(surelyKm / EARTH_RADIUS_KM)];
    const reached: ReachedTile<Kind>[] = [];
    for (let index = 0, at = 0; index < tiles.length; index++, at += NUMBERS) {
      // cos(a + b), where a + b is less than half a turn.
      const isFar =
        surelyKm + numbers[at + 5]! < HALF_WAY_ROUND_KM &&
        products[index]! < cosine * numbers[at + 3]! - sine * numbers[at + 4]!;
      if (isFar) continue;
      const tile = tiles[index]!;
      reached.push({ tile, fromKm: distanceToCapKm(place, tile.cap) });
    }
    return reached.sort((left, right) => left.fromKm - right.fromKm);
  };
}

function unitVectorOf({ lat, lon }: Position): readonly [number, number, number] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
