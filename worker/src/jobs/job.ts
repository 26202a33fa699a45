import type { EpochMs } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';

/** What may be late. Each may run twice, or after another of its kind: the second finds nothing to do. */
export type Job =
  | { readonly kind: 'free-superseded'; readonly account: AccountId; readonly before: EpochMs }
  | { readonly kind: 'refuse-readings'; readonly account: AccountId }
  | { readonly kind: 'delete-account'; readonly account: AccountId }
  | { readonly kind: 'directory-import'; readonly import: string }
  | { readonly kind: 'directory-purge' };
