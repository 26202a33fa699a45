import { parseBase64Url, toBase64Url, type Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { redact } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import { PRF_SALT_BYTES, type AppLockSecret } from '@undertone/crypto/app-lock';

/** What of the browser makes and asks passkeys; missing on plain http. */
export interface PasskeyHost {
  readonly credentials: Pick<CredentialsContainer, 'create' | 'get'> | undefined;
  readonly PublicKeyCredential: typeof PublicKeyCredential | undefined;
  /** The host's name: a passkey belongs to it and opens nothing elsewhere. */
  readonly rpId: string;
}

export type PasskeySecret = Extract<AppLockSecret, { kind: 'passkey' }>;

export type PasskeyFailure = 'passkey-cancelled' | 'passkey-unsupported';

const TIMEOUT_MS = 120_000;
const CHALLENGE_BYTES = 32;
const USER_ID_BYTES = 16;
/** COSE algorithms (IANA): ES256, and RS256 for Windows Hello. */
const ALGORITHMS = [-7, -257] as const;

/**
 * Whether the device has an authenticator of its own that checks its user and, as far as the browser can say, has a
 * PRF (WebAuthn 3, §10.1.4). What it cannot say in advance shows when the passkey is made.
 */
export async function hasPasskeyPrf({
  credentials,
  PublicKeyCredential: Api,
}: PasskeyHost): Promise<boolean> {
  if (credentials === undefined || Api === undefined) return false;
  try {
    if (!(await Api.isUserVerifyingPlatformAuthenticatorAvailable())) return false;
    const capabilities = (await Api.getClientCapabilities?.()) as Record<string, boolean> | undefined;
    return capabilities?.['extension:prf'] === true;
  } catch {
    return false;
  }
}

/**
 * A new passkey of this device, and the secret that its PRF gives for a new salt. No server is involved: nobody checks
 * the signature, the secret alone opens.
 */
export async function createPasskey(
  host: PasskeyHost,
  random: RandomBytes,
  name: string,
): Promise<Result<PasskeySecret, PasskeyFailure>> {
  if (host.credentials === undefined) return err('passkey-unsupported');
  const saltBytes = random(PRF_SALT_BYTES);
  const made = await ask(
    host.credentials.create({
      publicKey: {
        challenge: random(CHALLENGE_BYTES),
        rp: { id: host.rpId, name: 'Undertone' },
        user: { id: random(USER_ID_BYTES), name, displayName: name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'required',
          userVerification: 'required',
        },
        attestation: 'none',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: saltBytes } } },
      },
    }),
  );
  if (!made.ok) return made;
  const { prf } = made.value.getClientExtensionResults();
  const passkey = {
    credentialId: toBase64Url(new Uint8Array(made.value.rawId)),
    salt: toBase64Url(saltBytes),
  };
  const atOnce = secretIn(prf?.results?.first);
  if (atOnce !== null) return ok({ kind: 'passkey', bytes: redact(atOnce), ...passkey });
  // Many authenticators give it only when asked, not when made.
  return prf?.enabled === true ? askPasskey(host, random, passkey) : err('passkey-unsupported');
}

/** The secret of a passkey that was made before; the browser asks the person first. */
export async function askPasskey(
  host: PasskeyHost,
  random: RandomBytes,
  passkey: Pick<PasskeySecret, 'credentialId' | 'salt'>,
): Promise<Result<PasskeySecret, PasskeyFailure>> {
  if (host.credentials === undefined) return err('passkey-unsupported');
  const got = await ask(
    host.credentials.get({
      publicKey: {
        challenge: random(CHALLENGE_BYTES),
        rpId: host.rpId,
        allowCredentials: [{ type: 'public-key', id: unwrap(parseBase64Url(passkey.credentialId)) }],
        userVerification: 'required',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: unwrap(parseBase64Url(passkey.salt)) } } },
      },
    }),
  );
  if (!got.ok) return got;
  const bytes = secretIn(got.value.getClientExtensionResults().prf?.results?.first);
  if (bytes === null) return err('passkey-unsupported');
  const { credentialId, salt } = passkey;
  return ok({ kind: 'passkey', bytes: redact(bytes), credentialId, salt });
}

async function ask(
  question: Promise<Credential | null>,
): Promise<Result<PublicKeyCredential, PasskeyFailure>> {
  try {
    const credential = await question;
    return credential === null ? err('passkey-cancelled') : ok(credential as PublicKeyCredential);
  } catch (error) {
    // Browsers tell little more than that it did not happen, so that pages cannot probe for passkeys.
    const name = error instanceof DOMException ? error.name : '';
    return err(name === 'NotSupportedError' ? 'passkey-unsupported' : 'passkey-cancelled');
  }
}

/** 32 bytes by the standard. */
function secretIn(result: BufferSource | undefined): Bytes | null {
  if (result === undefined) return null;
  const view = ArrayBuffer.isView(result)
    ? new Uint8Array(result.buffer, result.byteOffset, result.byteLength)
    : new Uint8Array(result);
  return view.length === 32 ? new Uint8Array(view) : null;
}
