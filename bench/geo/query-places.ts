import type { Position } from '@undertone/geo/position';

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
