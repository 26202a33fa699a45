import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { composeDependencies } from './compose.ts';
import type { Environment } from './environment.ts';
import type { AppContext } from './http/mount-routes.ts';
import type { Job } from './jobs/job.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { scheduleJobs } from './jobs/schedule-jobs.ts';

export { AuditChain } from './audit/audit-chain.ts';
export { SyncRoom } from './durable/sync-room.ts';

/** One app for each environment of this isolate, made on its first request. */
const apps = new WeakMap<Environment, Promise<Hono<AppContext>>>();

function appOf(environment: Environment): Promise<Hono<AppContext>> {
  const existing = apps.get(environment);
  if (existing !== undefined) return existing;
  const created = composeDependencies(environment).then(createApp);
  apps.set(environment, created);
  return created;
}

export default {
  fetch: async (request, environment, context) =>
    (await appOf(environment)).fetch(request, environment, context),
  scheduled: async (controller, environment) => scheduleJobs(environment, controller.scheduledTime),
  queue: async (batch, environment) => runJobs(environment, batch),
} satisfies ExportedHandler<Environment, Job>;
