import type { AuditEntry, AuditMark } from '@undertone/contract/audit';
import type { EpochMs } from '@undertone/base/clock';

/** How far a chain has come; `seq` 0 and no hash before its first row. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

const COLUMNS = `chain, seq, at, actor, action, outcome, person, organisation, subject, country, device,
  request_id AS requestId, prev, hash, key_id AS keyId, signature`;

/** In the place of whatever was put under its number by somebody else. */
const INSERT = `INSERT OR REPLACE INTO audit_entry (chain, seq, at, actor, action, outcome, person, organisation, subject, country,
    device, request_id, prev, hash, key_id, signature)
  SELECT value ->> 'chain', value ->> 'seq', value ->> 'at', value ->> 'actor', value ->> 'action',
    value ->> 'outcome', value ->> 'person', value ->> 'organisation', value ->> 'subject', value ->> 'country',
    value ->> 'device', value ->> 'requestId', value ->> 'prev', value ->> 'hash', value ->> 'keyId',
    value ->> 'signature'
  FROM json_each(?1)`;

const TAIL = `SELECT seq, hash FROM audit_entry WHERE chain = ?1 AND seq >= ?2
  UNION ALL SELECT seq, hash FROM audit_checkpoint WHERE chain = ?1 AND seq = ?2`;

/** Which rows of its past somebody wants to see with a new one. */
export interface WantedPast {
  readonly actions: readonly string[];
  readonly since: EpochMs;
}

/**
 * However long the span asked for, no more rows of one action are read: several times what any rule counts. Of each
 * action by itself, so that nobody can bury one under many others.
 */
const MOST_OF_AN_ACTION = 50;

const PAST = `SELECT ${COLUMNS} FROM audit_entry
  WHERE chain = ?1 AND seq IN (
    SELECT newest.value FROM json_each(?3) AS wanted, json_each((
      SELECT json_group_array(seq) FROM (
        SELECT seq FROM audit_entry WHERE chain = ?1 AND action = wanted.value AND at >= ?2
        ORDER BY at DESC LIMIT ${MOST_OF_AN_ACTION}))) AS newest)
  ORDER BY seq`;

/**
 * Stores rows in one round trip. `isWhole`: the chain ended where it should, with the row before them.
 * `recent`: those of its newest rows that were asked for, oldest first.
 */
export async function landEntries(
  database: D1Database,
  entries: readonly [AuditEntry, ...AuditEntry[]],
  before: ChainHead,
  past: WantedPast | null,
): Promise<{ readonly isWhole: boolean; readonly recent: readonly AuditEntry[] }> {
  const { chain } = entries[0];
  const [tail, , recent] = await database.batch<AuditEntry>([
    database.prepare(TAIL).bind(chain, before.seq),
    database.prepare(INSERT).bind(JSON.stringify(entries)),
    ...(past === null ? [] : [database.prepare(PAST).bind(chain, past.since, JSON.stringify(past.actions))]),
  ]);
  const expected = new Map([before, ...entries].map(({ seq, hash }) => [seq, hash]));
  const found = tail?.results ?? [];
  return {
    isWhole:
      (before.seq === 0 || found.some(({ seq }) => seq === before.seq)) &&
      found.every(({ seq, hash }) => expected.get(seq) === hash),
    recent: recent?.results ?? [],
  };
}

/** Where a chain stands by the database's own word. */
export async function readStoredHead(database: D1Database, chain: string): Promise<ChainHead> {
  const row = await database
    .prepare(
      `SELECT seq, hash FROM audit_entry WHERE chain = ?1
        UNION ALL SELECT seq, hash FROM audit_checkpoint WHERE chain = ?1 ORDER BY seq DESC LIMIT 1`,
    )
    .bind(chain)
    .first<ChainHead>();
  return row ?? { seq: 0, hash: '' };
}

/** Newest first, of those numbered below `before`. */
export async function readEntriesBefore(
  database: D1Database,
  chain: string,
  before: number,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS} FROM audit_entry WHERE chain = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3`)
    .bind(chain, before, limit)
    .all<AuditEntry>();
  return results;
}

/** All rows up to a head, in order, and the checkpoint in front of them. */
export async function readWhole(
  database: D1Database,
  chain: string,
  upTo: number,
): Promise<{ readonly checkpoint: AuditMark | null; readonly entries: AuditEntry[] }> {
  const [checkpoint, entries] = await database.batch([
    database
      .prepare(
        'SELECT chain, seq, hash, at, key_id AS keyId, signature FROM audit_checkpoint WHERE chain = ?1',
      )
      .bind(chain),
    database
      .prepare(`SELECT ${COLUMNS} FROM audit_entry WHERE chain = ?1 AND seq <= ?2 ORDER BY seq`)
      .bind(chain, upTo),
  ]);
  return {
    checkpoint: (checkpoint?.results[0] as AuditMark | undefined) ?? null,
    entries: (entries?.results ?? []) as AuditEntry[],
  };
}

/** The last row of the unbroken run of old ones at the front of a chain, or `null`. */
export async function readLastExpired(
  database: D1Database,
  chain: string,
  before: EpochMs,
): Promise<AuditEntry | null> {
  return database
    .prepare(
      `SELECT ${COLUMNS} FROM audit_entry WHERE chain = ?1
        AND seq < coalesce((SELECT min(seq) FROM audit_entry WHERE chain = ?1 AND at >= ?2), 9e15)
        ORDER BY seq DESC LIMIT 1`,
    )
    .bind(chain, before)
    .first<AuditEntry>();
}

/** Puts the checkpoint in the place of everything up to it, in one transaction. */
export async function replaceByCheckpoint(database: D1Database, mark: AuditMark): Promise<void> {
  const { chain, seq, hash, at, keyId, signature } = mark;
  await database.batch([
    database
      .prepare(
        `INSERT OR REPLACE INTO audit_checkpoint (chain, seq, hash, at, key_id, signature)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
      )
      .bind(chain, seq, hash, at, keyId, signature),
    database.prepare('DELETE FROM audit_entry WHERE chain = ?1 AND seq <= ?2').bind(chain, seq),
  ]);
}
