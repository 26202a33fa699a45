import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { StepUpMethod } from '@undertone/contract/second-factor';
import type { ApiFailure } from './call-api.ts';

/** Acts that cannot be undone ask once more who is there. */
export interface StepUpPort {
  /**
   * Runs an act; where the server first asks to be shown that it is the same person, shows the dialog for that and
   * runs the act once more. A person who closes the dialog gets the act's own `step-up-required` back.
   */
  withStepUp<Value>(
    act: () => Promise<Result<Value, ApiFailure>>,
    /** The secret of a passphrase that was typed for this very act: nobody is asked for it twice. */
    known?: { readonly authSecret: string },
  ): Promise<Result<Value, ApiFailure>>;
  /** For the dialog: which ways the server takes; `null` while nothing is asked. */
  readonly asked: ReadonlySignal<readonly StepUpMethod[] | null>;
  /** For the dialog: it was shown, or the person went back. */
  settle(passed: boolean): void;
}
