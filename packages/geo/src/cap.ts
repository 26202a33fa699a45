import { distanceKm, HALF_WAY_ROUND_KM, type Position } from './position.ts';

/** All places within a distance of a centre: what has no corners has no antimeridian and no poles. */
export interface Cap extends Position {
  readonly radiusKm: number;
}

const DEGREES = 180 / Math.PI;

/** A metre: more than what haversine loses to rounding near the other side of the Earth, some millimetres. */
const ROUNDING_KM = 1e-3;

/** Centres are told to about 100 m and radii to 100 m: the cap grows by what that loses. */
const CENTRE_DIGITS = 3;

/** The least distance from a place to anything in the cap; 0 inside. */
export function distanceToCapKm(place: Position, cap: Cap): number {
  return Math.max(0, distanceKm(place, cap) - cap.radiusKm - ROUNDING_KM);
}

/** No place in the cap is farther. */
export function farthestInCapKm(place: Position, cap: Cap): number {
  return distanceKm(place, cap) + cap.radiusKm + ROUNDING_KM;
}

/** A cap that holds all of these places; not always the smallest. Of no place it is nothing at (0, 0). */
export function capAround(places: readonly Position[]): Cap {
  const centre = roundedCentre(places);
  let radiusKm = 0;
  for (const place of places) radiusKm = Math.max(radiusKm, distanceKm(centre, place));
  return { ...centre, radiusKm: Math.min(Math.ceil(HALF_WAY_ROUND_KM), Math.ceil(radiusKm * 10) / 10) };
}

/** The direction of the sum of all as unit vectors. */
function roundedCentre(places: readonly Position[]): Position {
  let [x, y, z] = [0, 0, 0];
  for (const { lat, lon } of places) {
    const level = Math.cos(lat / DEGREES);
    x += level * Math.cos(lon / DEGREES);
    y += level * Math.sin(lon / DEGREES);
    z += Math.sin(lat / DEGREES);
  }
  return {
    lat: Number((Math.atan2(z, Math.hypot(x, y)) * DEGREES).toFixed(CENTRE_DIGITS)),
    lon: Number((Math.atan2(y, x) * DEGREES).toFixed(CENTRE_DIGITS)),
  };
}
