import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Failure } from '../http/failure.ts';

const WINDOW_MS = 10 * 60_000;

/** Within one window. A guess is a claim to know a secret; it is counted before it is checked. */
const LIMITS = { guessesPerEmail: 10, guessesPerClient: 60, requestsPerClient: 600 } as const;

/** Counts attempts on credentials, so that guessing is slow whoever guesses. */
export interface Attempts {
  /** Any request on credentials, by client. */
  takeRequest(client: string, now: EpochMs): Promise<Result<void, Failure>>;
  /** One guess at an account's secret; a right one is given back. */
  takeGuess(email: string, client: string, now: EpochMs): Promise<Result<Guess, Failure>>;
}

export interface Guess {
  wasRight(): Promise<void>;
}

const TAKE = `INSERT INTO attempt (key, window_start, count)
  SELECT value, ?2, 1 FROM json_each(?1) WHERE true
  ON CONFLICT (key) DO UPDATE SET
    count = iif(window_start = ?2, count + 1, 1), window_start = ?2
  RETURNING key, count`;

const GIVE_BACK = `UPDATE attempt SET count = count - 1
  WHERE key IN (SELECT value FROM json_each(?1)) AND window_start = ?2 AND count > 0`;

/** Keys are HMACs, so the table tells neither addresses nor who tried. */
export async function createAttempts(database: D1Database, secret: string): Promise<Attempts> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const hmacKey = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const keyOf = async (kind: keyof typeof LIMITS, subject: string) =>
    toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, utf8(`${kind}:${subject}`))));

  const take = async (
    counters: readonly { readonly key: string; readonly limit: number }[],
    now: EpochMs,
  ): Promise<Result<void, Failure>> => {
    const windowStart = now - (now % WINDOW_MS);
    const keys = JSON.stringify(counters.map(({ key }) => key));
    const { results } = await database
      .prepare(TAKE)
      .bind(keys, windowStart)
      .all<{ key: string; count: number }>();
    const isOver = results.some(
      ({ key, count }) => count > counters.find((counter) => counter.key === key)!.limit,
    );
    return isOver ? err({ code: 'rate-limited', retryAfterMs: windowStart + WINDOW_MS - now }) : ok();
  };

  return {
    takeRequest: async (client, now) => {
      const key = await keyOf('requestsPerClient', client);
      return take([{ key, limit: LIMITS.requestsPerClient }], now);
    },
    takeGuess: async (email, client, now) => {
      const counters = [
        { key: await keyOf('guessesPerEmail', email), limit: LIMITS.guessesPerEmail },
        { key: await keyOf('guessesPerClient', client), limit: LIMITS.guessesPerClient },
      ];
      const taken = await take(counters, now);
      if (!taken.ok) return taken;
      const keys = JSON.stringify(counters.map(({ key }) => key));
      return ok({
        wasRight: async () => {
          await database
            .prepare(GIVE_BACK)
            .bind(keys, now - (now % WINDOW_MS))
            .run();
        },
      });
    },
  };
}
