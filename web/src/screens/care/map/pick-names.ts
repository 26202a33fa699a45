import { isInside, toScreen, type Place, type Point, type Size, type View } from './mercator.ts';

interface Named extends Place {
  readonly name: string;
}

export interface NameOnMap {
  readonly name: string;
  /** The middle of the word. */
  readonly at: Point;
}

/** Rough size of the letters; a name that is a little wider stands a little closer. */
const LETTER_PX = 7.5;
const LINE_PX = 22;

/** Half a marker, and the room around it. */
const MARK_PX = 18;

/** A name stands on its town, else below or above what is marked there. */
const BESIDE_PX = [0, LINE_PX / 2 + MARK_PX, -(LINE_PX / 2 + MARK_PX)];

const MOST_NAMES = 12;

/**
 * As many names as stand apart from each other, the first before the later ones.
 * @param marked where markers stand on the screen, which no name runs into
 */
export function pickNames(
  places: readonly Named[],
  view: View,
  size: Size,
  marked: readonly Point[],
): readonly NameOnMap[] {
  const picked: (NameOnMap & { readonly halfPx: number })[] = [];
  for (const place of places) {
    if (picked.length === MOST_NAMES) break;
    const town = toScreen(view, size, place);
    const halfPx = (place.name.length * LETTER_PX) / 2 + 4;
    const at = BESIDE_PX.map((down) => ({ x: town.x, y: town.y + down })).find(
      (beside) => !marked.some((mark) => isWithin(mark, beside, halfPx + MARK_PX, LINE_PX / 2 + MARK_PX)),
    );
    if (at === undefined) continue;
    const fits =
      isInside({ x: at.x - halfPx, y: at.y }, size) && isInside({ x: at.x + halfPx, y: at.y }, size);
    const hits = picked.some((other) => isWithin(other.at, at, other.halfPx + halfPx, LINE_PX));
    if (fits && !hits) picked.push({ name: place.name, at, halfPx });
  }
  return picked;
}

function isWithin(one: Point, other: Point, acrossPx: number, downPx: number): boolean {
  return Math.abs(one.x - other.x) < acrossPx && Math.abs(one.y - other.y) < downPx;
}
