import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import type { Sealer } from '../secrets/sealer.ts';
import type { Notice, NoticeKind } from './notices.ts';

const DAY_MS = 24 * 3600 * 1000;
const KEPT_MS = 3 * DAY_MS;
/** One attempt takes no longer than this; then another may begin. */
const CLAIM_MS = 60_000;

/** What the queue carries of a notice. */
export interface NoticeMessage {
  readonly id: string;
}

export interface ClaimedNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly to: Notice['to'];
  readonly locale: string;
  readonly values: Readonly<Record<string, string>>;
}

/** `unreadable`: sealed under a secret that is no more. `busy`: another delivery of the same message is at it. */
type Claim = ClaimedNotice | 'settled' | 'busy' | 'expired' | 'decoy' | 'unreadable';

export type Settlement = 'sent' | 'failed' | 'expired';

/** Messages in D1 from the moment they are thought of until they are delivered or given up. */
export interface NoticeStore {
  add(notice: Notice, now: EpochMs): Promise<NoticeMessage>;
  /** Gives a notice to one delivery at a time. */
  claim(id: string, now: EpochMs): Promise<Claim>;
  /** Back to the queue, for another attempt. */
  release(id: string): Promise<void>;
  /** Ends it, whatever was, and forgets what it said and to whom. */
  settle(id: string, as: Settlement, now: EpochMs): Promise<void>;
}

const ADD = `INSERT INTO notice (id, account_id, kind, channel, state, attempts, created_at, expires_at, sealed)
  VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8)`;

const CLAIM = `UPDATE notice SET state = 'sending', attempts = attempts + 1, claimed_until = ?3
  WHERE id = ?1 AND expires_at > ?2 AND (state = 'queued' OR (state = 'sending' AND claimed_until <= ?2))
  RETURNING kind, sealed`;

const LOOK = `SELECT state, expires_at FROM notice WHERE id = ?1`;

const RELEASE = `UPDATE notice SET state = 'queued', claimed_until = NULL WHERE id = ?1 AND state = 'sending'`;

const SETTLE = `UPDATE notice SET state = ?2, claimed_until = NULL, settled_at = ?3, sealed = NULL
  WHERE id = ?1 AND settled_at IS NULL`;

export function createNoticeStore(database: D1Database, sealer: Sealer, random: RandomBytes): NoticeStore {
  return {
    add: async (notice, now) => {
      const { kind, to, locale, values = {}, account = null, decoy = false } = notice;
      const id = createUuid(random);
      const sealed = await sealer.seal(JSON.stringify({ to, locale, values }), id);
      const channel = 'email' in to ? 'email' : 'phone';
      const expiresAt = notice.expiresAt ?? now + KEPT_MS;
      await database
        .prepare(ADD)
        .bind(id, account, kind, channel, decoy ? 'decoy' : 'queued', now, expiresAt, sealed)
        .run();
      return { id };
    },

    claim: async (id, now) => {
      const row = await database
        .prepare(CLAIM)
        .bind(id, now, now + CLAIM_MS)
        .first<{ kind: NoticeKind; sealed: string }>();
      if (row === null) {
        const found = await database.prepare(LOOK).bind(id).first<{ state: string; expires_at: number }>();
        if (found?.state === 'decoy') return 'decoy';
        if (found?.state !== 'queued' && found?.state !== 'sending') return 'settled';
        return found.expires_at <= now ? 'expired' : 'busy';
      }
      const opened = await sealer.open(row.sealed, id);
      if (!opened.ok) return 'unreadable';
      const { to, locale, values } = JSON.parse(opened.value) as Pick<
        ClaimedNotice,
        'to' | 'locale' | 'values'
      >;
      return { id, kind: row.kind, to, locale, values };
    },

    release: async (id) => {
      await database.prepare(RELEASE).bind(id).run();
    },

    settle: async (id, as, now) => {
      await database.prepare(SETTLE).bind(id, as, now).run();
    },
  };
}
