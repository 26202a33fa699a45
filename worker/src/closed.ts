import type { Environment } from './environment.ts';
import { problemResponse } from './http/problem-response.ts';

export { AuditChain } from './audit/audit-chain.ts';
export { SyncRoom } from './durable/sync-room.ts';

const AGAIN_AFTER_S = 600;

/**
 * Stands in for the whole Worker while nothing may be written: every request is told to come again, messages stay in
 * their queues, the daily round waits for the next day. Devices go on offline. See docs/runbooks/incident.md.
 */
export default {
  fetch: () =>
    problemResponse({ code: 'unavailable', retryAfterMs: AGAIN_AFTER_S * 1000 }, crypto.randomUUID()),
  queue: (batch) => batch.retryAll({ delaySeconds: AGAIN_AFTER_S }),
  scheduled: () => undefined,
} satisfies ExportedHandler<Environment>;
