import { err, ok, type Result } from '@undertone/base/result';
import type { Position } from '@undertone/geo/position';

export type PositionFailure =
  /** The person, or the browser in their name, said no. */
  | 'denied'
  /** The device does not know where it is. */
  | 'unavailable'
  | 'timeout'
  /** This browser has no way to ask. */
  | 'unsupported';

const TIMEOUT_MS = 20_000;

/** The answer stays in memory: see ADR 17. Call it only at a tap, after the person read that the answer stays here. */
export function askPosition(
  geolocation: Pick<Geolocation, 'getCurrentPosition'> | undefined,
): Promise<Result<Position, PositionFailure>> {
  if (geolocation === undefined) return Promise.resolve(err('unsupported'));
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) => resolve(ok({ lat: coords.latitude, lon: coords.longitude })),
      ({ code }) => resolve(err(code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable')),
      // A street is near enough, and found without the satellites.
      { enableHighAccuracy: false, timeout: TIMEOUT_MS, maximumAge: 0 },
    );
  });
}
