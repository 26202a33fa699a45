import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { ledgerPath, type LedgerLine } from './ledger-line.ts';

/** What is used of a browser's resource timing entry. */
export interface LoadTiming {
  readonly name: string;
  readonly initiatorType: string;
  readonly startTime: number;
  /** 0 when it came from a cache: nothing left the device. */
  readonly transferSize: number;
}

/** Requests that `outbound.ts` has noted already. */
const NOTED_ELSEWHERE: readonly string[] = ['fetch', 'xmlhttprequest', 'beacon'];

/**
 * The browser's own loads of the page, its scripts, styles and fonts: they pass no code of ours while no service
 * worker is in charge, so they are read from the browser's record of them.
 */
export function toLedgerLines(
  timings: readonly LoadTiming[],
  parts: { readonly origin: string; readonly timeOrigin: number; readonly random: RandomBytes },
): readonly LedgerLine[] {
  return timings
    .filter((timing) => timing.transferSize > 0 && !NOTED_ELSEWHERE.includes(timing.initiatorType))
    .filter((timing) => /^https?:/.test(timing.name))
    .map((timing) => {
      const url = new URL(timing.name);
      return {
        id: createUuid(parts.random),
        at: Math.round(parts.timeOrigin + timing.startTime) as EpochMs,
        method: 'GET',
        // Another host must never be there; if it were, this is where it would show.
        path: ledgerPath(url.origin === parts.origin ? url.pathname : timing.name),
        via: timing.initiatorType === 'navigation' ? ('navigation' as const) : ('fetch' as const),
        requestBytes: 0,
        responseBytes: timing.transferSize,
        fields: [],
        status: 200,
      };
    });
}
