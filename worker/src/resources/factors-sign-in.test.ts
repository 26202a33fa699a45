import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import type { Route } from '@undertone/contract/route';
import {
  addPasskey,
  addTotp,
  codeOf,
  holdTime,
  makeClinician,
  signInAgain,
  wrongCodes,
} from '../testing/factors.ts';
import { createSoftAuthenticator } from '../testing/soft-authenticator.ts';
import { stepUp } from '../testing/standing.ts';
import {
  bytesText,
  createWorkerClient,
  ORIGIN,
  signUp,
  type WorkerClient,
} from '../testing/worker-client.ts';

holdTime();

const show = (client: WorkerClient, proof: unknown) => client.call('POST', '/session/second-factor', proof);

async function signInByPasskey(
  client: WorkerClient,
  authenticator: Awaited<ReturnType<typeof createSoftAuthenticator>>,
) {
  const request = (await client.call('POST', '/session/passkey/options')).body;
  const assertion = await authenticator.show(request, ORIGIN);
  return client.call('POST', '/session/passkey', { assertion });
}

describe('signing in with a second factor', () => {
  it('gives the wrapped key, and a new token, only once it was shown', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret } = await addTotp(client, account);
    const first = await signInAgain(client, account);
    expect(first.body).toEqual({ state: 'second-factor', methods: ['totp', 'backup-code'] });
    const pending = client.cookie;
    const shown = await show(client, { method: 'totp', code: codeOf(secret) });
    expect(shown.body).toMatchObject({ state: 'signed-in', vaultId: account.vaultId });
    expect(client.cookie).not.toBe(pending);
    expect((await client.call('GET', '/session')).body).toEqual(shown.body);
    client.cookie = pending;
    expect((await client.call('GET', '/session')).status).toBe(401);
  });

  it('takes no code twice, not even for two requests at once or in another session', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret } = await addTotp(client, account);
    const other = await createWorkerClient();
    await signInAgain(client, account);
    await signInAgain(other, account);
    const code = codeOf(secret, 1);
    const both = await Promise.all([
      show(client, { method: 'totp', code }),
      show(other, { method: 'totp', code }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    await signInAgain(client, account);
    expect((await show(client, { method: 'totp', code })).body).toMatchObject({ code: 'wrong-code' });
    // An earlier one that nobody has used is spent as well.
    const earlier = await show(client, { method: 'totp', code: codeOf(secret) });
    expect(earlier.body).toMatchObject({ code: 'wrong-code' });
  });

  it('takes each backup code once, also of two requests at once', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { backupCodes } = await addTotp(client, account);
    const other = await createWorkerClient();
    await signInAgain(client, account);
    await signInAgain(other, account);
    const proof = { method: 'backup-code', code: backupCodes[3]?.toLowerCase() };
    const both = await Promise.all([show(client, proof), show(other, proof)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  });

  it("takes the account's own passkey, for the question that this session asked, and no copy of it", async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator } = await addPasskey(client, account);
    authenticator.counter = 5;
    await signInAgain(client, account);
    const ask = async () => (await client.call('POST', '/session/second-factor/passkey-options')).body;
    const request = await ask();
    expect(request.allowed).toHaveLength(1);
    const assertion = await authenticator.show(request, ORIGIN);
    expect((await show(client, { method: 'passkey', assertion })).status).toBe(200);
    await signInAgain(client, account);
    expect((await show(client, { method: 'passkey', assertion })).status).toBe(403);
    // A copy of the authenticator does not know how far the original has counted.
    const copied = await authenticator.show(await ask(), ORIGIN);
    expect((await show(client, { method: 'passkey', assertion: copied })).status).toBe(403);
    authenticator.counter = 6;
    const stranger = await createSoftAuthenticator();
    const foreign = { ...(await stranger.show(await ask(), ORIGIN)), id: assertion.id };
    expect((await show(client, { method: 'passkey', assertion: foreign })).status).toBe(403);
    const elsewhere = await authenticator.show(await ask(), 'https://evil.example');
    expect((await show(client, { method: 'passkey', assertion: elsewhere })).status).toBe(403);
    const right = await authenticator.show(await ask(), ORIGIN);
    expect((await show(client, { method: 'passkey', assertion: right })).status).toBe(200);
  });

  it('takes no factor of another account', async () => {
    const [one, two] = [await createWorkerClient(), await createWorkerClient()];
    const [first, second] = [await signUp(one), await signUp(two)];
    await addTotp(one, first);
    const { secret, backupCodes } = await addTotp(two, second);
    const { authenticator } = await addPasskey(two, second);
    await signInAgain(one, first);
    expect((await show(one, { method: 'totp', code: codeOf(secret) })).status).toBe(403);
    expect((await show(one, { method: 'backup-code', code: backupCodes[0] })).status).toBe(403);
    const request = (await one.call('POST', '/session/second-factor/passkey-options')).body;
    const assertion = await authenticator.show(request, ORIGIN);
    expect((await show(one, { method: 'passkey', assertion })).status).toBe(403);
  });

  it('is limited: many wrong codes close it for a while, also to a right one', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret } = await addTotp(client, account);
    await signInAgain(client, account);
    const codes: string[] = [];
    for (const code of wrongCodes(secret, 30)) {
      codes.push((await show(client, { method: 'totp', code })).body.code as string);
    }
    expect(codes[0]).toBe('wrong-code');
    expect(['rate-limited', 'account-locked']).toContain(codes.at(-1));
    const right = await show(client, { method: 'totp', code: codeOf(secret) });
    expect(['rate-limited', 'account-locked']).toContain(right.body.code);
  });
});

describe('a session whose second factor is due', () => {
  it('can do nothing that every signed-in person can, on no route of the contract', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await addTotp(client, account);
    await signInAgain(client, account);
    const refused: RouteId[] = [];
    for (const [id, route] of Object.entries(ROUTES) as [RouteId, Route][]) {
      if (route.requires === null || route.requires === 'operator') continue;
      if (route.requires.assurance === 'pending') continue;
      const path = route.path.replaceAll(/:[a-z]+/gi, 'AAAAAAAAAAAAAAAAAAAAAA');
      const reply = await client.call(route.method, path, route.body === undefined ? undefined : {});
      expect([id, reply.body?.code]).toEqual([id, 'second-factor-required']);
      refused.push(id);
    }
    expect(refused).toContain('sync');
    expect(refused).toContain('confirmTotp');
    expect(refused).toContain('stepUp');
  });

  it('of a guarded role without a factor can set one up, and nothing else', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await makeClinician(account);
    await signInAgain(client, account);
    for (const [id, route] of Object.entries(ROUTES) as [RouteId, Route][]) {
      if (route.requires === null || route.requires === 'operator') continue;
      if (route.requires.assurance === 'pending') continue;
      const path = route.path.replaceAll(/:[a-z]+/gi, 'AAAAAAAAAAAAAAAAAAAAAA');
      const reply = await client.call(route.method, path, route.body === undefined ? undefined : {});
      if (route.requires.duringSetUp === true) expect(reply.body?.code).not.toBe('second-factor-missing');
      else expect([id, reply.body?.code]).toEqual([id, 'second-factor-missing']);
    }
  });

  it('cannot be raised twice, nor can a full session use that address to step up', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { backupCodes } = await addTotp(client, account);
    const reply = await show(client, { method: 'backup-code', code: backupCodes[0] });
    expect(reply.body).toMatchObject({ code: 'invalid-request' });
    expect((await client.call('GET', '/account/second-factors')).body.backupCodesLeft).toBe(10);
  });
});

describe('signing in with a passkey alone', () => {
  it('opens a full, stepped-up session with the wrap that only this passkey opens', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator, id } = await addPasskey(client, account);
    const wrap = { version: 1, kind: 'passkey', wrapped: bytesText(60, 4) };
    await client.call('PUT', `/account/second-factors/passkeys/${id}/wrap`, { wrap });
    const told: string[] = [];
    const device = await createWorkerClient({
      notices: {
        channels: { email: true, phone: false },
        send: async () => {},
        tell: async (_, kind) => void told.push(kind),
      },
    });
    const signedIn = await signInByPasskey(device, authenticator);
    expect(told).toEqual(['new-device']);
    expect(signedIn).toMatchObject({
      status: 200,
      body: { state: 'signed-in', email: account.email, vaultId: account.vaultId, passkeyWrap: wrap },
    });
    expect(signedIn.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect((await device.call('GET', '/session')).status).toBe(200);
    expect((await device.call('POST', '/account/second-factors/backup-codes')).status).toBe(200);
    expect((await device.call('DELETE', '/session')).status).toBe(204);
    expect((await device.call('GET', '/session')).status).toBe(401);
  });

  it('wants an authenticator that verified its user, a fresh question and its own owner', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator } = await addPasskey(client, account);
    client.cookie = '';
    authenticator.verifiesUser = false;
    expect((await signInByPasskey(client, authenticator)).body).toMatchObject({ code: 'wrong-credentials' });
    authenticator.verifiesUser = true;
    const request = (await client.call('POST', '/session/passkey/options')).body;
    const assertion = await authenticator.show(request, ORIGIN);
    const asAnother = { ...assertion, userHandle: bytesText(36, 3) };
    expect((await client.call('POST', '/session/passkey', { assertion: asAnother })).status).toBe(401);
    expect((await client.call('POST', '/session/passkey', { assertion })).status).toBe(200);
    client.cookie = '';
    expect((await client.call('POST', '/session/passkey', { assertion })).status).toBe(401);
  });

  it('says the same of an unknown passkey as of a wrong answer, and asks everybody the same', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator } = await addPasskey(client, account);
    client.cookie = '';
    const unknown = await signInByPasskey(client, await createSoftAuthenticator());
    authenticator.verifiesUser = false;
    const wrong = await signInByPasskey(client, authenticator);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    const request = (await client.call('POST', '/session/passkey/options')).body;
    expect(request.allowed).toEqual([]);
  });

  it('does not open a locked account', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator } = await addPasskey(client, account);
    await env.DB.prepare('UPDATE user SET locked_at = 1 WHERE id = ?1').bind(account.accountId).run();
    client.cookie = '';
    expect((await signInByPasskey(client, authenticator)).status).toBe(401);
  });
});

describe('what was signed in before the first second factor', () => {
  it('owes it from then on, and programs end: it may be a thief who has the passphrase', async () => {
    const [owner, thief] = [await createWorkerClient(), await createWorkerClient()];
    const account = await signUp(owner);
    await signInAgain(thief, account);
    await stepUp(account.accountId);
    expect(
      (await thief.call('POST', '/tokens', { label: 'Script', scopes: ['journal'] })).status,
    ).toBeLessThan(300);
    const { secret } = await addTotp(owner, account);
    expect((await owner.call('GET', '/consents')).status).toBe(200);
    expect((await thief.call('GET', '/consents')).body).toMatchObject({ code: 'second-factor-required' });
    const { sessions } = (await owner.call('GET', '/sessions')).body;
    expect(sessions.map(({ kind }: { kind: string }) => kind)).not.toContain('api');
    await stepUp(account.accountId);
    // A further factor asks nobody anew.
    const laptop = await createWorkerClient();
    await signInAgain(laptop, account);
    expect((await show(laptop, { method: 'totp', code: codeOf(secret) })).status).toBe(200);
    await addPasskey(owner, account);
    expect((await laptop.call('GET', '/consents')).status).toBe(200);
  });
});

describe('wrong tries of a thief who has the passphrase', () => {
  it('keep the owner neither from stepping up nor from a passkey or a backup code', async () => {
    const [owner, thief] = [await createWorkerClient(), await createWorkerClient()];
    const account = await signUp(owner);
    const { secret, backupCodes } = await addTotp(owner, account);
    await signInAgain(thief, account);
    for (const code of wrongCodes(secret, 12)) await show(thief, { method: 'totp', code });
    const locked = await show(thief, { method: 'totp', code: codeOf(secret) });
    expect(['rate-limited', 'account-locked']).toContain(locked.body.code);
    const proof = { method: 'totp', code: codeOf(secret) };
    expect((await owner.call('POST', '/session/step-up', proof)).status).toBe(204);
    const phone = await createWorkerClient();
    await signInAgain(phone, account);
    expect((await show(phone, { method: 'backup-code', code: backupCodes[0] })).status).toBe(200);
  });
});

describe('recovery words', () => {
  it('set a new passphrase, and still leave the second factor to be shown', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret } = await addTotp(client, account);
    const { email, recoveryProof } = account;
    const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
    const authSecret = bytesText(32, 7);
    const reset = {
      ...{ email, recoveryProof, kdf, authSecret },
      passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    };
    client.cookie = '';
    expect((await client.call('POST', '/account/recovery/reset', reset)).status).toBe(204);
    const signedIn = await client.call('POST', '/session', { email, authSecret });
    expect(signedIn.body.state).toBe('second-factor');
    expect(JSON.stringify(signedIn.body)).not.toContain('wrapped');
    expect((await show(client, { method: 'totp', code: codeOf(secret) })).status).toBe(200);
  });
});
