import type { Redacted } from '@undertone/base/redacted';
import type { Bytes } from '@undertone/base/bytes';
import type { Result } from '@undertone/base/result';
import type { SecondFactor } from '@undertone/contract/account';
import type { PasskeyAssertion } from '@undertone/contract/second-factor';
import type { AccountFailure, AccountProgress } from './services.ts';

/** How far a sign-in got. All but `signed-in` go on with {@link SignInPort.resumeSignIn}. */
export type SignInStep =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'second-factor'; readonly methods: readonly SecondFactor[] }
  /** A role of this account may not be without a second factor, and there is none. */
  | { readonly kind: 'set-up-second-factor' }
  /** Signed in by a passkey that does not open the journal: its passphrase does. */
  | { readonly kind: 'passphrase-needed'; readonly email: string };

export interface SignInOptions {
  readonly mergeLocal?: boolean;
  readonly onProgress?: (step: AccountProgress) => void;
}

/** What an authenticator answered; its PRF's output opens the journal and never leaves the device. */
export interface ShownPasskey {
  readonly assertion: PasskeyAssertion;
  readonly prf: Redacted<Bytes> | null;
}

/** The account key under what one passkey alone gives out; opaque to the server. */
export interface PasskeyWrap {
  readonly version: number;
  readonly kind: 'passkey';
  readonly wrapped: string;
}

/** Signing in, which may take several steps. The keys of the first stay in memory until the last. */
export interface SignInPort {
  signIn(
    email: string,
    passphrase: Redacted<string>,
    options?: SignInOptions,
  ): Promise<Result<SignInStep, AccountFailure>>;
  signInByPasskey(
    passkey: ShownPasskey,
    options?: SignInOptions,
  ): Promise<Result<SignInStep, AccountFailure>>;
  /**
   * After a second factor was shown or set up, a passphrase was typed where one is needed, or the person said to bring
   * two journals together.
   */
  resumeSignIn(
    options?: SignInOptions & { readonly passphrase?: Redacted<string> },
  ): Promise<Result<SignInStep, AccountFailure>>;
  /** The person went away in between: the server's session ends, and the keys are dropped. */
  abandonSignIn(): Promise<void>;
}
