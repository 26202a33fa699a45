/**
 * An expected outcome as a plain value that survives `postMessage`.
 * Bugs are thrown; failures a caller must handle are returned.
 */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function ok(): Result<void, never>;
export function ok<Value>(value: Value): Result<Value, never>;
export function ok<Value>(value?: Value): Result<Value | void, never> {
  return { ok: true, value };
}

export function err<Failure>(error: Failure): Result<never, Failure> {
  return { ok: false, error };
}

/** For callers that have already ruled the failure out: a failure here is a bug, so it throws. */
export function unwrap<Value, Failure>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value;
  throw new Error(`unwrap of a failure: ${JSON.stringify(result.error)}`);
}
