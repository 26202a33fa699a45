import { cellOf, placeKeyOf } from '@undertone/geo/curve';
import type { Position } from '@undertone/geo/position';
import { foldWord } from './field-words.ts';

/** Two entries of two sources at most so far apart, with the same name and kind, are the same practice. */
export const SAME_PRACTICE_KM = 0.15;

/** Cells 1.2 km high: an entry's own, and with it at most three others are within reach. */
const LEVEL = 14;

interface Listing extends Position {
  readonly name: string;
  readonly kind: string;
}

/** What two sources that list the same practice have in common: kind, name in letters and digits, cell. */
export function matchKeyOf(listing: Listing): string {
  return keyIn(listing, listing);
}

/** The keys under which the same practice may stand, its own first. */
export function matchKeysAround(listing: Listing): readonly string[] {
  const north = (SAME_PRACTICE_KM / 6371) * (180 / Math.PI);
  const east = north / Math.max(0.01, Math.cos((listing.lat * Math.PI) / 180));
  const corners = [-1, 1].flatMap((up) =>
    [-1, 1].map((right) => ({
      lat: Math.max(-90, Math.min(90, listing.lat + up * north)),
      lon: wrapped(listing.lon + right * east),
    })),
  );
  return [...new Set([listing, ...corners].map((corner) => keyIn(listing, corner)))];
}

function keyIn({ name, kind }: Listing, at: Position): string {
  const letters = foldWord(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return `${kind}|${letters}|${cellOf(placeKeyOf(at), LEVEL).firstKey.toString(36)}`;
}

function wrapped(lon: number): number {
  return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon;
}
