import type { EpochMs } from '@undertone/base/clock';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { findDueJobs } from './due-jobs.ts';
import { queueJobs } from './queue-jobs.ts';
import { sweepExpired } from './sweep.ts';

/** The daily round over accounts: queues what is due and sweeps out what has expired. */
export async function scheduleJobs(
  { DB, JOBS }: Pick<Environment, 'DB' | 'JOBS'>,
  nowMs: number,
): Promise<void> {
  const jobs = await findDueJobs(DB, nowMs as EpochMs);
  await queueJobs(JOBS, jobs);
  await sweepExpired(DB, nowMs as EpochMs);
  logEvent('jobs-scheduled', { jobs: jobs.length });
}
