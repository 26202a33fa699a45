import type { Position } from '@undertone/geo/position';

/** Whom a tap on the link tells where somebody wants to go. */
export const DIRECTIONS_HOST = 'openstreetmap.org';

/** Five decimals are a metre. */
const place = ({ lat, lon }: Position): string => `${lat.toFixed(5)},${lon.toFixed(5)}`;

/** Names the goal alone: where somebody starts from is theirs to say there. */
export function webDirections(goal: Position): string {
  return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(place(goal))}`;
}

/** For whichever maps app the device has (RFC 5870). */
export function appDirections(goal: Position): string {
  return `geo:${place(goal)}?q=${place(goal)}`;
}
