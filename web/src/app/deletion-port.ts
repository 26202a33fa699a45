import type { ReadonlySignal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import type { Result } from '@undertone/base/result';
import type { ApiFailure } from './call-api.ts';

/** The end of the account: asked for, waited for, taken back. */
export interface DeletionPort {
  /** When it is carried out; `null` while none was asked for, or as long as the server has not said. */
  readonly deletesAt: ReadonlySignal<EpochMs | null>;
  /** Asks the server; for whenever this device was signed in. */
  look(): Promise<void>;
  /** Nobody is signed in here any more. */
  forget(): void;
  request(): Promise<Result<void, ApiFailure>>;
  cancel(): Promise<Result<void, ApiFailure>>;
}
