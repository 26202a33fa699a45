const BASE_MS = 1_000;
const CAP_MS = 5 * 60_000;
const LEAST_MS = 250;

/**
 * Full jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015): devices that failed together do not come
 * back together. `random` in [0, 1); `failures` counts from 1.
 */
export function backoffMs(failures: number, random: number): number {
  return LEAST_MS + Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 20)));
}
