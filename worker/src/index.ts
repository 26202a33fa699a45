import { createWorker } from './create-worker.ts';
import { transportsOf } from './notices/transports-of.ts';

export { AuditChain } from './audit/audit-chain.ts';
export { SyncRoom } from './durable/sync-room.ts';

export default createWorker(transportsOf);
