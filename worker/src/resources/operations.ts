import { ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { renderMetrics } from '../observability/prometheus.ts';
import { VERSION } from '../version.ts';

/** How the deployment is, for those who run it. */
export function operationHandlers({
  readGauges,
  requestCounts,
}: Dependencies): Pick<Handlers, 'metrics' | 'deploymentHealth'> {
  return {
    metrics: async () => ok({ body: renderMetrics(VERSION, await readGauges(), requestCounts) }),
    deploymentHealth: async () => {
      const { databaseMs, counts } = await readGauges();
      return ok({
        body: {
          version: VERSION,
          databaseMs,
          accounts: counts.accounts.value,
          accountsLocked: counts.accounts_locked.value,
          accountsLeaving: counts.accounts_leaving.value,
          sessions: counts.sessions.value,
          noticesWaiting: counts.notices_waiting.value,
          noticesFailed: counts.notices_failed.value,
          securityEventsOpen: counts.security_events_open.value,
        },
      });
    },
  };
}
