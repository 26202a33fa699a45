import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Route } from '@undertone/contract/route';
import type { Attempts } from '../account/attempts.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Failure } from './failure.ts';
import type { EdgeLimits } from './rates.ts';

/** Takes one request of a class from what an account may make, whichever networks its requests come from. */
export interface AccountRates {
  /**
   * @param subject the account; while its second factor is due, a count of its own: who knows the passphrase alone is
   *   not to use up what its owner may do
   * @param defer for what the answer need not wait for
   */
  take(
    rateClass: Route['rateClass'],
    subject: AccountId | `pending ${AccountId}`,
    now: EpochMs,
    defer: (work: Promise<unknown>) => void,
  ): Promise<Result<void, Failure>>;
}

const EDGE_PERIOD_MS = 60_000;
/** So many requests of one account are counted here before the database hears of them, in one query. */
const COUNTED_AT_ONCE = 50;
const MOST_ACCOUNTS = 10_000;

interface Tally {
  count: number;
  refusedUntil: number;
}

/**
 * Credentials are counted in the database, exactly. Reads and writes are counted at the edge, which knows one place
 * only and asks for no query, and in the database in bundles: a busy account that is everywhere at once is found after
 * some hundred requests instead of at the very one.
 */
export function createAccountRates(edge: EdgeLimits, attempts: Pick<Attempts, 'takeAccount'>): AccountRates {
  const tallies = new Map<string, Tally>();
  const tallyOf = (key: string): Tally => {
    const known = tallies.get(key);
    if (known !== undefined) return known;
    if (tallies.size >= MOST_ACCOUNTS) tallies.clear();
    const tally = { count: 0, refusedUntil: 0 };
    tallies.set(key, tally);
    return tally;
  };
  return {
    take: async (rateClass, subject, now, defer) => {
      if (rateClass === 'credentials') return attempts.takeAccount(rateClass, subject, 1, now);
      const tally = tallyOf(`${rateClass} ${subject}`);
      if (tally.refusedUntil > now) {
        return err({ code: 'rate-limited', retryAfterMs: tally.refusedUntil - now });
      }
      tally.count += 1;
      if (tally.count >= COUNTED_AT_ONCE) {
        const { count } = tally;
        tally.count = 0;
        const told = attempts.takeAccount(rateClass, subject, count, now).then((taken) => {
          if (!taken.ok) tally.refusedUntil = now + (taken.error.retryAfterMs ?? EDGE_PERIOD_MS);
        });
        defer(told);
      }
      const limit = edge[rateClass];
      if (limit === undefined || (await limit.limit({ key: `account ${subject}` })).success) return ok();
      return err({ code: 'rate-limited', retryAfterMs: EDGE_PERIOD_MS });
    },
  };
}
