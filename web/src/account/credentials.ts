import { toBase64Url, type Bytes } from '@undertone/base/bytes';
import { revealSecret, type Redacted } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { KdfParams } from '@undertone/crypto/kdf-params';
import { derivePassphraseKeys, type PassphraseKeys } from '@undertone/crypto/passphrase';
import type { ApiFailure, CallApi } from '../app/call-api.ts';
import type { AccountFailure } from '../app/services.ts';
import { toAccountFailure } from './account-failure.ts';
import { StretchNotLoaded } from './stretch-message.ts';
import { fromWireKdf } from './wire-wrap.ts';

export type Stretch = (passphrase: string, kdf: KdfParams) => Promise<Bytes>;

/** Keys of a passphrase under the parameters the server keeps for that address. */
export interface Credentials extends PassphraseKeys {
  readonly kdf: KdfParams;
}

/** Asks for the parameters of the address, known or not, and refuses those under the floor. */
export async function deriveCredentials(
  parts: { readonly callApi: CallApi; readonly stretch: Stretch },
  email: string,
  passphrase: Redacted<string>,
): Promise<Result<Credentials, AccountFailure>> {
  const reply = await parts.callApi('prelogin', { body: { email } });
  if (!reply.ok) return err(toAccountFailure(reply.error));
  const kdf = fromWireKdf(reply.value.kdf);
  if (!kdf.ok) return err('unsafe-parameters');
  try {
    return ok(await deriveWith(parts.stretch, passphrase, kdf.value));
  } catch (error) {
    if (error instanceof StretchNotLoaded) return err('offline');
    throw error;
  }
}

export async function deriveWith(
  stretch: Stretch,
  passphrase: Redacted<string>,
  kdf: KdfParams,
): Promise<Credentials> {
  return { ...(await derivePassphraseKeys(passphrase, kdf, stretch)), kdf };
}

/** The only place where a derived secret is spelled for the wire. */
export function spellSecret(secret: Redacted<Bytes>): string {
  return toBase64Url(revealSecret(secret));
}

/** The server said that it has not done what was asked; any other failure leaves that open. */
export function isRefusal({ code }: ApiFailure): boolean {
  return (
    code === 'wrong-credentials' ||
    code === 'unauthenticated' ||
    code === 'rate-limited' ||
    code === 'step-up-required'
  );
}
