import { env } from 'cloudflare:workers';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import { ROUTES } from '@undertone/contract/routes';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countDatabase } from '../db/counted-database.ts';
import { stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, signUp, signUpRequest } from '../testing/worker-client.ts';

afterEach(() => vi.restoreAllMocks());

const DAY_MS = 24 * 3600 * 1000;
const RIGHT = bytesText(32, 1);
const WRONG = bytesText(32, 99);

describe('prelogin', () => {
  it('answers alike for a known and an unknown address, stable, and unchanged by signing up', async () => {
    const client = await createWorkerClient();
    const { email, vaultId: _, ...rest } = await signUp(client);
    const known = await client.call('POST', '/account/prelogin', { email: ` ${email.toUpperCase()} ` });
    const unknown = await client.call('POST', '/account/prelogin', { email: `x${email}` });
    const again = await client.call('POST', '/account/prelogin', { email: `x${email}` });
    expect(v.is(ROUTES.prelogin.reply, unknown.body)).toBe(true);
    expect(Object.keys(known.body.kdf)).toEqual(Object.keys(unknown.body.kdf));
    expect(unknown.body).toEqual(again.body);
    expect(known.body.kdf).toEqual((rest as unknown as { kdf: unknown }).kdf);
    expect({ ...known.body.kdf, salt: '' }).toEqual({ ...unknown.body.kdf, salt: '' });
    expect(known.body.kdf.salt).not.toBe(unknown.body.kdf.salt);
  });
});

describe('sign-up', () => {
  it('makes account, keys and session, and nobody can read a secret in the database', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    const reply = await client.call('POST', '/account', request);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      email: request.email,
      vaultId: request.vaultId,
      recoveryRehearsed: false,
    });
    const cookie = reply.headers.getSetCookie();
    expect(cookie).toHaveLength(2);
    expect(cookie[0]).toMatch(
      /^__Host-undertone-session=[^;]+; Max-Age=5184000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await client.call('GET', '/session')).body).toEqual(reply.body);
    const rows = await Promise.all(
      ['user', 'credential', 'account_key', 'session', 'attempt'].map(
        async (table) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results,
      ),
    );
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(request.authSecret);
    expect(stored).not.toContain(request.recoveryProof);
    expect(stored).not.toContain('2001:db8');
  });

  it('is refused for a taken address, also with another vault or another secret', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    await client.call('POST', '/account', request);
    for (const change of [{ vaultId: crypto.randomUUID() }, { authSecret: WRONG }]) {
      const reply = await client.call('POST', '/account', { ...request, ...change });
      expect(reply).toMatchObject({ status: 409, body: { code: 'email-unavailable' } });
    }
    expect((await client.call('POST', '/session', { email: request.email, authSecret: RIGHT })).status).toBe(
      200,
    );
  });

  it('may be sent again when its answer was lost', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    const first = await client.call('POST', '/account', request);
    const second = await client.call('POST', '/account', request);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  it('sent again with other recovery words, keeps those that the person was shown', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    await client.call('POST', '/account', request);
    const shown = {
      recoveryProof: bytesText(32, 41),
      recoveryWrap: { ...request.recoveryWrap, wrapped: bytesText(60, 42) },
    };
    expect((await client.call('POST', '/account', { ...request, ...shown })).status).toBe(201);
    const { email } = request;
    const open = (recoveryProof: string) =>
      client.call('POST', '/account/recovery/open', { email, recoveryProof });
    expect((await open(request.recoveryProof)).status).toBe(401);
    expect((await open(shown.recoveryProof)).body).toMatchObject({ recoveryWrap: shown.recoveryWrap });
  });

  it('never undoes words that were typed back from paper', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    await client.call('POST', '/account', request);
    await client.call('POST', '/account/recovery/rehearsed');
    const again = { ...request, recoveryProof: bytesText(32, 41) };
    expect((await client.call('POST', '/account', again)).body).toMatchObject({ code: 'email-unavailable' });
    const { email, recoveryProof } = request;
    expect((await client.call('POST', '/account/recovery/open', { email, recoveryProof })).status).toBe(200);
  });

  it('happens whole or not at all', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    await env.DB.exec(
      `CREATE TRIGGER fail_keys BEFORE INSERT ON account_key BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    expect((await client.call('POST', '/account', request)).status).toBe(500);
    await env.DB.exec('DROP TRIGGER fail_keys');
    const { results } = await env.DB.prepare('SELECT id FROM user WHERE email = ?1')
      .bind(request.email)
      .all();
    expect(results).toEqual([]);
    expect((await client.call('POST', '/account', request)).status).toBe(201);
  });

  it('takes only the salt that prelogin gave, so that prelogin goes on answering the same', async () => {
    const client = await createWorkerClient();
    const request = await signUpRequest(client);
    const kdf = { ...request.kdf, salt: bytesText(16, 5) };
    expect((await client.call('POST', '/account', { ...request, kdf })).body).toMatchObject({
      code: 'invalid-request',
      issues: [{ path: 'kdf', rule: 'as-prelogin-said' }],
    });
  });
});

describe('sign-up sent again', () => {
  it('replaces the words for some minutes only, and that is written down', async () => {
    let now = systemClock.now();
    const recorded: string[] = [];
    const audit = { record: async ({ action }: { action: string }) => void recorded.push(action) };
    const client = await createWorkerClient({ clock: { now: () => now }, audit });
    const request = await signUpRequest(client);
    expect((await client.call('POST', '/account', request)).status).toBe(201);
    const again = { ...request, recoveryProof: bytesText(32, 44) };
    expect((await client.call('POST', '/account', again)).status).toBe(201);
    expect(recorded).toContain('recovery.replaced');
    now = (now + 10 * 60_000) as EpochMs;
    const later = { ...request, recoveryProof: bytesText(32, 45) };
    expect((await client.call('POST', '/account', later)).body.code).toBe('email-unavailable');
    const { email } = request;
    const open = (recoveryProof: string) =>
      client.call('POST', '/account/recovery/open', { email, recoveryProof });
    expect((await open(later.recoveryProof)).status).toBe(401);
    expect((await open(again.recoveryProof)).status).toBe(200);
  });
});

describe('sign-in', () => {
  it('takes the right secret only, in any spelling of the address', async () => {
    const client = await createWorkerClient();
    const { email } = await signUp(client);
    client.cookie = '';
    const wrong = await client.call('POST', '/session', { email, authSecret: WRONG });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(wrong.headers.getSetCookie()).toEqual([]);
    const right = await client.call('POST', '/session', { email: email.toUpperCase(), authSecret: RIGHT });
    expect(right.status).toBe(200);
    expect((await client.call('GET', '/session')).status).toBe(200);
  });

  it('answers an unknown address with the same words and the same work as a wrong secret', async () => {
    const { database, counts } = countDatabase(env.DB);
    const client = await createWorkerClient({}, { ...env, DB: database });
    const { email } = await signUp(client);
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const queriesBefore = counts.queries;
    const known = await client.call('POST', '/session', { email, authSecret: WRONG });
    expect(derive).toHaveBeenCalledTimes(1);
    const queriesOfKnown = counts.queries - queriesBefore;
    const unknown = await client.call('POST', '/session', { email: `x${email}`, authSecret: WRONG });
    expect(derive).toHaveBeenCalledTimes(2);
    expect(counts.queries - queriesBefore).toBe(2 * queriesOfKnown);
    const [first, second] = derive.mock.calls.map(
      ([algorithm]) => (algorithm as { iterations: number }).iterations,
    );
    expect(first).toBe(second);
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('slows guessing at one account, whoever guesses, and lets the owner in again later', async () => {
    let now = systemClock.now();
    const clock = { now: () => now };
    const owner = await createWorkerClient({ clock });
    const { email } = await signUp(owner);
    for (let guess = 0; guess < 5; guess++) {
      const guesser = await createWorkerClient({ clock });
      expect((await guesser.call('POST', '/session', { email, authSecret: WRONG })).status).toBe(401);
    }
    const elsewhere = await createWorkerClient({ clock });
    const refused = await elsewhere.call('POST', '/session', { email, authSecret: RIGHT });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited', action: 'retry-later' } });
    expect(refused.body.retryAfterMs).toBeGreaterThan(0);
    expect((await owner.call('GET', '/session')).status).toBe(200);
    now = (now + refused.body.retryAfterMs) as EpochMs;
    expect((await owner.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(200);
  });

  it('counts only wrong guesses', async () => {
    const client = await createWorkerClient();
    const { email } = await signUp(client);
    for (let times = 0; times < 12; times++) {
      expect((await client.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(200);
    }
  });
});

describe('a session', () => {
  it('ends at once on sign-out, everywhere its cookie is held', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    const { cookie } = client;
    const reply = await client.call('DELETE', '/session');
    expect(reply.status).toBe(204);
    expect(reply.headers.getSetCookie()[0]).toContain('Max-Age=0');
    client.cookie = cookie;
    expect((await client.call('GET', '/session')).status).toBe(401);
  });

  it('cannot be made up: another signature or another token is no session', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    const [name, value] = client.cookie.split(/=(.*)/s) as [string, string];
    const [token, signature] = decodeURIComponent(value).split(/\.(.*)/s) as [string, string];
    for (const forged of [token, `${token}.`, `x${token}.${signature}`, `${token}.${btoa('x'.repeat(32))}`]) {
      client.cookie = `${name}=${encodeURIComponent(forged)}`;
      expect((await client.call('GET', '/session')).status).toBe(401);
    }
  });

  it('expires when unused and is renewed when used', async () => {
    let now = systemClock.now();
    const client = await createWorkerClient({ clock: { now: () => now } });
    await signUp(client);
    now = (now + 2 * DAY_MS) as EpochMs;
    const renewed = await client.call('GET', '/session');
    expect(renewed.status).toBe(200);
    now = (now + 61 * DAY_MS) as EpochMs;
    expect((await client.call('GET', '/session')).status).toBe(401);
  });
});

describe('changing the passphrase', () => {
  const change = (kdf: unknown, parts = {}) => ({
    currentAuthSecret: RIGHT,
    authSecret: bytesText(32, 7),
    kdf,
    passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    ...parts,
  });

  it('swaps secret and wrap together, leaves what prelogin says, and ends every other session', async () => {
    const [here, there] = [await createWorkerClient(), await createWorkerClient()];
    const account = await signUp(here);
    const { email } = account;
    await there.call('POST', '/session', { email, authSecret: RIGHT });
    const { kdf } = (await here.call('POST', '/account/prelogin', { email })).body;
    await stepUp(account.accountId);
    for (const other of [
      { ...kdf, iterations: 4 },
      { ...kdf, salt: bytesText(16, 9) },
    ]) {
      expect((await here.call('PUT', '/account/passphrase', change(other))).status).toBe(400);
    }
    expect((await here.call('PUT', '/account/passphrase', change(kdf))).status).toBe(204);
    expect((await there.call('GET', '/session')).status).toBe(401);
    expect((await here.call('GET', '/session')).body.passphraseWrap.wrapped).toBe(bytesText(60, 8));
    expect((await here.call('POST', '/account/prelogin', { email })).body.kdf).toEqual(kdf);
    expect((await there.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(401);
    expect((await there.call('POST', '/session', { email, authSecret: bytesText(32, 7) })).status).toBe(200);
  });

  it('is possible for an account that is older than the secret which salts are made with', async () => {
    const client = await createWorkerClient();
    const { accountId, email, recoveryProof } = await signUp(client);
    const own = { ...(await client.call('POST', '/account/prelogin', { email })).body.kdf };
    const kdf = { ...own, salt: bytesText(16, 9) };
    await env.DB.prepare('UPDATE account_key SET kdf = ?2 WHERE account_id = ?1')
      .bind(accountId, JSON.stringify(kdf))
      .run();
    expect((await client.call('POST', '/account/prelogin', { email })).body.kdf).toEqual(kdf);
    await stepUp(accountId);
    expect((await client.call('PUT', '/account/passphrase', change(own))).status).toBe(400);
    expect((await client.call('PUT', '/account/passphrase', change(kdf))).status).toBe(204);
    const { authSecret, passphraseWrap } = change(kdf);
    const reset = { email, recoveryProof, kdf, authSecret, passphraseWrap };
    expect((await client.call('POST', '/account/recovery/reset', reset)).status).toBe(204);
  });

  it('needs the current secret again, and parameters no weaker than the floor', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { email } = account;
    await stepUp(account.accountId);
    const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
    const borrowed = await client.call(
      'PUT',
      '/account/passphrase',
      change(kdf, { currentAuthSecret: WRONG }),
    );
    expect(borrowed).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect((await client.call('PUT', '/account/passphrase', change({ ...kdf, iterations: 1 }))).status).toBe(
      400,
    );
    expect((await client.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(200);
  });
});
