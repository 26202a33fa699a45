import { err, ok, type Result } from '@undertone/base/result';
import * as v from 'valibot';
import type { Failure } from './failure.ts';

const MOST_ISSUES = 20;

/** Where the input broke its schema: paths and kinds of rules, never values, nor names that the sender made up. */
export function parseInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>, Failure> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  if (parsed.success) return ok(parsed.output);
  const issues = parsed.issues.slice(0, MOST_ISSUES).map((issue) => {
    const isUnknownField = issue.type === 'strict_object' && issue.expected === 'never';
    const path = issue.path?.slice(0, isUnknownField ? -1 : undefined) ?? [];
    return {
      path: path.map(({ key }) => String(key)).join('.'),
      rule: isUnknownField ? 'unknown-field' : issue.type,
    };
  });
  return err({ code: 'invalid-request', issues });
}
