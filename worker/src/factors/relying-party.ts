import { err, ok, type Result } from '@undertone/base/result';
import { failWith, type Failure } from '../http/failure.ts';

/** The site that passkeys belong to (WebAuthn 3 §4). */
export interface RelyingParty {
  readonly origin: string;
  readonly id: string;
}

/**
 * The address in the browser's bar. That a request's origin is one of the deployment's own was checked when it was
 * admitted; a program that names none has no authenticator either.
 */
export function relyingPartyOf(headers: Headers): Result<RelyingParty, Failure> {
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return err(failWith('invalid-request'));
  return ok({ origin, id: new URL(origin).hostname });
}
