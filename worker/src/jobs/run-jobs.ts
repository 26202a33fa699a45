import { systemClock } from '@undertone/base/clock';
import { databaseOf } from '../db/shard.ts';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { createD1Store } from '../sync/d1-store.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

/** Runs a batch from the queue. A job that fails is retried, then set aside in the dead-letter queue. */
export async function runJobs(
  environment: Pick<Environment, 'DB' | 'JOBS'>,
  batch: MessageBatch<Job>,
): Promise<void> {
  for (const message of batch.messages) {
    const { kind, account } = message.body;
    try {
      const store = createD1Store(databaseOf(account, [environment.DB]));
      const outcome = await runJob(store, message.body, systemClock.now());
      if (outcome === 'more') await environment.JOBS.send(message.body);
      message.ack();
    } catch (error) {
      logEvent('job-failed', {
        kind,
        attempts: message.attempts,
        error: error instanceof Error ? error.name : 'unknown',
      });
      message.retry();
    }
  }
}
