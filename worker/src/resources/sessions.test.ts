import { env } from 'cloudflare:workers';
import { systemClock, type EpochMs } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import { describe, expect, it } from 'vitest';
import { MOST_BROWSERS } from '../account/auth.ts';
import { MOST_SESSION_AGE_MS } from '../account/session.ts';
import { createWorkerClient, signUp, type TestAccount, type WorkerClient } from '../testing/worker-client.ts';

const MINUTE_MS = 60_000;
const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0';

async function signIn(account: TestAccount, clock = systemClock, userAgent = '') {
  const client = await createWorkerClient({ clock });
  const { email, authSecret } = account;
  const reply = await client.call('POST', '/session', { email, authSecret }, { 'user-agent': userAgent });
  expect(reply.status).toBe(200);
  return client;
}

const listOf = async (client: WorkerClient) => (await client.call('GET', '/sessions')).body.sessions;

describe('the list of sessions', () => {
  it('names each by browser and system, newest first, and marks the one that asks', async () => {
    let now = systemClock.now();
    const clock = { now: () => now };
    const first = await createWorkerClient({ clock });
    const account = await signUp(first);
    now = (now + 5000) as EpochMs;
    const second = await signIn(account, clock, FIREFOX);
    const list = await listOf(second);
    expect(list).toMatchObject([
      { kind: 'web', label: 'Firefox, Android', scopes: null, isCurrent: true },
      { kind: 'web', label: '', isCurrent: false },
    ]);
    const fields = ['id', 'isCurrent', 'kind', 'label', 'lastSeenAt', 'scopes', 'startedAt'];
    for (const session of list) expect(Object.keys(session).sort()).toEqual(fields);
  });

  it('shows nobody the sessions of others, nor lets them end one', async () => {
    const one = await createWorkerClient();
    const other = await createWorkerClient();
    await signUp(one);
    await signUp(other);
    const [{ id }] = await listOf(one);
    expect((await listOf(other)).map((session: { id: string }) => session.id)).not.toContain(id);
    const reply = await other.call('DELETE', `/sessions/${id}`);
    expect(reply).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await listOf(one)).toHaveLength(1);
  });
});

describe('ending sessions', () => {
  it('ends one at once', async () => {
    const first = await createWorkerClient();
    const second = await signIn(await signUp(first));
    const other = (await listOf(second)).find((session: { isCurrent: boolean }) => !session.isCurrent);
    expect((await second.call('DELETE', `/sessions/${other.id}`)).status).toBe(204);
    expect((await first.call('GET', '/session')).status).toBe(401);
    expect((await second.call('GET', '/session')).status).toBe(200);
  });

  it('ends all others and keeps its own', async () => {
    const first = await createWorkerClient();
    const account = await signUp(first);
    const [second, third] = [await signIn(account), await signIn(account)];
    expect((await third.call('DELETE', '/sessions')).status).toBe(204);
    for (const ended of [first, second]) expect((await ended.call('GET', '/session')).status).toBe(401);
    expect(await listOf(third)).toHaveLength(1);
  });
});

describe('the number of browsers that are signed in', () => {
  it('is bounded: the one that was here first is signed out', async () => {
    const first = await createWorkerClient();
    const account = await signUp(first);
    const insert = `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, assurance)
      SELECT value, value, ?1, ?2, ?2, ?2, 'full' FROM json_each(?3)`;
    const later = systemClock.now() + 60_000;
    const ids = Array.from({ length: MOST_BROWSERS - 1 }, (_, index) => `${account.accountId}-${index}`);
    await env.DB.prepare(insert).bind(account.accountId, later, JSON.stringify(ids)).run();
    const last = await signIn(account, { now: () => (later + 1) as EpochMs });
    expect((await first.call('GET', '/session')).status).toBe(401);
    expect((await last.call('GET', '/session')).status).toBe(200);
  });
});

describe('a session that owes a second factor', () => {
  async function pendingPerson() {
    let now = systemClock.now();
    const audited: string[] = [];
    const client = await createWorkerClient({
      clock: { now: () => now },
      audit: { record: async ({ action }) => void audited.push(action) },
    });
    const account = await signUp(client);
    await env.DB.prepare('UPDATE user SET has_second_factor = 1 WHERE id = ?1').bind(account.accountId).run();
    const { email, authSecret } = account;
    expect((await client.call('POST', '/session', { email, authSecret })).body.state).toBe('second-factor');
    const pass = (ms: number) => {
      now = (now + ms) as EpochMs;
    };
    return { client, account, audited, pass };
  }

  it('is written down: somebody knows the passphrase', async () => {
    const { audited } = await pendingPerson();
    expect(audited.filter((action) => action.startsWith('session.')).at(-1)).toBe('session.pending');
  });

  it('ends after an hour, and is not renewed by asking', async () => {
    const { client, pass } = await pendingPerson();
    pass(59 * MINUTE_MS);
    expect((await client.call('GET', '/session')).body.state).toBe('second-factor');
    pass(2 * MINUTE_MS);
    expect((await client.call('GET', '/session')).status).toBe(401);
  });

  it('uses up nothing that its owner may do', async () => {
    const { client, account } = await pendingPerson();
    const taken: string[] = [];
    const watched = await createWorkerClient({
      accountRates: { take: async (_, subject) => (taken.push(subject), ok()) },
    });
    watched.cookie = client.cookie;
    await watched.call('POST', '/session/second-factor', {});
    expect(taken).toEqual([`pending ${account.accountId}`]);
  });
});

describe('a session that begins while a second factor is being added', () => {
  it('owes that factor, whatever was due a moment before', async () => {
    const client = await createWorkerClient();
    const { accountId, email, authSecret } = await signUp(client);
    await env.DB.prepare('UPDATE user SET has_second_factor = 1 WHERE id = ?1').bind(accountId).run();
    const now = systemClock.now();
    const { accounts, auth } = client.dependencies;
    const { secretHash } = (await accounts.findByEmail(email))!;
    const begun = await auth.signIn({ email, authSecret }, { assurance: 'full', label: '', secretHash, now });
    expect(begun.ok).toBe(true);
    client.cookie = begun.ok ? begun.value.cookies[0]!.split(';')[0]! : '';
    expect(await client.call('GET', '/sessions')).toMatchObject({
      status: 403,
      body: { code: 'second-factor-required' },
    });
  });
});

describe('an idle session', () => {
  async function idlePerson(setting: string) {
    let now = systemClock.now();
    const client = await createWorkerClient({ clock: { now: () => now } });
    const { accountId } = await signUp(client);
    await env.DB.prepare(`UPDATE user SET ${setting} WHERE id = ?1`).bind(accountId).run();
    return {
      after: async (minutes: number) => {
        now = (now + minutes * MINUTE_MS) as EpochMs;
        return (await client.call('GET', '/session')).status;
      },
    };
  }

  it('goes on for weeks where nobody asked for more', async () => {
    const { after } = await idlePerson('idle_minutes = NULL');
    expect(await after(14 * 24 * 60)).toBe(200);
  });

  it('is begun anew once a year, however much it is used', async () => {
    const client = await createWorkerClient();
    const { accountId } = await signUp(client);
    const begin = env.DB.prepare('UPDATE session SET created_at = ?2 WHERE user_id = ?1');
    const ago = (ms: number) => begin.bind(accountId, systemClock.now() - ms).run();
    await ago(MOST_SESSION_AGE_MS - MINUTE_MS);
    expect((await client.call('GET', '/session')).status).toBe(200);
    await ago(MOST_SESSION_AGE_MS + 1);
    expect((await client.call('GET', '/session')).status).toBe(401);
  });

  it('ends after the minutes that its owner chose, counted from its last request', async () => {
    const { after } = await idlePerson('idle_minutes = 30');
    expect(await after(29)).toBe(200);
    expect(await after(29)).toBe(200);
    expect(await after(31)).toBe(401);
    expect(await after(0)).toBe(401);
  });

  it('ends after fifteen minutes in a guarded role, whatever its owner chose', async () => {
    const { after } = await idlePerson('is_super_admin = 1, has_second_factor = 1, idle_minutes = 600');
    expect(await after(14)).toBe(200);
    expect(await after(16)).toBe(401);
  });

  it('may end sooner than that if its owner chose so', async () => {
    const { after } = await idlePerson('is_super_admin = 1, has_second_factor = 1, idle_minutes = 5');
    expect(await after(4)).toBe(200);
    expect(await after(6)).toBe(401);
  });
});
