import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
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
import { bytesText, createWorkerClient, ORIGIN, signUp } from '../testing/worker-client.ts';

const overview = '/account/second-factors';

holdTime();

describe('an authenticator app', () => {
  it('is set up once its first code came back, with ten backup codes that are shown once', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await stepUp(account.accountId);
    const { secret, uri } = (await client.call('POST', `${overview}/totp`)).body;
    expect(uri).toContain(secret);
    expect((await client.call('GET', overview)).body).toMatchObject({ totp: null, backupCodesLeft: 0 });
    const wrong = await client.call('PUT', `${overview}/totp`, { code: wrongCodes(secret, 1)[0] });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-code' } });
    const right = await client.call('PUT', `${overview}/totp`, { code: codeOf(secret) });
    expect(right.body.backupCodes).toHaveLength(10);
    expect((await client.call('GET', overview)).body).toMatchObject({
      totp: { addedAt: expect.any(String) as string },
      ...{ backupCodesLeft: 10, isRequired: false, resetAt: null, passkeys: [] },
    });
  });

  it('leaves nothing in the database that makes codes, nor a backup code', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret, backupCodes } = await addTotp(client, account);
    const rows = await Promise.all(
      ['totp', 'backup_code'].map(
        async (table) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results,
      ),
    );
    const stored = JSON.stringify(rows);
    expect(stored).toContain(account.accountId);
    expect(stored).not.toContain(secret);
    for (const code of backupCodes) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('is replaced only by a confirmed one, and brings no second set of backup codes', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { secret } = await addTotp(client, account);
    const next = (await client.call('POST', `${overview}/totp`)).body.secret as string;
    await signInAgain(client, account);
    const shown = await client.call('POST', '/session/second-factor', {
      method: 'totp',
      code: codeOf(secret),
    });
    expect(shown.status).toBe(200);
    const replaced = await client.call('PUT', `${overview}/totp`, { code: codeOf(next) });
    expect(replaced).toMatchObject({ status: 200, body: { backupCodes: null } });
    await signInAgain(client, account);
    const old = { method: 'totp', code: codeOf(secret, 1) };
    expect((await client.call('POST', '/session/second-factor', old)).status).toBe(403);
  });

  it('cannot be begun, replaced or removed by a session that was not shown again to be the same person', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    for (const [method, path, body] of [
      ['POST', `${overview}/totp`, undefined],
      ['PUT', `${overview}/totp`, { code: '000000' }],
      ['DELETE', `${overview}/totp`, undefined],
      ['POST', `${overview}/passkeys/options`, undefined],
      ['POST', `${overview}/backup-codes`, undefined],
    ] as const) {
      expect((await client.call(method, path, body)).body).toMatchObject({ code: 'step-up-required' });
    }
  });
});

describe('backup codes', () => {
  it('are replaced as a whole, and exist only beside a factor', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await stepUp(account.accountId);
    expect((await client.call('POST', `${overview}/backup-codes`)).body).toMatchObject({
      code: 'not-found',
    });
    const { backupCodes } = await addTotp(client, account);
    const renewed = (await client.call('POST', `${overview}/backup-codes`)).body.backupCodes as string[];
    expect(renewed).toHaveLength(10);
    await signInAgain(client, account);
    const use = (code: string | undefined) =>
      client.call('POST', '/session/second-factor', { method: 'backup-code', code });
    expect((await use(backupCodes[0])).status).toBe(403);
    expect((await use(renewed[0])).status).toBe(200);
    expect((await client.call('GET', overview)).body.backupCodesLeft).toBe(9);
    expect((await client.call('DELETE', `${overview}/totp`)).status).toBe(204);
    expect((await client.call('GET', overview)).body.backupCodesLeft).toBe(0);
  });
});

describe('a passkey', () => {
  it('is added, named, given a wrap and removed by its owner', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { id, backupCodes } = await addPasskey(client, account);
    expect(backupCodes).toHaveLength(10);
    const path = `${overview}/passkeys/${id}`;
    expect((await client.call('PUT', path, { name: ' Phone ' })).status).toBe(204);
    const wrap = { version: 1, kind: 'passkey', wrapped: bytesText(60, 4) };
    expect((await client.call('PUT', `${path}/wrap`, { wrap })).status).toBe(204);
    expect((await client.call('GET', overview)).body.passkeys).toEqual([
      {
        ...{
          id,
          credentialId: expect.any(String) as string,
          name: 'Phone',
          addedAt: expect.any(String) as string,
          lastUsedAt: null,
        },
        ...{ isSynced: false, opensJournal: true },
      },
    ]);
    expect((await client.call('PUT', `${path}/wrap`, { wrap: null })).status).toBe(204);
    expect((await client.call('GET', overview)).body.passkeys[0].opensJournal).toBe(false);
    expect((await client.call('DELETE', path)).status).toBe(204);
    expect((await client.call('GET', overview)).body.passkeys).toEqual([]);
  });

  it('of somebody else is as if it were not there', async () => {
    const [owner, other] = [await createWorkerClient(), await createWorkerClient()];
    const { id } = await addPasskey(owner, await signUp(owner));
    await stepUp((await signUp(other)).accountId);
    const path = `${overview}/passkeys/${id}`;
    expect((await other.call('PUT', path, { name: 'Mine' })).status).toBe(404);
    expect((await other.call('PUT', `${path}/wrap`, { wrap: null })).status).toBe(404);
    expect((await other.call('DELETE', path)).status).toBe(404);
    expect((await owner.call('GET', overview)).body.passkeys).toHaveLength(1);
  });

  it('is not added twice, nor by an answer to an old question, another site or another session', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await stepUp(account.accountId);
    const authenticator = await createSoftAuthenticator();
    const ask = async () => (await client.call('POST', `${overview}/passkeys/options`)).body;
    const add = (credential: unknown) =>
      client.call('POST', `${overview}/passkeys`, { name: 'Key', credential });
    const elsewhere = await authenticator.create(await ask(), 'https://undertone.example.evil');
    expect((await add(elsewhere)).body).toMatchObject({ code: 'wrong-code' });
    const foreign = await authenticator.create({ ...(await ask()), rpId: 'evil.example' }, ORIGIN);
    expect((await add(foreign)).body).toMatchObject({ code: 'wrong-code' });
    const made = await authenticator.create(await ask(), ORIGIN);
    expect((await add(made)).status).toBe(201);
    expect((await add(made)).body).toMatchObject({ code: 'wrong-code' });
    expect((await add(await authenticator.create(await ask(), ORIGIN))).body).toMatchObject({
      code: 'wrong-code',
    });
    const another = await createWorkerClient();
    await stepUp((await signUp(another)).accountId);
    const stolen = (await another.call('POST', `${overview}/passkeys/options`)).body;
    const answer = await (await createSoftAuthenticator()).create(stolen, ORIGIN);
    expect((await add(answer)).body).toMatchObject({ code: 'wrong-code' });
  });
});

describe('a role that needs a second factor', () => {
  it('keeps its last one, whichever it is', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await addTotp(client, account);
    const { id } = await addPasskey(client, account);
    await makeClinician(account);
    expect((await client.call('GET', overview)).body.isRequired).toBe(true);
    const remove = {
      totp: () => client.call('DELETE', `${overview}/totp`),
      passkey: () => client.call('DELETE', `${overview}/passkeys/${id}`),
    };
    const both = await Promise.all([remove.totp(), remove.passkey()]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'last-second-factor' });
  });

  it('gets its session in full only with the factor, under a new token', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    await makeClinician(account);
    expect((await signInAgain(client, account)).body).toEqual({ state: 'set-up-second-factor' });
    const before = client.cookie;
    expect((await client.call('POST', `${overview}/totp`)).body).toMatchObject({ code: 'step-up-required' });
    await addTotp(client, account);
    expect(client.cookie).not.toBe(before);
    expect((await client.call('GET', '/session')).body).toMatchObject({
      state: 'signed-in',
      email: account.email,
    });
    client.cookie = before;
    expect((await client.call('GET', '/session')).status).toBe(401);
  });
});
