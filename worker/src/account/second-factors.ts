import type { SecondFactor } from '@undertone/contract/account';
import type { AccountId } from '../db/account-id.ts';

/** What an account can show beside its passphrase. */
export interface SecondFactors {
  methodsOf(accountId: AccountId): Promise<readonly SecondFactor[]>;
}
