import { systemClock, systemRandom, type EpochMs } from '@undertone/base/clock';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { keepAudits } from './audit/keep-audits.ts';
import { composeDependencies } from './compose.ts';
import { sealingSecretsOf, type Environment } from './environment.ts';
import type { AppContext } from './http/mount-routes.ts';
import { scheduleDirectoryJobs } from './directory/import/schedule-directory-jobs.ts';
import type { Job } from './jobs/job.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { scheduleJobs } from './jobs/schedule-jobs.ts';
import { buryNotices, deliverNotices } from './notices/deliver-notices.ts';
import { createNoticeStore, type NoticeMessage } from './notices/notice-store.ts';
import { sweepNotices } from './notices/sweep-notices.ts';
import { NOTICE_PURPOSE } from './notices/queued-notices.ts';
import type { Transports } from './notices/transport.ts';
import { reseal } from './secrets/reseal.ts';
import { createSealer } from './secrets/sealer.ts';

const NOTICES_QUEUE = 'undertone-notices';
const DEAD_NOTICES_QUEUE = 'undertone-notices-dead';

/** The Worker, over what carries its messages to people. */
export function createWorker<Bindings extends Environment>(
  transportsOf: (environment: Bindings) => Transports,
  /** How many people one network stands for, where limits are counted by network. */
  peoplePerNetwork = 1,
) {
  const compose = (environment: Bindings) =>
    composeDependencies(environment, transportsOf(environment), peoplePerNetwork);

  /** One app for each environment of this isolate, made on its first request. */
  const apps = new WeakMap<Bindings, Promise<Hono<AppContext>>>();

  const appOf = (environment: Bindings): Promise<Hono<AppContext>> => {
    const existing = apps.get(environment);
    if (existing !== undefined) return existing;
    const created = compose(environment).then(createApp);
    apps.set(environment, created);
    return created;
  };

  const partsOf = async (environment: Bindings) => {
    const sealer = await createSealer(sealingSecretsOf(environment), NOTICE_PURPOSE, systemRandom);
    const store = createNoticeStore(environment.DB, sealer, systemRandom);
    return { store, transports: transportsOf(environment), clock: systemClock };
  };

  return {
    fetch: async (request, environment, context) =>
      (await appOf(environment)).fetch(request, environment, context),
    scheduled: async ({ scheduledTime }, environment) => {
      await scheduleJobs(environment, scheduledTime);
      await sweepNotices(environment, scheduledTime as EpochMs);
      await reseal(environment, systemRandom);
      const dependencies = await compose(environment);
      await keepAudits(environment, dependencies, scheduledTime as EpochMs);
      // Last: a directory that is away holds up nothing of the accounts.
      await scheduleDirectoryJobs(environment, scheduledTime as EpochMs);
    },
    queue: async (batch, environment) => {
      // Each queue carries its own kind of message only.
      switch (batch.queue) {
        case NOTICES_QUEUE:
          return deliverNotices(await partsOf(environment), batch as MessageBatch<NoticeMessage>);
        case DEAD_NOTICES_QUEUE:
          return buryNotices(await partsOf(environment), batch as MessageBatch<NoticeMessage>);
        default:
          return runJobs(environment, batch as MessageBatch<Job>, () => compose(environment));
      }
    },
  } satisfies ExportedHandler<Bindings, Job | NoticeMessage>;
}
