import { toBase64Url } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { askPasskey, createPasskey, hasPasskeyPrf, type PasskeyHost } from './passkey.ts';

const SECRET = new Uint8Array(32).fill(9);
const ID = new Uint8Array([1, 2, 3]);

type Results = { readonly enabled?: boolean; readonly results?: { readonly first: BufferSource } };

/** An authenticator as browsers show it; what it was asked is kept. */
function createHost(made: Results | Error, got: Results | Error = { results: { first: SECRET.buffer } }) {
  const asked: Record<string, PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions> = {};
  const answer = (kind: string, prf: Results | Error) => async (options?: { publicKey?: unknown }) => {
    asked[kind] = options?.publicKey as never;
    if (prf instanceof Error) throw prf;
    return { rawId: ID.buffer, getClientExtensionResults: () => ({ prf }) } as never;
  };
  const host: PasskeyHost = {
    credentials: { create: answer('create', made), get: answer('get', got) },
    PublicKeyCredential: undefined,
    rpId: 'journal.example',
  };
  return { host, asked };
}

it('asks this device’s own authenticator, with its user checked, for its host alone', async () => {
  const { host, asked } = createHost({ enabled: true, results: { first: SECRET } });
  const secret = unwrap(await createPasskey(host, systemRandom, 'Undertone'));
  expect(revealSecret(secret.bytes)).toEqual(SECRET);
  expect(secret.credentialId).toBe(toBase64Url(ID));
  expect(asked['create']).toMatchObject({
    rp: { id: 'journal.example' },
    authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
  });
  expect(asked['get']).toBeUndefined();
});

it('asks once more where the secret is only given when asked, for the same salt', async () => {
  const { host, asked } = createHost({ enabled: true });
  const secret = unwrap(await createPasskey(host, systemRandom, 'Undertone'));
  expect(revealSecret(secret.bytes)).toEqual(SECRET);
  const saltOf = (options: PublicKeyCredentialCreationOptions) => options.extensions?.prf?.eval?.first;
  expect(saltOf(asked['get']!)).toEqual(saltOf(asked['create']!));
  expect(asked['get']).toMatchObject({ userVerification: 'required', allowCredentials: [{ id: ID }] });
});

it('gives nothing of an authenticator without the secret', async () => {
  for (const made of [{}, { enabled: false }, { enabled: true, results: undefined }] as Results[]) {
    const { host } = createHost(made, {});
    expect(await createPasskey(host, systemRandom, 'x')).toEqual({ ok: false, error: 'passkey-unsupported' });
  }
  const short = createHost({ enabled: true }, { results: { first: new Uint8Array(16) } });
  expect((await createPasskey(short.host, systemRandom, 'x')).ok).toBe(false);
});

it('says that it was not used when the person closed the question', async () => {
  const { host } = createHost({}, new DOMException('', 'NotAllowedError'));
  const passkey = { credentialId: toBase64Url(ID), salt: toBase64Url(SECRET) };
  expect(await askPasskey(host, systemRandom, passkey)).toEqual({ ok: false, error: 'passkey-cancelled' });
});

it('is offered only where the browser says that it has everything', async () => {
  const { host } = createHost({});
  const api = (available: boolean, capabilities?: Record<string, boolean>) =>
    ({
      isUserVerifyingPlatformAuthenticatorAvailable: async () => available,
      ...(capabilities !== undefined && { getClientCapabilities: async () => capabilities }),
    }) as unknown as typeof PublicKeyCredential;
  const offered = (given: typeof PublicKeyCredential | undefined) =>
    hasPasskeyPrf({ ...host, PublicKeyCredential: given });
  expect(await offered(api(true, { 'extension:prf': true }))).toBe(true);
  expect(await offered(api(true, { 'extension:prf': false }))).toBe(false);
  expect(await offered(api(true, {}))).toBe(false);
  expect(await offered(api(true))).toBe(false);
  expect(await offered(api(false, { 'extension:prf': true }))).toBe(false);
  expect(await offered(undefined)).toBe(false);
});
