import type { ReadonlySignal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import type { Result } from '@undertone/base/result';
import type { ApiFailure } from './call-api.ts';

/** How the account stands with the server, as far as every screen has to know. */
export interface StandingPort {
  /** When the deletion that was asked for is carried out; `null` for none, or as long as the server has not said. */
  readonly deletesAt: ReadonlySignal<EpochMs | null>;
  /**
   * Whether an employer or a school stands behind the account: then no emotion is read from voice or face here.
   * Remembered on this device, so that it holds offline.
   */
  readonly isSponsored: ReadonlySignal<boolean>;
  /** Asks the server; for whenever it may have changed. */
  look(): Promise<void>;
  /** This device belongs to no account any more. */
  forget(): void;
  requestDeletion(): Promise<Result<void, ApiFailure>>;
  cancelDeletion(): Promise<Result<void, ApiFailure>>;
}
