import type { Area } from './area.ts';
import { capAround, distanceToCapKm, farthestInCapKm, type Cap } from './cap.ts';
import { distanceKm, type Position } from './position.ts';
import type { Tile } from './tile.ts';

/** What a device has: for each tile of the index where its entries are, or `undefined` while it has not got it. */
export type Known<Kind extends Tile> = (tile: Kind) => readonly Position[] | undefined;

export interface Wanted {
  /** How many of the nearest must be among what is loaded, for every place of the area. */
  readonly nearest: number;
  /** 1; each "look further" doubles it, and with it the distance up to which everything is loaded. */
  readonly stretch: number;
}

/**
 * The tiles to ask for next; none once all that `wanted` needs is known. What is asked follows from the area and from
 * the directory alone: two people of one area ask for the same, in the same order, wherever in it they are.
 *
 * [Note: Why the cover holds the nearest] Let c be the centre of one of the area's caps, a its radius, d the distance
 * from c to its n-th nearest entry. From any place p of that cap the n nearest lie within d + a of p, so within
 * d + 2a of c. Until d is known, no tile is asked for that a smaller d could still spare.
 */
export function nextTiles<Kind extends Tile>(
  tiles: readonly Kind[],
  area: Area,
  wanted: Wanted,
  known: Known<Kind>,
): readonly Kind[] {
  const candidates = withinReach(tiles, area, wanted);
  const asked = new Set<Kind>();
  for (const cap of area.caps) for (const tile of nextForCap(candidates, cap, wanted, known)) asked.add(tile);
  return [...asked].sort((left, right) => left.firstKey - right.firstKey);
}

/** Once for the whole area, what none of its caps can need is left out: there are thousands of tiles, and many caps. */
function withinReach<Kind extends Tile>(
  tiles: readonly Kind[],
  { caps }: Area,
  { nearest, stretch }: Wanted,
): readonly Kind[] {
  const centre = capAround(caps);
  const radiusKm = caps.reduce((most, cap) => Math.max(most, farthestInCapKm(centre, cap)), 0);
  const reachKm = (farthestNeeded(tiles, centre, nearest) + 2 * radiusKm) * stretch + radiusKm;
  return tiles.filter((tile) => distanceToCapKm(centre, tile.cap) <= reachKm);
}

function nextForCap<Kind extends Tile>(
  tiles: readonly Kind[],
  cap: Cap,
  { nearest, stretch }: Wanted,
  known: Known<Kind>,
): readonly Kind[] {
  const enough = farthestNeeded(tiles, cap, nearest) + 2 * cap.radiusKm;
  const loaded: Loaded[] = [];
  const unknown: { readonly tile: Kind; readonly fromKm: number }[] = [];
  for (const tile of tiles) {
    const fromKm = distanceToCapKm(cap, tile.cap);
    if (fromKm > enough * stretch) continue;
    const places = known(tile);
    if (places === undefined) unknown.push({ tile, fromKm });
    else loaded.push({ places, fromKm });
  }
  const nth = nthDistanceKm(cap, loaded, nearest);
  const nearestUnknown = unknown.reduce((least, { fromKm }) => Math.min(least, fromKm), Infinity);
  const reach = Math.min(nth, nearestUnknown) + 2 * cap.radiusKm;
  // Farther rings are for what is loaded beyond need: they begin once the need itself is known.
  const reachKm = nth <= nearestUnknown ? reach * stretch : reach;
  return unknown.filter(({ fromKm }) => fromKm <= reachKm).map(({ tile }) => tile);
}

interface Loaded {
  readonly places: readonly Position[];
  readonly fromKm: number;
}

/** Of all these places the distance of the n-th nearest; `Infinity` where there are fewer. */
function nthDistanceKm(from: Position, loaded: readonly Loaded[], nth: number): number {
  const best: number[] = [];
  for (const { places, fromKm } of loaded.toSorted((left, right) => left.fromKm - right.fromKm)) {
    if (fromKm > (best[nth - 1] ?? Infinity)) break;
    for (const place of places) {
      const km = distanceKm(from, place);
      if (km >= (best[nth - 1] ?? Infinity)) continue;
      if (best.length === nth) best.pop();
      let at = best.length;
      while (at > 0 && best[at - 1]! > km) at -= 1;
      best.splice(at, 0, km);
    }
  }
  return best[nth - 1] ?? Infinity;
}

/** By the index alone: within this distance of a cap's centre there are `nearest` entries, or all there are. */
function farthestNeeded(tiles: readonly Tile[], centre: Position, nearest: number): number {
  let within = tiles.map((tile) => ({ entries: tile.entries, toKm: farthestInCapKm(centre, tile.cap) }));
  // Almost always the first has enough: no order of all of them is needed.
  for (let entries = 0; within.length > 0;) {
    const least = within.reduce((first, tile) => (tile.toKm < first.toKm ? tile : first));
    entries += least.entries;
    if (entries >= nearest) return least.toKm;
    within = within.filter((tile) => tile !== least);
  }
  return Infinity;
}

/**
 * Up to this distance from a place, everything there is is known; `Infinity` when all is.
 *
 * @param known as for {@link nextTiles}.
 */
export function completeUpToKm<Kind extends Tile>(
  tiles: readonly Kind[],
  place: Position,
  known: Known<Kind>,
): number {
  let nearestUnknown = Infinity;
  for (const tile of tiles) {
    if (known(tile) === undefined)
      nearestUnknown = Math.min(nearestUnknown, distanceToCapKm(place, tile.cap));
  }
  return nearestUnknown;
}
