import type { EpochMs } from '@undertone/base/clock';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { findDueJobs } from './due-jobs.ts';

/** Queues takes this many messages at once. */
const MESSAGES_PER_BATCH = 100;

/** Rows of the attempts table older than this count for nothing any more. */
const ATTEMPTS_KEPT_MS = 24 * 3600 * 1000;

/** The daily round: queues what is due and sweeps out what has expired. */
export async function scheduleJobs(
  environment: Pick<Environment, 'DB' | 'JOBS'>,
  nowMs: number,
): Promise<void> {
  const jobs = await findDueJobs(environment.DB, nowMs as EpochMs);
  for (let start = 0; start < jobs.length; start += MESSAGES_PER_BATCH) {
    const batch = jobs.slice(start, start + MESSAGES_PER_BATCH);
    await environment.JOBS.sendBatch(batch.map((body) => ({ body })));
  }
  await environment.DB.batch([
    environment.DB.prepare('DELETE FROM session WHERE expires_at < ?1').bind(nowMs),
    environment.DB.prepare('DELETE FROM attempt WHERE window_start < ?1').bind(nowMs - ATTEMPTS_KEPT_MS),
  ]);
  logEvent('jobs-scheduled', { jobs: jobs.length });
}
