import { systemClock, type EpochMs } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';
import type { Holding } from '../db/holdings.ts';
import { databaseOf } from '../db/shard.ts';
import { giveUpImport, runDirectoryJob } from '../directory/import/directory-jobs.ts';
import { deleteAccount } from '../deletion/delete-account.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { createD1Store } from '../sync/d1-store.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

/** By then every request that was under way when an account was deleted has ended. */
const LATE_WRITES_S = 900;

/** As wrangler.toml has it: the first and five more. */
const MOST_ATTEMPTS = 6;

/** Runs a batch from the queue. A job that fails is retried, then set aside in the dead-letter queue. */
export async function runJobs(
  environment: Pick<Environment, 'DB' | 'DIRECTORY' | 'JOBS' | 'ATTACHMENTS'>,
  batch: MessageBatch<Job>,
  compose: () => Promise<Dependencies>,
): Promise<void> {
  for (const message of batch.messages) {
    const { kind } = message.body;
    try {
      await run(environment, message.body, compose, systemClock.now());
      message.ack();
    } catch (error) {
      logEvent('job-failed', {
        kind,
        attempts: message.attempts,
        error: error instanceof Error ? error.name : 'unknown',
      });
      if (message.attempts < MOST_ATTEMPTS) message.retry();
      else await giveUp(environment, message);
    }
  }
}

/** An import that fails again and again is told so, and its remains go; other jobs are set aside. */
async function giveUp(
  environment: Pick<Environment, 'DIRECTORY' | 'JOBS'>,
  message: Message<Job>,
): Promise<void> {
  if (message.body.kind !== 'directory-import') return message.retry();
  await giveUpImport(environment, message.body.import, systemClock.now());
  message.ack();
}

async function run(
  environment: Pick<Environment, 'DB' | 'DIRECTORY' | 'JOBS' | 'ATTACHMENTS'>,
  job: Job,
  compose: () => Promise<Dependencies>,
  now: EpochMs,
): Promise<void> {
  const { DB, JOBS } = environment;
  if (job.kind === 'directory-import' || job.kind === 'directory-purge') {
    return runDirectoryJob(environment, job, compose);
  }
  if (job.kind === 'delete-account') {
    const databases = (account: AccountId, place: Holding['place']) =>
      place === 'accounts' ? DB : databaseOf(account, [DB]);
    const parts = { ...(await compose()), databaseOf: databases };
    const outcome = await deleteAccount(parts, job.account, now);
    if (outcome === 'deleted') await JOBS.send(job, { delaySeconds: LATE_WRITES_S });
    return;
  }
  const outcome = await runJob(createD1Store(databaseOf(job.account, [DB])), job, now);
  if (outcome === 'more') await JOBS.send(job);
}
