import { systemClock, type EpochMs } from '@undertone/base/clock';
import type { Dependencies } from '../../dependencies.ts';
import type { Environment } from '../../environment.ts';
import type { Job } from '../../jobs/job.ts';
import { failImport } from './import-rows.ts';
import { purgeSlice } from './purge-slice.ts';
import { runImport } from './run-import.ts';

type DirectoryJob = Extract<Job, { kind: 'directory-import' | 'directory-purge' }>;

/** One message's work on the directory; what is left of it is queued again. */
export async function runDirectoryJob(
  {
    DIRECTORY,
    JOBS,
    ATTACHMENTS,
    ASSETS,
  }: Pick<Environment, 'DIRECTORY' | 'JOBS' | 'ATTACHMENTS' | 'ASSETS'>,
  job: DirectoryJob,
  compose: () => Promise<Dependencies>,
): Promise<void> {
  if (job.kind === 'directory-purge') {
    if ((await purgeSlice(DIRECTORY, systemClock.now())) === 'more') await JOBS.send(job);
    return;
  }
  const { audit, clock } = await compose();
  const parts = { database: DIRECTORY, bucket: ATTACHMENTS, assets: ASSETS, audit, now: () => clock.now() };
  const outcome = await runImport(parts, job.import);
  if (outcome === 'more') await JOBS.send(job);
  else if (outcome.next !== null) await JOBS.send({ kind: 'directory-import', import: outcome.next });
}

/** Ends an import that failed again and again, and queues the removal of what it wrote. */
export async function giveUpImport(
  { DIRECTORY, JOBS }: Pick<Environment, 'DIRECTORY' | 'JOBS'>,
  id: string,
  now: EpochMs,
): Promise<void> {
  await failImport(DIRECTORY, id, 'interrupted', now);
  await JOBS.send({ kind: 'directory-import', import: id });
}
