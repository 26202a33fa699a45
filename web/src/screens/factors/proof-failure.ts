import type { ApiFailure } from '../../app/call-api.ts';

/** Why something shown did not count, as far as a person can act on it. */
export type ProofFailure =
  | 'wrong'
  | 'rate-limited'
  | 'locked'
  | 'offline'
  | 'session-expired'
  | 'server-refused';

export function toProofFailure({ code }: ApiFailure): ProofFailure {
  switch (code) {
    case 'wrong-code':
    case 'wrong-credentials':
    case 'invalid-request':
      return 'wrong';
    case 'rate-limited':
      return code;
    case 'account-locked':
      return 'locked';
    case 'unauthenticated':
      return 'session-expired';
    case 'offline':
    case 'timeout':
    case 'aborted':
      return 'offline';
    default:
      return 'server-refused';
  }
}
