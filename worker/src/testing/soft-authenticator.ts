import { concatBytes, toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
} from '@undertone/contract/second-factor';

/** Flags of WebAuthn 3 §6.1: user present, user verified, credential data attached. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;
const AAGUID_BYTES = 16;

/** An authenticator in memory with one ES256 passkey, which does as it is told, also what no honest one would do. */
export interface SoftAuthenticator {
  counter: number;
  verifiesUser: boolean;
  create(creation: PasskeyCreation, origin: string): Promise<PasskeyRegistration>;
  show(request: PasskeyRequest, origin: string): Promise<PasskeyAssertion>;
}

export async function createSoftAuthenticator(): Promise<SoftAuthenticator> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const point = new Uint8Array((await crypto.subtle.exportKey('raw', keys.publicKey)) as ArrayBuffer);
  const id = systemRandom(16);
  let userHandle: string | null = null;

  const authenticatorData = async (rpId: string, flags: number, rest: Bytes = new Uint8Array()) => {
    const verified = authenticator.verifiesUser ? VERIFIED : 0;
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, authenticator.counter);
    const head = Uint8Array.of(PRESENT | verified | flags);
    return concatBytes(await sha256(utf8(rpId)), head, counter, rest);
  };

  const authenticator: SoftAuthenticator = {
    counter: 0,
    verifiesUser: true,
    create: async ({ challenge, rpId, userHandle: handle }, origin) => {
      userHandle = handle;
      // COSE_Key (RFC 9053 §7.1): kty EC2, alg ES256, crv P-256, x, y.
      const cose = concatBytes(
        Uint8Array.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20),
        point.slice(1, 33),
        Uint8Array.of(0x22, 0x58, 0x20),
        point.slice(33),
      );
      const credential = concatBytes(new Uint8Array(AAGUID_BYTES), Uint8Array.of(0, id.length), id, cose);
      const data = await authenticatorData(rpId, WITH_CREDENTIAL, credential);
      // CBOR map {"fmt": "none", "attStmt": {}, "authData": bytes}.
      const attestation = concatBytes(
        Uint8Array.of(0xa3, 0x63),
        utf8('fmt'),
        Uint8Array.of(0x64),
        utf8('none'),
        Uint8Array.of(0x67),
        utf8('attStmt'),
        Uint8Array.of(0xa0, 0x68),
        utf8('authData'),
        Uint8Array.of(0x58, data.length),
        data,
      );
      return {
        id: toBase64Url(id),
        clientDataJSON: toBase64Url(clientData('webauthn.create', challenge, origin)),
        attestationObject: toBase64Url(attestation),
        transports: ['internal'],
      };
    },
    show: async ({ challenge, rpId }, origin) => {
      const json = clientData('webauthn.get', challenge, origin);
      const data = await authenticatorData(rpId, 0);
      const signed = concatBytes(data, await sha256(json));
      const raw = new Uint8Array(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, signed),
      );
      return {
        id: toBase64Url(id),
        clientDataJSON: toBase64Url(json),
        authenticatorData: toBase64Url(data),
        signature: toBase64Url(toDer(raw)),
        userHandle,
      };
    },
  };
  return authenticator;
}

function clientData(type: string, challenge: string, origin: string): Bytes {
  return utf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** WebCrypto's r ‖ s as the ASN.1 sequence that WebAuthn wants. */
function toDer(raw: Bytes): Bytes {
  const integer = (bytes: Bytes): Bytes => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const trimmed = bytes.slice(Math.max(first, 0));
    const padded = (trimmed[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), trimmed) : trimmed;
    return concatBytes(Uint8Array.of(0x02, padded.length), padded);
  };
  const body = concatBytes(integer(raw.slice(0, 32)), integer(raw.slice(32)));
  return concatBytes(Uint8Array.of(0x30, body.length), body);
}
