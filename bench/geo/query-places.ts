import type { Position } from '@undertone/geo/position';

/** Within a few kilometres of an entry. */
export function nearPeople(entries: Float64Array, count: number, random: () => number): readonly Position[] {
  return Array.from({ length: count }, () => {
    const at = Math.floor((random() * entries.length) / 2) * 2;
    const lat = entries[at]! + (random() - 0.5) / 20;
    const lon = entries[at + 1]! + (random() - 0.5) / 20;
    return { lat: Math.max(-90, Math.min(90, lat)), lon: Math.max(-180, Math.min(180, lon)) };
  });
}

/** Evenly over the sphere, so mostly at sea; every fourth at a pole or on the antimeridian. */
export function emptyPlaces(count: number, random: () => number): readonly Position[] {
  return Array.from({ length: count }, (_, index) => {
    const lat = (Math.asin(2 * random() - 1) * 180) / Math.PI;
    const lon = random() * 360 - 180;
    if (index % 8 === 0) return { lat: index % 16 === 0 ? 89 + random() : random() - 90, lon };
    if (index % 8 === 4) return { lat, lon: index % 16 === 4 ? 180 - random() / 10 : random() / 10 - 180 };
    return { lat, lon };
  });
}
