import { deviceLabel } from '../account/device-label.ts';
import type { AccountId } from '../db/account-id.ts';
import type { AuditEvent } from './audit.ts';

interface AuditedCall {
  readonly session: { readonly accountId: AccountId } | null;
  readonly headers: Headers;
  readonly country: string | null;
  readonly requestId: string;
}

/**
 * Who, from what and where, of an act on the caller's own account. Without a session the account must be named: whose
 * it would be.
 */
export function byCaller(
  { session, headers, country, requestId }: AuditedCall,
  account: AccountId | null = session?.accountId ?? null,
): Pick<AuditEvent, 'account' | 'actor' | 'country' | 'device' | 'requestId'> {
  const device = deviceLabel(headers);
  return {
    account,
    actor: session?.accountId ?? null,
    requestId,
    ...(country === null ? {} : { country }),
    ...(device === '' ? {} : { device }),
  };
}
