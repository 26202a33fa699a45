import type { EpochMs } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';

/** Everything the server ever writes to a person. Each is a template in every language of the product. */
export const NOTICE_KINDS = [
  'sign-up-code',
  'sign-up-with-known-address',
  'verification-code',
  'step-up-code',
  'unlock-code',
  'second-factor-reset-code',
  'second-factor-reset-waiting',
  'second-factor-reset-done',
  'second-factor-changed',
  'passphrase-changed',
  'recovery-used',
  'new-device',
  'account-locked',
  'security-event',
  'deletion-scheduled',
  'deletion-cancelled',
  'deletion-done',
  'invitation',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** An address of the world outside: mail, or a phone number in E.164. */
export type NoticeAddress = { readonly email: string } | { readonly phone: string };

export interface Notice {
  readonly kind: NoticeKind;
  readonly to: NoticeAddress;
  readonly locale: string;
  /** Fills the template's places: codes, device labels, names of organisations, dates. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Hands messages to the queue that delivers them; never waits for a provider. */
export interface Notices {
  /** Which kinds of address this deployment can write to. */
  readonly channels: { readonly email: boolean; readonly phone: boolean };
  send(notice: Notice, now: EpochMs): Promise<void>;
  /** To the account's own address, in its own language. */
  tell(account: AccountId, kind: NoticeKind, now: EpochMs, values?: Notice['values']): Promise<void>;
}
