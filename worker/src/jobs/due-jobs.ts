import type { EpochMs } from '@undertone/base/clock';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import type { AccountId } from '../db/account-id.ts';
import type { Job } from './job.ts';

/** How long a superseded payload is kept, so that a mistake of ours could still be undone. */
export const SUPERSEDED_GRACE_MS = 30 * 24 * 3600 * 1000;

/** Accounts of one kind of job that one run looks for; the rest wait for the next run. */
const MOST_ACCOUNTS = 1000;

const ACCOUNTS_TO_FREE = `SELECT DISTINCT account_id FROM op INDEXED BY op_to_free
  WHERE superseded_at < ?1 AND superseded_at IS NOT NULL AND sealed IS NOT NULL LIMIT ${MOST_ACCOUNTS}`;

const ACCOUNTS_TO_REFUSE = `SELECT DISTINCT account_id FROM reading INDEXED BY reading_by_fusion
  WHERE fusion_version < ?1 LIMIT ${MOST_ACCOUNTS}`;

const ACCOUNTS_TO_DELETE = `SELECT id AS account_id FROM user WHERE delete_after <= ?1 LIMIT ${MOST_ACCOUNTS}`;

/** What is due in one database of accounts at `now`. */
export async function findDueJobs(database: D1Database, now: EpochMs): Promise<readonly Job[]> {
  const before = (now - SUPERSEDED_GRACE_MS) as EpochMs;
  const [toFree, toRefuse, toDelete] = await database.batch<{ account_id: AccountId }>([
    database.prepare(ACCOUNTS_TO_FREE).bind(before),
    database.prepare(ACCOUNTS_TO_REFUSE).bind(FUSION_VERSION),
    database.prepare(ACCOUNTS_TO_DELETE).bind(now),
  ]);
  return [
    ...(toFree?.results ?? []).map(({ account_id: account }) => ({
      kind: 'free-superseded' as const,
      account,
      before,
    })),
    ...(toRefuse?.results ?? []).map(({ account_id: account }) => ({
      kind: 'refuse-readings' as const,
      account,
    })),
    ...(toDelete?.results ?? []).map(({ account_id: account }) => ({
      kind: 'delete-account' as const,
      account,
    })),
  ];
}
