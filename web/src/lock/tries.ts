/**
 * How long a wrong secret makes the next try wait. The count only grows until the right secret resets it, so neither
 * a reload nor a clock that was set back shortens anything.
 */
export interface Tries {
  /** Tries since the last right one, counted before each is checked. */
  readonly failures: number;
  /** Left to wait when it was last looked at, ms. */
  readonly waitMs: number;
  /** When that was, epoch ms by the device's clock. */
  readonly measuredAt: number;
}

export const NO_TRIES: Tries = { failures: 0, waitMs: 0, measuredAt: 0 };

const FREE_TRIES = 5;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DELAYS_MS = [30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE] as const;

/** Delay before the try that follows so many failures, ms. */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return DELAYS_MS[Math.min(failures - FREE_TRIES, DELAYS_MS.length - 1)] ?? 0;
}

/**
 * What is left to wait at `now`. A clock that went back has measured nothing, and the wait goes on as it stood: store
 * what this returns, or the wait would stand still until that clock has caught up.
 */
export function measureWait(tries: Tries, now: number): Tries {
  const passed = Math.max(0, now - tries.measuredAt);
  return { failures: tries.failures, waitMs: Math.max(0, tries.waitMs - passed), measuredAt: now };
}

/** Counts a try as failed before it is made: ending the page in the middle of one wins nothing. */
export function countTry(tries: Tries, now: number): Tries {
  const failures = tries.failures + 1;
  return { failures, waitMs: delayAfter(failures), measuredAt: now };
}
