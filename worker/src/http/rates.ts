import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Route } from '@undertone/contract/route';
import type { Attempts } from '../account/attempts.ts';
import type { Failure } from './failure.ts';

/** Takes one request of a class from what a client may make. */
export interface Rates {
  take(rateClass: Route['rateClass'], client: string, now: EpochMs): Promise<Result<void, Failure>>;
}

const EDGE_PERIOD_MS = 60_000;

/** Counters at the edge, where there are some. */
export type EdgeLimits = {
  readonly [Class in Exclude<Route['rateClass'], 'credentials'>]: RateLimit | undefined;
};

/** All but credentials are counted at the edge, without a query; those in the database, exactly. */
export function createRates(edge: EdgeLimits, attempts: Attempts): Rates {
  return {
    take: async (rateClass, client, now) => {
      if (rateClass === 'credentials') return attempts.takeRequest(client, now);
      const limit = edge[rateClass];
      if (limit === undefined || (await limit.limit({ key: client })).success) return ok();
      return err({ code: 'rate-limited', retryAfterMs: EDGE_PERIOD_MS });
    },
  };
}
