import { unwrap } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import { setConsent } from '../sync/consent.ts';
import { exchange } from '../sync/exchange.ts';
import type { SyncStore } from '../sync/store.ts';
import type { SyncSubject } from '../sync/store.suite.ts';
import { NOW } from './store-fixtures.ts';

const FREED_AT_ONCE = 100;

/** The pure exchange over a store, at a standing clock. */
export function subjectOver(
  store: SyncStore,
  account: AccountId,
  setQuota: (chars: number) => Promise<void>,
): SyncSubject {
  return {
    setQuota,
    exchange: async (request) => unwrap(await exchange(store, account, request, NOW)).reply,
    setConsent: async (modality, granted) => {
      unwrap(await setConsent(store, account, { modality, granted }, NOW));
    },
    freeSuperseded: async (before) => {
      await store.freeSuperseded(account, before, FREED_AT_ONCE);
    },
  };
}
