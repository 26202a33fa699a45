import type { EpochMs } from '@undertone/base/clock';
import { logEvent } from '../log.ts';
import type { NoticeMessage } from './notice-store.ts';

const HOUR_MS = 3600 * 1000;
/** That something was sent, when and of which kind is of use to nobody after this. */
const SETTLED_KEPT_MS = 30 * 24 * HOUR_MS;
/** The queue gives up sooner than this, so what still waits is in no queue any more. */
const LOST_AFTER_MS = 6 * HOUR_MS;
/** A lock is over after half a day, and what was counted with it. */
const GUESSES_KEPT_MS = 24 * HOUR_MS;
const MOST_LOST = 100;

const LOST = `SELECT id FROM notice WHERE settled_at IS NULL AND state IN ('queued', 'sending') AND created_at < ?1
  AND expires_at > ?2 LIMIT ${MOST_LOST}`;

/** The daily round: queues again what fell between table and queue, and sweeps out what has expired. */
export async function sweepNotices(
  environment: { readonly DB: D1Database; readonly NOTICES: Pick<Queue<NoticeMessage>, 'sendBatch'> },
  now: EpochMs,
): Promise<void> {
  const prepare = (sql: string, ...values: unknown[]) => environment.DB.prepare(sql).bind(...values);
  await environment.DB.batch([
    prepare(
      `UPDATE notice SET state = 'expired', settled_at = ?1, sealed = NULL WHERE settled_at IS NULL AND expires_at <= ?1`,
      now,
    ),
    prepare(`DELETE FROM notice WHERE settled_at < ?1`, now - SETTLED_KEPT_MS),
    prepare(`DELETE FROM one_time_code WHERE expires_at <= ?1`, now),
    prepare(`DELETE FROM guess WHERE last_at < ?1`, now - GUESSES_KEPT_MS),
  ]);
  const { results } = await prepare(LOST, now - LOST_AFTER_MS, now).all<NoticeMessage>();
  if (results.length > 0) await environment.NOTICES.sendBatch(results.map(({ id }) => ({ body: { id } })));
  logEvent('notices-swept', { queuedAgain: results.length });
}
