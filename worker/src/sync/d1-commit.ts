import type { AccountId } from '../db/account-id.ts';
import type { Commit } from './store.ts';

/** D1 takes 2 MB a bound value; characters outside ASCII do not occur in these rows. */
const MOST_CHARS_A_VALUE = 1_500_000;

const MOVE_HEAD = `INSERT INTO log (account_id, version, last_seq, used_chars)
  VALUES (?1, iif(?2 = 0 OR EXISTS (SELECT 1 FROM log WHERE account_id = ?1), 1, NULL), ?3, ?4)
  ON CONFLICT (account_id) DO UPDATE SET
    version = iif(log.version = ?2, log.version + 1, NULL), last_seq = excluded.last_seq, used_chars = excluded.used_chars`;

const INSERT_OPS = `INSERT INTO op (account_id, op_id, seq, record_id, collection, schema, deleted, supersedes, digest,
    accepted_at, superseded_at, sealed_chars, sealed)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    ?3, iif(value ->> 8, ?3, NULL), length(value ->> 9), value ->> 9
  FROM json_each(?2)`;

const MARK_SUPERSEDED = `UPDATE op SET superseded_at = ?3
  WHERE account_id = ?1 AND op_id IN (SELECT value FROM json_each(?2)) AND superseded_at IS NULL`;

const INSERT_AWAITED = `INSERT INTO awaited_supersession (account_id, op_id, record_id)
  SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`;

const DELETE_READINGS = `DELETE FROM reading
  WHERE account_id = ?1 AND record_id IN (SELECT value FROM json_each(?2))`;

const PUT_READINGS = `INSERT OR REPLACE INTO reading (account_id, record_id, op_id, seq, local_day, local_hour, correction,
    fusion_version, scores, reliability, reading)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
    value ->> 7, value ->> 8, value ->> 9
  FROM json_each(?2)`;

const PUT_CONSENT = `INSERT OR REPLACE INTO consent (account_id, modality, granted, changed_at) VALUES (?1, ?2, ?3, ?4)`;

/**
 * The statements of one commit, for one batch. The first moves the head, and makes `log.version` NULL when it is not
 * where the commit expects it: the column refuses that, and with it the batch fails whole.
 */
export function writeStatements(
  prepare: (sql: string, ...values: unknown[]) => D1PreparedStatement,
  account: AccountId,
  commit: Commit,
): D1PreparedStatement[] {
  const { expectedVersion, lastSeq, usedChars, at, consent } = commit;
  const ops = commit.ops.map((op) => [
    ...[op.opId, op.seq, op.recordId, op.collection, op.schema, op.deleted ? 1 : 0],
    ...[JSON.stringify(op.supersedes), op.digest, op.supersededAt === null ? 0 : 1, op.sealed],
  ]);
  const readings = commit.readings.map((record) => [
    ...[record.recordId, record.opId, record.seq, record.localDay, record.localHour, record.correction],
    // As text inside the text: SQLite would re-print the numbers of nested JSON, and bits could be lost.
    ...[record.reading.fusionVersion, JSON.stringify(record.scores)],
    ...[JSON.stringify(record.reliability), JSON.stringify(record.reading)],
  ]);
  const bulk = (sql: string, rows: readonly unknown[], ...values: unknown[]) =>
    chunks(rows).map((json) => prepare(sql, account, json, ...values));
  return [
    prepare(MOVE_HEAD, account, expectedVersion, lastSeq, usedChars),
    ...bulk(INSERT_OPS, ops, at),
    ...bulk(MARK_SUPERSEDED, commit.superseded, at),
    ...bulk(
      INSERT_AWAITED,
      commit.awaited.map(({ opId, recordId }) => [opId, recordId]),
    ),
    ...bulk(DELETE_READINGS, commit.removedReadings),
    ...bulk(PUT_READINGS, readings),
    ...(consent === null
      ? []
      : [prepare(PUT_CONSENT, account, consent.modality, consent.granted ? 1 : 0, at)]),
  ];
}

/** The rows as JSON arrays, each small enough to bind. */
function chunks(rows: readonly unknown[]): string[] {
  const written: string[] = [];
  let current: string[] = [];
  let chars = 0;
  const close = () => {
    if (current.length > 0) written.push(`[${current.join(',')}]`);
    current = [];
    chars = 0;
  };
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (chars + json.length > MOST_CHARS_A_VALUE) close();
    current.push(json);
    chars += json.length + 1;
  }
  close();
  return written;
}
