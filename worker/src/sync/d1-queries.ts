import { FUSION_VERSION } from '@undertone/emotion/reading';
import { CORRECTIONS_USED } from '@undertone/emotion/reliability';

const READING_COLUMNS = 'record_id, seq, local_day, local_hour, correction, reliability, reading';
const SCORED_COLUMNS = `${READING_COLUMNS}, op_id, scores`;

/** A row of NULLs where the account has never written. */
const HEAD = `(SELECT 1) LEFT JOIN log ON log.account_id = ?1`;
const HEAD_COLUMNS = `log.version, log.last_seq, log.used_chars, coalesce(log.quota_chars, ?2) AS quota_chars,
  (SELECT json_group_array(modality) FROM consent WHERE account_id = ?1 AND granted = 1) AS granted`;

const DUE = `SELECT rowid FROM op INDEXED BY op_to_free
  WHERE superseded_at < ?2 AND account_id = ?1 AND superseded_at IS NOT NULL AND sealed IS NOT NULL
  ORDER BY superseded_at LIMIT ?3`;

/** Each statement names its account first, in the WHERE that finds the rows. */
export const SELECT = {
  head: `SELECT ${HEAD_COLUMNS} FROM ${HEAD}`,

  outline: `SELECT ${HEAD_COLUMNS}, (
      SELECT json_group_array(json_array(seq, sealed_chars)) FROM (
        SELECT seq, sealed_chars FROM op INDEXED BY op_live
        WHERE account_id = ?1 AND seq > ?3 AND superseded_at IS NULL ORDER BY seq LIMIT ?4
      )
    ) AS outline FROM ${HEAD}`,

  livePage: `SELECT seq, op_id, collection, record_id, supersedes, schema, deleted, sealed FROM op INDEXED BY op_live
    WHERE account_id = ?1 AND seq > ?2 AND seq <= ?3 AND superseded_at IS NULL ORDER BY seq`,

  // One of an older fusion waits until the job has fused it anew: no device could read it. The plus keeps SQLite
  // on the index by place in the log.
  readingsPage: `SELECT ${READING_COLUMNS} FROM reading
    WHERE account_id = ?1 AND seq > ?2 AND seq <= ?3 AND +fusion_version = ${FUSION_VERSION}
    ORDER BY seq LIMIT ?4`,

  knownOps: `SELECT op_id, record_id, seq, digest, superseded_at IS NOT NULL AS superseded
    FROM op WHERE account_id = ?1 AND op_id IN (SELECT value FROM json_each(?2))`,

  awaited: `SELECT op_id, record_id FROM awaited_supersession
    WHERE account_id = ?1 AND op_id IN (SELECT value FROM json_each(?2))`,

  scoredOps: `SELECT op_id, record_id FROM reading
    WHERE account_id = ?1 AND record_id IN (SELECT value FROM json_each(?2))`,

  corrections: `SELECT record_id, local_day, local_hour, correction, scores
    FROM reading INDEXED BY reading_corrected WHERE account_id = ?1 AND correction IS NOT NULL
    ORDER BY local_day DESC, local_hour DESC, record_id LIMIT ${CORRECTIONS_USED}`,

  recentReadings: `SELECT ${READING_COLUMNS} FROM reading WHERE account_id = ?1
    ORDER BY local_day DESC, local_hour DESC, record_id LIMIT ?2`,

  scoredByModality: `SELECT ${SCORED_COLUMNS} FROM reading WHERE account_id = ?1
    AND EXISTS (SELECT 1 FROM json_each(scores) WHERE json_extract(value, '$.modality') = ?2) ORDER BY seq`,

  scoredByFusion: `SELECT ${SCORED_COLUMNS} FROM reading
    WHERE account_id = ?1 AND fusion_version < ?2 ORDER BY seq LIMIT ?3`,

  giveBackQuota: `UPDATE log SET version = version + 1, used_chars = used_chars -
      (SELECT coalesce(sum(sealed_chars), 0) FROM op WHERE rowid IN (${DUE}))
    WHERE account_id = ?1`,

  freeSuperseded: `UPDATE op SET sealed = NULL, sealed_chars = 0 WHERE rowid IN (${DUE})`,
} as const;
