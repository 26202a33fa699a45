import type { ApiFailure } from '../app/call-api.ts';
import type { AccountFailure } from '../app/services.ts';

export function toAccountFailure(failure: ApiFailure): AccountFailure {
  switch (failure.code) {
    case 'offline':
    case 'timeout':
    case 'aborted':
      return 'offline';
    case 'wrong-credentials':
    case 'wrong-code':
    case 'email-unavailable':
    case 'account-locked':
    case 'rate-limited':
    case 'step-up-required':
      return failure.code;
    case 'unauthenticated':
      return 'session-expired';
    default:
      return 'server-refused';
  }
}
