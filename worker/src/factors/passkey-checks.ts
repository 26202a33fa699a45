import { parseBase64Url, parseUtf8, toBase64Url } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { PasskeyAssertion, PasskeyRegistration } from '@undertone/contract/second-factor';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { RelyingParty } from './relying-party.ts';

/** Ed25519, ES256, RS256 (COSE): between them every authenticator on the market. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257];

export interface PasskeyKey {
  readonly id: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
}

type TakeChallenge = (challenge: string) => Promise<boolean>;

/** No attestation is asked for: which make of authenticator somebody has is none of our business. */
export async function checkRegistration(
  credential: PasskeyRegistration,
  party: RelyingParty,
  take: TakeChallenge,
): Promise<Result<PasskeyKey & { readonly isSynced: boolean }, 'wrong-code'>> {
  const { id, clientDataJSON, attestationObject } = credential;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: take,
      expectedOrigin: originsOf(party, clientDataJSON),
      expectedRPID: party.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    });
    if (!verified) return err('wrong-code');
    const { credential: made, credentialDeviceType } = registrationInfo;
    return ok({
      id: made.id,
      publicKey: toBase64Url(made.publicKey),
      counter: made.counter,
      isSynced: credentialDeviceType === 'multiDevice',
    });
  } catch {
    return err('wrong-code');
  }
}

/** A counter that did not grow tells of a copied authenticator (WebAuthn 3 §6.1.1), and is refused as well. */
export async function checkAssertion(
  assertion: PasskeyAssertion,
  key: PasskeyKey,
  party: RelyingParty,
  { take, verified }: { readonly take: TakeChallenge; readonly verified: boolean },
): Promise<Result<{ readonly counter: number }, 'wrong-code'>> {
  const publicKey = parseBase64Url(key.publicKey);
  if (!publicKey.ok || assertion.id !== key.id) return err('wrong-code');
  const { id, clientDataJSON, authenticatorData, signature } = assertion;
  try {
    const checked = await verifyAuthenticationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: take,
      expectedOrigin: originsOf(party, clientDataJSON),
      expectedRPID: party.id,
      credential: { id, publicKey: publicKey.value, counter: key.counter },
      requireUserVerification: verified,
    });
    return checked.verified ? ok({ counter: checked.authenticationInfo.newCounter }) : err('wrong-code');
  } catch {
    return err('wrong-code');
  }
}

/**
 * The deployment's own. On `localhost`, where nobody else's page can be, with any port: the local server of wrangler
 * takes it out of the request's origin.
 */
function originsOf({ origin, id }: RelyingParty, clientDataJson: string): string[] {
  if (id !== 'localhost') return [origin];
  const bytes = parseBase64Url(clientDataJson);
  const text = bytes.ok ? parseUtf8(bytes.value) : bytes;
  if (!text.ok) return [origin];
  const claimed = (JSON.parse(text.value) as { readonly origin?: unknown }).origin;
  const isLocal = typeof claimed === 'string' && URL.canParse(claimed) && new URL(claimed).hostname === id;
  return isLocal ? [origin, claimed] : [origin];
}
