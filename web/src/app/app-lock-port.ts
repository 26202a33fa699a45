import type { ReadonlySignal } from '@preact/signals';
import type { Redacted } from '@undertone/base/redacted';
import type { Result } from '@undertone/base/result';
import type { AppLockKind } from '@undertone/crypto/app-lock';
import type { AccountFailure, AccountProgress } from './services.ts';

export type { AppLockKind };

export interface AppLockState {
  /** `off`: the journal opens without asking. */
  readonly kind: 'off' | 'open' | 'locked';
  /** The ways in that were set, at most one of each. */
  readonly ways: readonly AppLockKind[];
  /** When the next try may be made (epoch ms), for the ways that have to wait. */
  readonly waits: Readonly<Partial<Record<AppLockKind, number>>>;
}

/** What opens the lock. For a passkey the browser asks by itself. */
export type LockAnswer =
  | { readonly kind: 'pin' | 'passphrase'; readonly secret: Redacted<string> }
  | { readonly kind: 'passkey' };

export type LockFailure =
  | 'wrong'
  /** Too many wrong ones: see {@link AppLockState.waits}. */
  | 'wait'
  | 'pin-too-short'
  | 'pin-too-simple'
  | 'passphrase-too-weak'
  /** The person closed the browser's question, or it timed out. */
  | 'passkey-cancelled'
  /** This device's passkeys have no secret to give (WebAuthn's PRF extension). */
  | 'passkey-unsupported'
  | 'storage-unavailable'
  /** The part of the app that does this could not be fetched. */
  | 'code-missing'
  /** Another tab changed the lock meanwhile. */
  | 'changed';

/** The journal came back by another way than the lock. */
export type Reopening =
  | { readonly kind: 'words'; readonly words: Redacted<string> }
  | { readonly kind: 'account'; readonly passphrase: Redacted<string> };

export type ReopenFailure =
  | AccountFailure
  /** They open an account, whose journal is not the one on this device. */
  | 'other-journal'
  /** The account wants more than its passphrase before it gives out its key. */
  | 'second-factor-needed'
  | 'storage-unavailable'
  | 'code-missing';

/** Minutes without use, or in the background, after which the lock closes; 0: at once when in the background. */
export const RELOCK_MINUTES = [0, 1, 5, 15] as const;

export type RelockMinutes = (typeof RELOCK_MINUTES)[number];

/** The lock of this device: with or without an account, on-line or off. */
export interface AppLockPort {
  readonly state: ReadonlySignal<AppLockState>;
  /** Before the next try of this way may be made, now; 0 for none. */
  waitMs(way: AppLockKind): number;
  readonly relockAfter: ReadonlySignal<RelockMinutes>;
  setRelockAfter(minutes: RelockMinutes): void;
  /** Here and in every other tab. Resolves when drafts are sealed and no key is left; at once without a lock. */
  lockNow(): Promise<void>;
  unlock(answer: LockAnswer): Promise<Result<void, LockFailure>>;
  /** A first way in (`current` is `null`), another one, or a new secret for one that is set. */
  set(next: LockAnswer, current: LockAnswer | null): Promise<Result<void, LockFailure>>;
  /** With the last way in the lock goes. */
  remove(way: AppLockKind, current: LockAnswer): Promise<Result<void, LockFailure>>;
  /** Whether this device can make a passkey that opens the journal. */
  canUsePasskey(): Promise<boolean>;
  /** For a forgotten lock, with an account: opens the journal and takes the lock off. */
  reopen(by: Reopening, onProgress?: (step: AccountProgress) => void): Promise<Result<void, ReopenFailure>>;
  /** Leaves nothing on this device and starts anew. */
  eraseDevice(): Promise<void>;
}
