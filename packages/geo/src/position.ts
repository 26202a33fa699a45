/** Degrees north, [-90, 90], and east, [-180, 180], WGS 84. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** Mean radius R1 of the Earth (IUGG; Moritz 2000). */
export const EARTH_RADIUS_KM = 6371.0088;

/** No two places on the sphere are farther apart. */
export const HALF_WAY_ROUND_KM = Math.PI * EARTH_RADIUS_KM;

const RADIANS = Math.PI / 180;

/** Great-circle distance on the mean sphere by the haversine formula (Sinnott 1984), which keeps small distances exact. */
export function distanceKm(from: Position, to: Position): number {
  const sinLat = Math.sin(((to.lat - from.lat) * RADIANS) / 2);
  const sinLon = Math.sin(((to.lon - from.lon) * RADIANS) / 2);
  const haversine =
    sinLat * sinLat + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
