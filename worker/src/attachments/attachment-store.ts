import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { LIMITS } from '@undertone/contract/protocol';
import type { AccountId } from '../db/account-id.ts';
import type { Octets } from '../http/octets.ts';

export interface StoredAttachment {
  readonly name: string;
  readonly parts: readonly number[];
  readonly bytes: number;
  readonly storedAt: EpochMs;
}

export interface AttachmentPage {
  readonly attachments: readonly StoredAttachment[];
  readonly more: boolean;
  readonly usedBytes: number;
}

export interface PartAddress {
  readonly name: string;
  readonly part: number;
}

/**
 * Sealed attachments: bytes in R2 under the account's own prefix, and which parts there are in D1. A row is made
 * before its object and marked after it, so that no object lies unknown and none is promised that is not there.
 */
export interface AttachmentStore {
  /**
   * The first bytes that a part gets stay its bytes; storing it once more changes nothing. `interrupted`: it was deleted
   * meanwhile, or sent twice at once and one of the two broke off; nothing is kept.
   */
  put(
    account: AccountId,
    at: PartAddress,
    octets: Octets,
    now: EpochMs,
  ): Promise<Result<void, 'quota-exceeded' | 'length-differs' | 'interrupted'>>;
  get(account: AccountId, at: PartAddress): Promise<Octets | null>;
  delete(account: AccountId, name: string): Promise<void>;
  /** Everything of an account, for when the account goes. */
  deleteAll(account: AccountId): Promise<void>;
  list(account: AccountId, after: string): Promise<AttachmentPage>;
}

/** R2 deletes and lists so many at once. */
const KEYS_AT_ONCE = 1000;

/** One statement, so that two uploads at the same moment cannot share the last room. */
const RESERVE = `INSERT INTO attachment_part (account_id, name, part, bytes, stored_at)
  SELECT ?1, ?2, ?3, ?4, NULL
  WHERE (SELECT COALESCE(SUM(bytes), 0) FROM attachment_part WHERE account_id = ?1) + ?4 <= ?5
  ON CONFLICT DO NOTHING`;

const LIST = `SELECT name, group_concat(part) AS parts, SUM(bytes) AS bytes, MAX(stored_at) AS stored_at
  FROM attachment_part WHERE account_id = ?1 AND name > ?2 AND stored_at IS NOT NULL
  GROUP BY name ORDER BY name LIMIT ?3`;

export function createAttachmentStore(
  databaseOf: (account: AccountId) => D1Database,
  bucket: R2Bucket,
  quotaBytes: number = LIMITS.attachmentQuotaBytes,
): AttachmentStore {
  const prepare = (account: AccountId, sql: string, ...values: unknown[]) =>
    databaseOf(account)
      .prepare(sql)
      .bind(account, ...values);
  const AT = 'WHERE account_id = ?1 AND name = ?2 AND part = ?3';

  const deleteObjects = async (prefix: string): Promise<void> => {
    for (;;) {
      const { objects, truncated } = await bucket.list({ prefix, limit: KEYS_AT_ONCE });
      if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
      if (!truncated) return;
    }
  };

  const store: AttachmentStore = {
    async put(account, at, octets, now) {
      const { name, part } = at;
      const { stream, length } = octets;
      const find = `SELECT bytes, stored_at FROM attachment_part ${AT}`;
      const existing = await prepare(account, find, name, part).first<{
        bytes: number;
        stored_at: number | null;
      }>();
      if (existing !== null && existing.bytes !== length) return err('length-differs');
      if (existing?.stored_at != null) return ok();
      if (existing === null) {
        const reserved = await prepare(account, RESERVE, name, part, length, quotaBytes).run();
        if (reserved.meta.changes === 0) {
          const other = await prepare(account, find, name, part).first();
          // The same part, sent from another tab at the same moment, was the first to be written down.
          return other === null ? err('quota-exceeded') : store.put(account, at, octets, now);
        }
      }
      // Counts on the way through: a body longer or shorter than was said fails the write.
      const { readable, writable } = new FixedLengthStream(length);
      const piped = stream.pipeTo(writable).then(
        () => true,
        () => false,
      );
      const stored = await bucket.put(keyOf(account, name, part), readable).catch(() => null);
      if (!(await piped) || stored === null || stored.size !== length) {
        // No object: R2 stores all or nothing, and what lies there may be another upload's of the same part.
        await prepare(account, `DELETE FROM attachment_part ${AT} AND stored_at IS NULL`, name, part).run();
        return err('length-differs');
      }
      const mark = `UPDATE attachment_part SET stored_at = ?4 ${AT}`;
      const marked = await prepare(account, mark, name, part, now).run();
      if (marked.meta.changes > 0) return ok();
      await bucket.delete(keyOf(account, name, part));
      return err('interrupted');
    },

    async get(account, { name, part }) {
      const object = await bucket.get(keyOf(account, name, part));
      return object === null ? null : { stream: object.body, length: object.size };
    },

    async delete(account, name) {
      await deleteObjects(`${account}/${name}/`);
      await prepare(account, 'DELETE FROM attachment_part WHERE account_id = ?1 AND name = ?2', name).run();
    },

    async deleteAll(account) {
      await deleteObjects(`${account}/`);
      await prepare(account, 'DELETE FROM attachment_part WHERE account_id = ?1').run();
    },

    async list(account, after) {
      const used = `SELECT COALESCE(SUM(bytes), 0) AS used FROM attachment_part WHERE account_id = ?1`;
      const [page, usage] = await databaseOf(account).batch<{
        name: string;
        parts: string;
        bytes: number;
        stored_at: number;
        used: number;
      }>([prepare(account, LIST, after, LIMITS.attachmentsPerPage + 1), prepare(account, used)]);
      const rows = page!.results;
      return {
        attachments: rows.slice(0, LIMITS.attachmentsPerPage).map((row) => ({
          name: row.name,
          parts: row.parts
            .split(',')
            .map(Number)
            .sort((left, right) => left - right),
          bytes: row.bytes,
          storedAt: row.stored_at as EpochMs,
        })),
        more: rows.length > LIMITS.attachmentsPerPage,
        usedBytes: usage!.results[0]?.used ?? 0,
      };
    },
  };
  return store;
}

/** The account comes from the session, never from the request: nobody can name another's object. */
function keyOf(account: AccountId, name: string, part: number): string {
  return `${account}/${name}/${part}`;
}
