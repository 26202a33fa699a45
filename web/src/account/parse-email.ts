import { err, ok, type Result } from '@undertone/base/result';
import { EmailSchema } from '@undertone/contract/primitives';
import * as v from 'valibot';

/** Trimmed and in lower case, as the server keeps it. */
export function parseEmail(email: string): Result<string, 'invalid-email'> {
  const parsed = v.safeParse(EmailSchema, email);
  return parsed.success ? ok(parsed.output) : err('invalid-email');
}
