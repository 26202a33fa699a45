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

const MOST_NAMES = 12;

/** As many names as stand apart from each other, the first before the later ones. */
export function pickNames(places: readonly Named[], view: View, size: Size): readonly NameOnMap[] {
  const picked: (NameOnMap & { readonly halfPx: number })[] = [];
  for (const place of places) {
    if (picked.length === MOST_NAMES) break;
    const at = toScreen(view, size, place);
    const halfPx = (place.name.length * LETTER_PX) / 2 + 4;
    const fits =
      isInside({ x: at.x - halfPx, y: at.y }, size) && isInside({ x: at.x + halfPx, y: at.y }, size);
    const hits = picked.some(
      (other) => Math.abs(other.at.y - at.y) < LINE_PX && Math.abs(other.at.x - at.x) < other.halfPx + halfPx,
    );
    if (fits && !hits) picked.push({ name: place.name, at, halfPx });
  }
  return picked;
}
