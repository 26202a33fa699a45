import { kmToPx, type Place, type Size } from './mercator.ts';

export interface Ring {
  /** In the person's unit. */
  readonly distance: number;
  readonly radiusPx: number;
}

/** Smaller than this a ring is hidden by the marker in it; from there on each is twice the one before or more. */
const LEAST_PX = 44;

const MOST_RINGS = 3;

/**
 * Round distances (1, 2 or 5 times a power of ten) to draw around the place that was asked for: on a map of coasts
 * and borders they are what tells near from far.
 *
 * @param kmPerUnit 1 for kilometres, 1.609344 for miles.
 */
export function distanceRings(middle: Place, zoom: number, size: Size, kmPerUnit: number): readonly Ring[] {
  const unitPx = kmToPx(kmPerUnit, middle.lat, zoom);
  const widest = Math.hypot(size.width, size.height) / 2;
  const rings: Ring[] = [];
  for (let power = -2; power <= 4 && rings.length < MOST_RINGS; power += 1) {
    for (const factor of [1, 2, 5]) {
      const distance = factor * 10 ** power;
      const radiusPx = distance * unitPx;
      if (radiusPx < LEAST_PX || radiusPx > widest || rings.length === MOST_RINGS) continue;
      rings.push({ distance: Number(distance.toPrecision(1)), radiusPx });
    }
  }
  return rings;
}
