import { env } from 'cloudflare:workers';
import { parseBase64Url, toBase64Url, utf8 } from '@undertone/base/bytes';
import { systemClock, type EpochMs } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { ACCESS_TOKEN_LIFETIME_S } from '../account/access-token.ts';
import type { AuditEvent } from '../audit/audit.ts';
import { createWorkerClient, signUp, type TestAccount, type WorkerClient } from '../testing/worker-client.ts';

let now = systemClock.now();
const clock = { now: () => now };
const JOURNAL = { label: 'Backup script', scopes: ['journal', 'readings'] };

async function stepUp(account: TestAccount) {
  const sql = 'UPDATE session SET stepped_up_at = ?2 WHERE user_id = ?1';
  await env.DB.prepare(sql).bind(account.accountId, now).run();
}

async function personWithProgram(overrides: Parameters<typeof createWorkerClient>[0] = {}) {
  const person = await createWorkerClient({ clock, ...overrides });
  const account = await signUp(person);
  await stepUp(account);
  const tokens = await person.call('POST', '/tokens', JOURNAL);
  expect(tokens.status).toBe(201);
  const program = await createWorkerClient({ clock, ...overrides });
  return { person, account, program, tokens: tokens.body };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const syncWith = (client: WorkerClient, token: string) =>
  client.call('GET', '/readings', undefined, bearer(token));

describe('a program that was let in', () => {
  it('does what its scopes allow and nothing else', async () => {
    const { program, tokens } = await personWithProgram();
    expect((await syncWith(program, tokens.accessToken)).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/sessions'],
      ['GET', '/session'],
      ['POST', '/tokens'],
      ['DELETE', '/sessions'],
    ] as const) {
      const reply = await program.call(method, path, undefined, bearer(tokens.accessToken));
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  it('is let in only by someone who has just shown who they are', async () => {
    const person = await createWorkerClient({ clock });
    const account = await signUp(person);
    expect(await person.call('POST', '/tokens', JOURNAL)).toMatchObject({
      status: 403,
      body: { code: 'step-up-required', action: 'step-up' },
    });
    await stepUp(account);
    now = (now + 10 * 60_000 + 1) as EpochMs;
    expect((await person.call('POST', '/tokens', JOURNAL)).status).toBe(403);
    now = (now - 20 * 60_000) as EpochMs;
    expect((await person.call('POST', '/tokens', JOURNAL)).status).toBe(403);
  });

  it('never gets the scope of a person at a screen', async () => {
    const { person } = await personWithProgram();
    for (const scopes of [['account'], [], ['journal', 'journal'], ['everything']]) {
      const reply = await person.call('POST', '/tokens', { label: 'x', scopes });
      expect(reply).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('is out at once when its session is ended, whatever its token says', async () => {
    const { person, program, tokens } = await personWithProgram();
    expect((await person.call('DELETE', `/sessions/${tokens.sessionId}`)).status).toBe(204);
    expect((await syncWith(program, tokens.accessToken)).status).toBe(401);
    const { refreshToken } = tokens;
    expect((await program.call('POST', '/tokens/refresh', { refreshToken })).status).toBe(401);
  });

  it('cannot be one of too many', async () => {
    const { person } = await personWithProgram();
    const replies: number[] = [];
    for (let index = 0; index < 50; index += 1) {
      replies.push((await person.call('POST', '/tokens', JOURNAL)).status);
    }
    expect(replies.filter((status) => status === 201)).toHaveLength(49);
    expect(replies.at(-1)).toBe(409);
  });
});

describe('an access token', () => {
  it('can be checked by anybody who has the published keys', async () => {
    const { account, program, tokens } = await personWithProgram();
    const keys = await program.call('GET', '/tokens/keys');
    const { payload, protectedHeader } = await jwtVerify(tokens.accessToken, createLocalJWKSet(keys.body), {
      issuer: 'undertone',
      audience: 'undertone-api',
      currentDate: new Date(now),
    });
    expect(payload).toMatchObject({ sub: account.accountId, scope: 'journal readings' });
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(JSON.stringify(keys.body)).not.toContain('"d"');
  });

  it('ends after five minutes', async () => {
    const { program, tokens } = await personWithProgram();
    now = (now + ACCESS_TOKEN_LIFETIME_S * 1000 - 1000) as EpochMs;
    expect((await syncWith(program, tokens.accessToken)).status).toBe(200);
    now = (now + 2000) as EpochMs;
    expect((await syncWith(program, tokens.accessToken)).status).toBe(401);
  });

  it('signed by a retired key is good for the rest of its own life, and no longer', async () => {
    now = systemClock.now();
    const { program, tokens } = await personWithProgram();
    const { accessTokens, signingKeys } = program.dependencies;
    const kid = (await signingKeys.current('token')).keyId;
    await signingKeys.rotate('token');
    expect((await syncWith(program, tokens.accessToken)).status).toBe(200);
    now = (systemClock.now() + ACCESS_TOKEN_LIFETIME_S * 1000) as EpochMs;
    expect(JSON.stringify((await program.call('GET', '/tokens/keys')).body)).not.toContain(kid);
    const before = (now - ACCESS_TOKEN_LIFETIME_S * 1000) as EpochMs;
    expect(await accessTokens.read(tokens.accessToken, before)).not.toBeNull();
    expect(await accessTokens.read(tokens.accessToken, now)).toBeNull();
  });

  it('counts for nothing when it was forged, whichever way', async () => {
    const { person, program, tokens } = await personWithProgram();
    const [header, payload, signature] = tokens.accessToken.split('.') as [string, string, string];
    const text = (part: string) => new TextDecoder().decode(unwrap(parseBase64Url(part)));
    const encode = (value: object) => toBase64Url(utf8(JSON.stringify(value)));
    const claims = JSON.parse(text(payload)) as Record<string, unknown>;
    const head = JSON.parse(text(header)) as Record<string, unknown>;
    const [{ x }] = (await program.call('GET', '/tokens/keys')).body.keys;
    const hmacKey = await crypto.subtle.importKey(
      'raw',
      unwrap(parseBase64Url(x)),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const confused = `${encode({ ...head, alg: 'HS256' })}.${payload}`;
    const mac = toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, utf8(confused))));
    for (const token of [
      `${encode({ ...head, alg: 'none' })}.${payload}.`,
      `${encode({ ...head, alg: 'none' })}.${payload}.${signature}`,
      `${confused}.${mac}`,
      `${header}.${encode({ ...claims, sid: 'another-session-of-theirs' })}.${signature}`,
      `${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`,
      `${encode({ ...head, kid: 'unknown' })}.${payload}.${signature}`,
      `${encode({ ...head, typ: 'JWT' })}.${payload}.${signature}`,
      `${encode({ ...head, crit: ['b64'], b64: false })}.${payload}.${signature}`,
      'a.b.c',
      'x'.repeat(5000),
      '',
    ]) {
      expect((await syncWith(program, token)).status).toBe(401);
    }
    // Nor does a right cookie rescue a wrong token.
    expect((await syncWith(person, 'a.b.c')).status).toBe(401);
    expect((await syncWith(person, tokens.accessToken)).status).toBe(200);
  });
});

describe('a refresh token', () => {
  it('buys one new pair, which goes on', async () => {
    const { program, tokens } = await personWithProgram();
    let { refreshToken } = tokens;
    for (let round = 0; round < 3; round += 1) {
      now = (now + 3_600_000) as EpochMs;
      const reply = await program.call('POST', '/tokens/refresh', { refreshToken });
      expect(reply.status).toBe(200);
      expect(reply.body.refreshToken).not.toBe(refreshToken);
      expect((await syncWith(program, reply.body.accessToken)).status).toBe(200);
      ({ refreshToken } = reply.body);
    }
  });

  it('leaves one line for each day that the program came, and one when it is thrown out', async () => {
    const audited: AuditEvent[] = [];
    const { person, account, program, tokens } = await personWithProgram({
      audit: { record: async (event) => void audited.push(event) },
    });
    let { refreshToken } = tokens;
    for (const hours of [0, 24, 0, 24]) {
      now = (now + hours * 3_600_000) as EpochMs;
      const reply = await program.call('POST', '/tokens/refresh', { refreshToken });
      expect(reply.status).toBe(200);
      ({ refreshToken } = reply.body);
    }
    expect((await person.call('DELETE', `/sessions/${tokens.sessionId}`)).status).toBe(204);
    const lines = audited.filter(({ subject }) => subject === tokens.sessionId);
    expect(lines.map(({ action }) => action)).toEqual([
      ...['token.issued', 'token.refreshed', 'token.refreshed', 'token.revoked'],
    ]);
    expect(lines.every((line) => line.account === account.accountId && line.actor === line.account)).toBe(
      true,
    );
  });

  it('used twice ends its whole family and leaves the trace that the owner is told by', async () => {
    const audited: AuditEvent[] = [];
    const { account, program, tokens } = await personWithProgram({
      audit: { record: async (event) => void audited.push(event) },
    });
    const { refreshToken } = tokens;
    const thief = await program.call('POST', '/tokens/refresh', { refreshToken });
    expect(thief.status).toBe(200);
    expect((await program.call('POST', '/tokens/refresh', { refreshToken })).status).toBe(401);
    expect((await syncWith(program, thief.body.accessToken)).status).toBe(401);
    const next = { refreshToken: thief.body.refreshToken };
    expect((await program.call('POST', '/tokens/refresh', next)).status).toBe(401);
    expect(audited).toContainEqual(
      expect.objectContaining({
        account: account.accountId,
        action: 'token.reused',
        subject: tokens.sessionId,
      }),
    );
  });

  it('serves only one of two that use it in the same moment', async () => {
    const { program, tokens } = await personWithProgram();
    const { refreshToken } = tokens;
    const replies = await Promise.all(
      [1, 2, 3].map(() => program.call('POST', '/tokens/refresh', { refreshToken })),
    );
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect((await syncWith(program, tokens.accessToken)).status).toBe(401);
  });

  it('is no good once it is old, or was never ours', async () => {
    const { program, tokens } = await personWithProgram();
    const { refreshToken } = tokens;
    now = (now + 61 * 24 * 3_600_000) as EpochMs;
    expect((await program.call('POST', '/tokens/refresh', { refreshToken })).status).toBe(401);
    const other = { refreshToken: 'A'.repeat(43) };
    expect((await program.call('POST', '/tokens/refresh', other)).status).toBe(401);
  });
});
