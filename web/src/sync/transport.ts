import type { Result } from '@undertone/base/result';
import type { ProblemCode } from '@undertone/contract/problem';
import type { SyncReply, SyncRequest } from '@undertone/contract/sync';

export interface TransportFailure {
  /** `offline`: no reply came; whether the request was carried out is unknown. */
  readonly code: 'offline' | 'timeout' | 'aborted' | 'malformed-reply' | ProblemCode;
  readonly retryAfterMs?: number;
}

/** One exchange; the reply has been parsed by the contract's schema and is not trusted beyond that. */
export interface Transport {
  exchange(request: SyncRequest): Promise<Result<SyncReply, TransportFailure>>;
}
