import type { Problem, ProblemCode } from '@undertone/contract/problem';

/** An expected failure on its way to becoming a problem document. */
export interface Failure {
  readonly code: ProblemCode;
  readonly issues?: Problem['issues'];
  readonly retryAfterMs?: number;
  readonly protocol?: number;
  /** Methods that the address does take. */
  readonly allow?: readonly string[];
}

export function failWith(code: ProblemCode): Failure {
  return { code };
}
