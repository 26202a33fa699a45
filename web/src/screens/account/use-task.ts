import type { Result } from '@undertone/base/result';
import { useState } from 'preact/hooks';

/** One thing under way at a time, and how the last one failed. */
export interface Task<Failure> {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Resolves to the value, or to `null` after a failure, which is then in `failure`. */
  run<Value>(work: () => Promise<Result<Value, Failure>>): Promise<{ readonly value: Value } | null>;
}

export function useTask<Failure>(): Task<Failure> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    busy,
    failure,
    async run(work) {
      setBusy(true);
      setFailure(null);
      const done = await work().finally(() => setBusy(false));
      if (done.ok) return { value: done.value };
      setFailure(done.error);
      return null;
    },
  };
}
