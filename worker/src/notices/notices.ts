import type { EpochMs } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';

/**
 * Everything the server ever writes to a person, each a template in every language of the product, and the values that
 * it can say. A missing value leaves its sentence out; `until` and `date` are ISO-8601 in UTC.
 */
export const NOTICE_VALUES = {
  'sign-up-code': ['code', 'minutes'],
  'sign-up-with-known-address': [],
  'verification-code': ['code', 'minutes'],
  'step-up-code': ['code', 'minutes'],
  'unlock-code': ['code', 'minutes'],
  'second-factor-reset-code': ['code', 'minutes'],
  'second-factor-reset-waiting': ['until'],
  'second-factor-reset-done': [],
  'second-factor-changed': ['change'],
  'passphrase-changed': [],
  'recovery-used': [],
  'recovery-replaced': [],
  'address-changed': ['change'],
  'new-device': ['device'],
  'account-locked': ['until'],
  'account-unlocked': [],
  'security-event': ['locked'],
  'deletion-scheduled': ['date'],
  'deletion-cancelled': [],
  'deletion-done': [],
  invitation: ['organisation', 'inviter', 'link', 'until'],
} as const satisfies Record<string, readonly string[]>;

/** What a notice's `change` can be; its template says it in words. */
export const CHANGES = {
  'second-factor-changed': [
    'totp-added',
    'totp-removed',
    'passkey-added',
    'passkey-removed',
    'passkey-opening-changed',
    'backup-codes-replaced',
  ],
  'address-changed': ['email-changed', 'phone-changed', 'phone-removed'],
} as const satisfies Partial<Record<keyof typeof NOTICE_VALUES, readonly string[]>>;

export type Change<Kind extends keyof typeof CHANGES> = (typeof CHANGES)[Kind][number];

export type NoticeKind = keyof typeof NOTICE_VALUES;

export const NOTICE_KINDS = Object.keys(NOTICE_VALUES) as readonly NoticeKind[];

/** An address of the world outside: mail, or a phone number in E.164. */
export type NoticeAddress = { readonly email: string } | { readonly phone: string };

export interface Notice {
  readonly kind: NoticeKind;
  readonly to: NoticeAddress;
  readonly locale: string;
  /** Fills the template's places: codes, device labels, names of organisations, dates. */
  readonly values?: Readonly<Record<string, string>>;
  /** Whose it is, so that it goes with the account. */
  readonly account?: AccountId;
  /** When nobody wants it any more; in three days if nothing is said. */
  readonly expiresAt?: EpochMs;
  /** Goes through everything but the sending, so that its time does not tell that it is none. */
  readonly decoy?: boolean;
}

/** Hands messages to the queue that delivers them; never waits for a provider. */
export interface Notices {
  /** Which kinds of address this deployment can write to. */
  readonly channels: { readonly email: boolean; readonly phone: boolean };
  /** Does nothing where the deployment cannot write to such an address. */
  send(notice: Notice, now: EpochMs): Promise<void>;
  /** To the account's own address, in its own language. */
  tell(account: AccountId, kind: NoticeKind, now: EpochMs, values?: Notice['values']): Promise<void>;
}
