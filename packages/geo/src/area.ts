import type { Cap } from './cap.ts';
import { boundsOf, cellAround, cellOf, placeKeyOf, type Cell, type KeyRange } from './curve.ts';
import { distanceKm, type Position } from './position.ts';
import { tileAt, type Tile } from './tile.ts';

/** Nobody is told to be in less than this: a quadrant 1.2 km high, 2.4 km wide at the equator. */
const SMALLEST_LEVEL = 14;

/** Nor does anybody load for more: 19.5 km high, 39 km wide at the equator. */
export const LARGEST_LEVEL = 10;

/** Quadrants into which an area is cut to say what it needs: less is loaded than for one cap around all of it. */
const CAP_LEVELS = 2;

/** Where somebody is, as far as requests may tell. */
export interface Area extends KeyRange {
  /** Together they hold every place of the area. */
  readonly caps: readonly Cap[];
}

/**
 * The area of a place: the quadrant of SMALLEST_LEVEL where tiles divide it, else the tile's ground within the quadrant
 * of LARGEST_LEVEL. Areas part the Earth: whoever is in one has the same.
 *
 * @param tiles every one, in the order of the curve.
 */
export function areaOf(tiles: readonly Tile[], place: Position): Area {
  const key = placeKeyOf(place);
  const smallest = cellOf(key, SMALLEST_LEVEL);
  const tile = tileAt(tiles, smallest.firstKey);
  if (tile.lastKey < smallest.lastKey) return withCaps(smallest);
  const largest = cellOf(key, LARGEST_LEVEL);
  return withCaps({
    firstKey: Math.max(tile.firstKey, largest.firstKey),
    lastKey: Math.min(tile.lastKey, largest.lastKey),
  });
}

function withCaps({ firstKey, lastKey }: KeyRange): Area {
  const around = cellAround({ firstKey, lastKey });
  const level = around.level + CAP_LEVELS;
  const caps: Cap[] = [];
  let part = cellOf(around.firstKey, level);
  for (;;) {
    if (part.lastKey >= firstKey && part.firstKey <= lastKey) caps.push(capOfCell(part));
    if (part.lastKey >= around.lastKey) return { firstKey, lastKey, caps };
    part = cellOf(part.lastKey + 1, level);
  }
}

/** Of a cell at level 1 or below: there, no place of it is farther from its middle than a corner. */
export function capOfCell(cell: Cell): Cap {
  const { south, west, north, east } = boundsOf(cell);
  const centre = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const radiusKm = Math.max(
    distanceKm(centre, { lat: south, lon: west }),
    distanceKm(centre, { lat: north, lon: west }),
  );
  return { ...centre, radiusKm };
}
