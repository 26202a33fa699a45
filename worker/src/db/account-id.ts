import type { Brand } from '@undertone/base/brand';

/** Names an account, and with it the partition of everything that belongs to one person. */
export type AccountId = Brand<string, 'AccountId'>;
