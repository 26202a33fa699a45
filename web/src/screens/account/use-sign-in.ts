import type { Result } from '@undertone/base/result';
import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../../app/navigation.ts';
import type { SignInOptions, SignInStep } from '../../app/second-factor-port.ts';
import type { AccountFailure, AccountPort, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { useTask, type Task } from './use-task.ts';

type ResumeOptions = Parameters<AccountPort['resumeSignIn']>[0];

export type StepToDo = Exclude<SignInStep, { kind: 'signed-in' }>;

/** A sign-in of one or several steps, which ends in the journal. */
export interface SigningIn {
  readonly task: Task<AccountFailure>;
  readonly progress: AccountProgress | null;
  /** What is to do next; `null` at the beginning. */
  readonly reached: StepToDo | null;
  readonly begin: (
    work: (options: SignInOptions) => Promise<Result<SignInStep, AccountFailure>>,
  ) => Promise<boolean>;
  readonly resume: (options?: ResumeOptions) => Promise<boolean>;
}

/** Leaving the screen in between gives the unfinished session back. */
export function useSignIn(onDone?: () => void): SigningIn {
  const { account } = useServices();
  const task = useTask<AccountFailure>();
  const [progress, setProgress] = useState<AccountProgress | null>(null);
  const [reached, setReached] = useState<StepToDo | null>(null);
  const isUnderWay = useRef(false);

  useEffect(() => () => void (isUnderWay.current && account.abandonSignIn()), []);

  const begin: SigningIn['begin'] = async (work) => {
    isUnderWay.current = true;
    const done = await task.run(() => work({ onProgress: setProgress }));
    if (done === null) return false;
    if (done.value.kind === 'signed-in') {
      isUnderWay.current = false;
      onDone?.();
      go({ screen: 'today' }, { replace: true });
    } else setReached(done.value);
    return true;
  };
  return {
    ...{ task, progress, reached, begin },
    resume: (options) => begin((more) => account.resumeSignIn({ ...options, ...more })),
  };
}
