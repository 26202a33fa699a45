import type { EpochMs } from '@undertone/base/clock';
import type { SyncStore } from '../sync/store.ts';
import { refuseReadings } from '../sync/refuse-readings.ts';
import type { Job } from './job.ts';

const OPS_PER_RUN = 2000;
const READINGS_PER_RUN = 500;

/** Does one bounded piece of a job; 'more' when it is to be queued again. */
export async function runJob(
  store: SyncStore,
  job: Extract<Job, { kind: 'free-superseded' | 'refuse-readings' }>,
  now: EpochMs,
): Promise<'done' | 'more'> {
  switch (job.kind) {
    case 'free-superseded': {
      const { freed } = await store.freeSuperseded(job.account, job.before, OPS_PER_RUN);
      return freed === OPS_PER_RUN ? 'more' : 'done';
    }
    case 'refuse-readings':
      return refuseReadings(store, job.account, READINGS_PER_RUN, now);
  }
}
