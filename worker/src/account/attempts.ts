import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Route } from '@undertone/contract/route';
import type { AccountId } from '../db/account-id.ts';
import type { Failure } from '../http/failure.ts';
import { createGuessLocks } from './guess-locks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `most` in each window of `windowMs`. A guess is a claim to know a secret; it is counted before it is checked. */
const LIMITS = {
  guessesOfClient: { most: 60, windowMs: 10 * MINUTE_MS },
  requestsOfClient: { most: 600, windowMs: 10 * MINUTE_MS },
  credentialsOfAccount: { most: 300, windowMs: 10 * MINUTE_MS },
  writesOfAccount: { most: 30_000, windowMs: HOUR_MS },
  readsOfAccount: { most: 60_000, windowMs: HOUR_MS },
  codesOfClientToAddress: { most: 5, windowMs: 10 * MINUTE_MS },
  codesOfClientToAddressInADay: { most: 10, windowMs: DAY_MS },
  codesOfClient: { most: 20, windowMs: 10 * MINUTE_MS },
  codesOfAccount: { most: 10, windowMs: HOUR_MS },
  /** Of whoever invites, and to whom, in whichever organisation: these outlive the organisation. */
  invitationsOfAccount: { most: 50, windowMs: DAY_MS },
  invitationsToAddress: { most: 5, windowMs: DAY_MS },
  codesToAddress: { most: 30, windowMs: DAY_MS },
  /** Of the whole deployment: what somebody who is paid for received messages could make it spend. */
  codesByPhone: { most: 200, windowMs: HOUR_MS },
} as const;

const PER_NETWORK: ReadonlySet<keyof typeof LIMITS> = new Set([
  'guessesOfClient',
  'requestsOfClient',
  'codesOfClient',
]);

/** What a guess is at. Each has its own count, so that knowing one secret does not buy guesses at another. */
export type GuessedSecret = 'passphrase' | 'recovery' | 'second-factor';

/** Counts attempts on credentials, so that guessing is slow whoever guesses. */
export interface Attempts {
  /** Any request on credentials, by client. */
  takeRequest(client: string, now: EpochMs): Promise<Result<void, Failure>>;
  /** `count` requests of an account, whichever addresses they came from. */
  takeAccount(
    rateClass: Route['rateClass'],
    subject: AccountId | `pending ${AccountId}`,
    count: number,
    now: EpochMs,
  ): Promise<Result<void, Failure>>;
  /**
   * One guess at an account's secret; after some wrong ones in a row each waits longer, then all are refused with
   * `account-locked` until time or {@link forgive} ends it. The same for addresses that have no account.
   * @param device the known device, or the session, that the guess comes from. It is counted by itself, so that
   *   strangers who guess do not lock out people where they signed in before.
   */
  takeGuess(
    email: string,
    client: string,
    now: EpochMs,
    secret: GuessedSecret,
    device?: string | null,
  ): Promise<Result<Guess, Failure>>;
  /** Ends the locks on an address, also for a known device, but not of its second factor: a mailbox alone must not buy guesses at that. */
  forgive(email: string, device: string | null): Promise<void>;
  /** One invitation by mail. */
  takeInvitation(accountId: AccountId, address: string, now: EpochMs): Promise<Result<void, Failure>>;
  /** One code to an address. */
  takeCode(
    request: {
      readonly purpose: string;
      readonly address: string;
      readonly client: string;
      readonly account?: AccountId | undefined;
      readonly byPhone: boolean;
    },
    now: EpochMs,
  ): Promise<Result<void, Failure>>;
}

export interface Guess {
  wasRight(): Promise<void>;
  /** Tells the owner when this was the guess that locks. Not to be waited for: it would tell who has an account. */
  wasWrong(): Promise<void>;
}

/** Called once for each lock of an address, known or not. */
export type OnLocked = (email: string, until: EpochMs, now: EpochMs) => Promise<void>;

interface Counter {
  readonly key: string;
  readonly most: number;
  readonly windowMs: number;
}

const TAKE = `INSERT INTO attempt (key, window_start, count)
  SELECT value ->> 'key', value ->> 'start', ?2 FROM json_each(?1) WHERE true
  ON CONFLICT (key) DO UPDATE SET
    count = iif(window_start = excluded.window_start, count + ?2, ?2), window_start = excluded.window_start
  RETURNING key, count`;

const GIVE_BACK = `UPDATE attempt SET count = count - 1 WHERE key = ?1 AND window_start = ?2 AND count > 0`;

/** Keys are HMACs, so the tables tell neither addresses nor who tried. */
export async function createAttempts(
  database: D1Database,
  secret: string,
  onLocked: OnLocked,
  /** How many people may share one network: a local product serves all of them from one address. */
  peoplePerNetwork = 1,
): Promise<Attempts> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const hmacKey = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const hmac = async (words: string) =>
    toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, utf8(words))));
  const counterOf = async (kind: keyof typeof LIMITS, subject: string): Promise<Counter> => ({
    key: await hmac(`${kind}:${subject}`),
    windowMs: LIMITS[kind].windowMs,
    most: LIMITS[kind].most * (PER_NETWORK.has(kind) ? peoplePerNetwork : 1),
  });
  const locks = createGuessLocks(database);
  const guessKeyOf = (guessed: GuessedSecret, subject: string) => hmac(`guess:${guessed}:${subject}`);

  const take = async (
    counters: readonly Counter[],
    now: EpochMs,
    count = 1,
  ): Promise<Result<void, Failure>> => {
    const rows = counters.map(({ key, windowMs }) => ({ key, start: now - (now % windowMs) }));
    const { results } = await database
      .prepare(TAKE)
      .bind(JSON.stringify(rows), count)
      .all<{ key: string; count: number }>();
    const waits = results.flatMap((row) => {
      const { most, windowMs } = counters.find(({ key }) => key === row.key)!;
      return row.count > most ? [windowMs - (now % windowMs)] : [];
    });
    return waits.length > 0 ? err({ code: 'rate-limited', retryAfterMs: Math.max(...waits) }) : ok();
  };

  return {
    takeRequest: async (client, now) => take([await counterOf('requestsOfClient', client)], now),

    takeAccount: async (rateClass, subject, count, now) => {
      const kind = (
        {
          ...({ credentials: 'credentialsOfAccount', write: 'writesOfAccount' } as const),
          ...({ read: 'readsOfAccount', lookup: 'readsOfAccount' } as const),
        } as const
      )[rateClass];
      return take([await counterOf(kind, subject)], now, count);
    },

    takeGuess: async (email, client, now, guessed, device = null) => {
      const ofClient = await counterOf('guessesOfClient', client);
      const taken = await take([ofClient], now);
      // First, and by itself: a client that is refused here must not count against anybody's account.
      if (!taken.ok) return taken;
      const key = await guessKeyOf(guessed, device === null ? email : `${email}:${device}`);
      const claimed = await locks.claim(key, now);
      if (!claimed.ok) return claimed;
      return ok({
        wasRight: async () => {
          const start = now - (now % ofClient.windowMs);
          await database.batch([locks.forget(key), database.prepare(GIVE_BACK).bind(ofClient.key, start)]);
        },
        wasWrong: async () => {
          const until = await locks.announce(key, now);
          if (until !== null) await onLocked(email, until, now);
        },
      });
    },

    forgive: async (email, device) => {
      const keys = await Promise.all([
        guessKeyOf('passphrase', email),
        guessKeyOf('recovery', email),
        ...(device === null ? [] : [guessKeyOf('passphrase', `${email}:${device}`)]),
      ]);
      await database.batch(keys.map((key) => locks.forget(key)));
    },

    takeInvitation: async (accountId, address, now) =>
      take(
        [
          await counterOf('invitationsOfAccount', accountId),
          await counterOf('invitationsToAddress', address),
        ],
        now,
      ),

    takeCode: async ({ purpose, address, client, account, byPhone }, now) => {
      const pair = `${client} ${address}`;
      const own = await take(
        [
          await counterOf('codesOfClientToAddress', pair),
          await counterOf('codesOfClientToAddressInADay', pair),
          await counterOf('codesOfClient', client),
          ...(account === undefined ? [] : [await counterOf('codesOfAccount', account)]),
        ],
        now,
      );
      // As above: who is refused alone uses up nothing of the others'.
      if (!own.ok) return own;
      // By purpose: what strangers may ask for uses up nothing of what only a session may.
      const shared = [await counterOf('codesToAddress', `${purpose} ${address}`)];
      if (byPhone) shared.push(await counterOf('codesByPhone', ''));
      return take(shared, now);
    },
  };
}
