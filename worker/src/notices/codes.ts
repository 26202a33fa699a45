import type { EpochMs } from '@undertone/base/clock';
import type { Result } from '@undertone/base/result';
import type { Failure } from '../http/failure.ts';
import type { AccountId } from '../db/account-id.ts';
import type { NoticeAddress, NoticeKind } from './notices.ts';

export const CODE_PURPOSES = ['sign-up', 'verify', 'step-up', 'unlock', 'second-factor-reset'] as const;

export type CodePurpose = (typeof CODE_PURPOSES)[number];

/** One-time codes of six digits by mail or SMS: ten minutes, five tries, the newest only, compared in constant time. */
export interface Codes {
  /**
   * Sends a code to an address. Limited per address, account and client; a refusal tells nothing about the address.
   * With `decoy` everything happens but the sending, so that neither answer nor time tells who has an account. With
   * `instead` that is sent, and the code stays unknown to everybody.
   */
  send(
    request: {
      readonly purpose: CodePurpose;
      readonly to: NoticeAddress;
      readonly locale: string;
      readonly client: string;
      /** Who asks: a session's id, or what a browser without one keeps. Only there the code counts. */
      readonly asker: string;
      /** Whose session asks, where there is one. */
      readonly account?: AccountId;
      readonly decoy?: boolean;
      readonly instead?: NoticeKind;
    },
    now: EpochMs,
  ): Promise<Result<void, Failure>>;
  /** Uses the code up when it is right; `wrong-code` otherwise, and for an address that was sent none. */
  take(
    request: {
      readonly purpose: CodePurpose;
      readonly to: NoticeAddress;
      /** `null`: nobody asked, so no code is right. */
      readonly asker: string | null;
      readonly code: string;
    },
    now: EpochMs,
  ): Promise<Result<void, Failure>>;
}
