import type { EpochMs } from '@undertone/base/clock';
import type { Environment } from '../../environment.ts';
import type { Job } from '../../jobs/job.ts';
import { queueJobs } from '../../jobs/queue-jobs.ts';
import { logEvent } from '../../log.ts';
import { isPurgeDue } from './purge-slice.ts';
import { findStuckImports } from './retry-imports.ts';

/** The daily round over the directory: imports whose message was lost, and versions that cannot be put back. */
export async function scheduleDirectoryJobs(
  { DIRECTORY, JOBS }: Pick<Environment, 'DIRECTORY' | 'JOBS'>,
  now: EpochMs,
): Promise<void> {
  const imports = await findStuckImports(DIRECTORY, now);
  const jobs: readonly Job[] = [
    ...imports.map((id) => ({ kind: 'directory-import' as const, import: id })),
    ...((await isPurgeDue(DIRECTORY, now)) ? [{ kind: 'directory-purge' as const }] : []),
  ];
  await queueJobs(JOBS, jobs);
  logEvent('directory-jobs-scheduled', { jobs: jobs.length });
}
