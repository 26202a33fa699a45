import type { Environment } from '../environment.ts';
import type { Job } from './job.ts';

/** Queues takes this many messages at once. */
const MESSAGES_PER_BATCH = 100;

export async function queueJobs(queue: Environment['JOBS'], jobs: readonly Job[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += MESSAGES_PER_BATCH) {
    const batch = jobs.slice(start, start + MESSAGES_PER_BATCH);
    await queue.sendBatch(batch.map((body) => ({ body })));
  }
}
