import type { AccountStore } from './account-store.ts';
import type { OnLocked } from './attempts.ts';
import type { Audit } from '../audit/audit.ts';
import type { Notices } from '../notices/notices.ts';

/** Tells the owner of an account, if there is one, that guesses have locked it. */
export function createLockNotice(parts: {
  readonly accounts: Pick<AccountStore, 'findByEmail'>;
  readonly audit: Audit;
  readonly notices: Notices;
}): OnLocked {
  const { accounts, audit, notices } = parts;
  return async (email, until, now) => {
    const account = await accounts.findByEmail(email);
    if (account === null) return;
    const { accountId } = account;
    await audit.record(
      { account: accountId, actor: 'system', action: 'account.locked', outcome: 'done' },
      now,
    );
    await notices.tell(accountId, 'account-locked', now, { until: new Date(until).toISOString() });
  };
}
