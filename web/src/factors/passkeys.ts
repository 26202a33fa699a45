import { parseBase64Url, toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import { redact, type Redacted } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
} from '@undertone/contract/second-factor';
import { PASSKEY_PRF_INPUT } from '@undertone/crypto/passkey-lock';

/**
 * What the authenticator's PRF is asked with (WebAuthn 3 §10.1.4). The same for all: a passkey that was chosen from the
 * browser's own list is not known beforehand, and each answers differently anyway.
 */
const PRF_INPUT = utf8(PASSKEY_PRF_INPUT);

const TIMEOUT_MS = 120_000;

/** 32 bytes that only this passkey gives out, and only here; `null` from an authenticator without PRF. */
export type PrfOutput = Redacted<Bytes> | null;

/** The browser's ceremonies. `dismissed`: closed, timed out or refused; browsers do not say which. */
export interface Passkeys {
  isSupported(): boolean;
  /** Whether passkeys can be offered in the list under a field. */
  canOfferInField(): Promise<boolean>;
  create(
    creation: PasskeyCreation,
  ): Promise<
    Result<
      { readonly credential: PasskeyRegistration; readonly prf: PrfOutput; readonly hasPrf: boolean },
      'dismissed' | 'already-there'
    >
  >;
  show(
    request: PasskeyRequest,
    options?: { readonly inField?: AbortSignal; readonly verified?: boolean },
  ): Promise<Result<{ readonly assertion: PasskeyAssertion; readonly prf: PrfOutput }, 'dismissed'>>;
}

/** The PRF's output stays here: of the extensions' results nothing goes into what is sent. */
export function createPasskeys(credentials: CredentialsContainer | undefined): Passkeys {
  return {
    isSupported: () => credentials !== undefined && typeof PublicKeyCredential === 'function',

    canOfferInField: async () =>
      credentials !== undefined &&
      typeof PublicKeyCredential === 'function' &&
      ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false),

    create: async (creation) => {
      if (credentials === undefined) return err('dismissed');
      try {
        const made = (await credentials.create({
          publicKey: {
            challenge: bytesOf(creation.challenge),
            rp: { id: creation.rpId, name: 'Undertone' },
            user: {
              id: bytesOf(creation.userHandle),
              name: creation.userName,
              displayName: creation.userName,
            },
            pubKeyCredParams: creation.algorithms.map((alg) => ({ type: 'public-key', alg })),
            excludeCredentials: creation.excluded.map(toDescriptor),
            authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
            attestation: 'none',
            timeout: TIMEOUT_MS,
            extensions: { prf: { eval: { first: PRF_INPUT } } },
          },
        })) as PublicKeyCredential | null;
        if (made === null) return err('dismissed');
        const response = made.response as AuthenticatorAttestationResponse;
        const { prf } = made.getClientExtensionResults();
        return ok({
          credential: {
            id: toBase64Url(new Uint8Array(made.rawId)),
            clientDataJSON: toBase64Url(new Uint8Array(response.clientDataJSON)),
            attestationObject: toBase64Url(new Uint8Array(response.attestationObject)),
            transports: response.getTransports(),
          },
          prf: toPrfOutput(prf),
          hasPrf: prf?.enabled === true || prf?.results !== undefined,
        });
      } catch (error) {
        const isThere = error instanceof DOMException && error.name === 'InvalidStateError';
        return err(isThere ? 'already-there' : 'dismissed');
      }
    },

    show: async (request, { inField, verified = false } = {}) => {
      if (credentials === undefined) return err('dismissed');
      try {
        const shown = (await credentials.get({
          ...(inField === undefined ? {} : { mediation: 'conditional' as const, signal: inField }),
          publicKey: {
            challenge: bytesOf(request.challenge),
            rpId: request.rpId,
            allowCredentials: request.allowed.map(toDescriptor),
            userVerification: verified ? 'required' : 'preferred',
            timeout: TIMEOUT_MS,
            extensions: { prf: { eval: { first: PRF_INPUT } } },
          },
        })) as PublicKeyCredential | null;
        if (shown === null) return err('dismissed');
        const response = shown.response as AuthenticatorAssertionResponse;
        return ok({
          assertion: {
            id: toBase64Url(new Uint8Array(shown.rawId)),
            clientDataJSON: toBase64Url(new Uint8Array(response.clientDataJSON)),
            authenticatorData: toBase64Url(new Uint8Array(response.authenticatorData)),
            signature: toBase64Url(new Uint8Array(response.signature)),
            userHandle:
              response.userHandle === null || response.userHandle.byteLength === 0
                ? null
                : toBase64Url(new Uint8Array(response.userHandle)),
          },
          prf: toPrfOutput(shown.getClientExtensionResults().prf),
        });
      } catch {
        return err('dismissed');
      }
    },
  };
}

function toDescriptor({
  id,
  transports,
}: {
  readonly id: string;
  readonly transports: readonly string[];
}): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: bytesOf(id), transports: transports as AuthenticatorTransport[] };
}

function toPrfOutput(prf: AuthenticationExtensionsPRFOutputs | undefined): PrfOutput {
  const first = prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return redact(new Uint8Array(bytes));
}

/** What the server sent was parsed by its schema; anything that is no base64url fails the ceremony. */
function bytesOf(text: string): Bytes {
  return unwrap(parseBase64Url(text));
}
