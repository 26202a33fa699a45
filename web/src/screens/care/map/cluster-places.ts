import { onSquare, worldPx, type Place, type Point } from './mercator.ts';

/** Some that stand so close together that their markers would hide each other; or a single one. */
export interface Cluster<Item> {
  /** In the order they were given. */
  readonly items: readonly Item[];
  /** Where its marker stands: at the first of them, so that no two markers come closer than their reach. */
  readonly place: Place;
  /** They stand at one and the same place: no zoom takes them apart. */
  readonly inseparable: boolean;
}

/** Markers that are touched need their own 48 pixels. */
const REACH_PX = 48;

/** About a metre at the equator. */
const SAME_PLACE = 1e-5;

interface Group<Item> {
  readonly items: Item[];
  readonly from: Point;
}

/**
 * Joins to each item, in their order, what comes after it and stands within a marker's reach at that zoom. The outcome
 * depends on the zoom alone and not on the view, so that nothing regroups while the map is pushed.
 */
export function clusterPlaces<Item extends Place>(
  items: readonly Item[],
  zoom: number,
): readonly Cluster<Item>[] {
  const side = worldPx(zoom);
  const groups: Group<Item>[] = [];
  const grid = new Map<string, Group<Item>[]>();
  for (const item of items) {
    const { x, y } = onSquare(item);
    const at = { x: x * side, y: y * side };
    const column = Math.floor(at.x / REACH_PX);
    const row = Math.floor(at.y / REACH_PX);
    let joined: Group<Item> | undefined;
    for (let step = 0; step < 9 && joined === undefined; step += 1) {
      const near = grid.get(`${column + (step % 3) - 1} ${row + Math.floor(step / 3) - 1}`);
      joined = near?.find(({ from }) => Math.hypot(from.x - at.x, from.y - at.y) < REACH_PX);
    }
    if (joined !== undefined) {
      joined.items.push(item);
      continue;
    }
    const group = { items: [item], from: at };
    groups.push(group);
    const cell = `${column} ${row}`;
    grid.set(cell, [...(grid.get(cell) ?? []), group]);
  }
  return groups.map(({ items: together }) => {
    const first = together[0]!;
    return {
      items: together,
      place: first,
      inseparable:
        together.length > 1 &&
        together.every(
          ({ lat, lon }) => Math.abs(lat - first.lat) < SAME_PLACE && Math.abs(lon - first.lon) < SAME_PLACE,
        ),
    };
  });
}
