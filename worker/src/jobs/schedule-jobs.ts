import type { EpochMs } from '@undertone/base/clock';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { findDueJobs } from './due-jobs.ts';
import { sweepExpired } from './sweep.ts';

/** Queues takes this many messages at once. */
const MESSAGES_PER_BATCH = 100;

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
  await sweepExpired(environment.DB, nowMs as EpochMs);
  logEvent('jobs-scheduled', { jobs: jobs.length });
}
