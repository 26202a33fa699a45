import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAttempts } from '../account/attempts.ts';
import { newAccountId, NOW } from '../testing/store-fixtures.ts';
import { createCodes } from './d1-codes.ts';
import type { Notice, Notices } from './notices.ts';

const SECRET = 'x'.repeat(32);
let sent: Notice[] = [];
const notices: Notices = {
  channels: { email: true, phone: true },
  send: async (notice) => void sent.push(notice),
  tell: async () => {},
};
const attempts = await createAttempts(env.DB, SECRET, async () => {});
const codes = await createCodes(env.DB, SECRET, { notices, attempts, random: systemRandom });

const newAddress = () => ({ email: `${createUuid(systemRandom)}@example.org` });
const newClient = () => `2001:db8:${createUuid(systemRandom)}`;
const PURPOSE = { purpose: 'step-up', locale: 'en', asker: 'session' } as const;
const later = (ms: number) => (NOW + ms) as EpochMs;
const codeOf = (index = -1) => sent.at(index)!.values!['code']!;
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

beforeEach(() => void (sent = []));

describe('a code', () => {
  it('opens once, for its address and its purpose', async () => {
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    const code = codeOf();
    const refused = { ok: false, error: { code: 'wrong-code' } };
    expect(await codes.take({ purpose: 'unlock', asker: 'session', to, code }, NOW)).toEqual(refused);
    expect(await codes.take({ purpose: 'step-up', asker: 'session', to: newAddress(), code }, NOW)).toEqual(
      refused,
    );
    expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code }, NOW)).ok).toBe(true);
    expect(await codes.take({ purpose: 'step-up', asker: 'session', to, code }, NOW)).toEqual(refused);
  });

  it('opens once also for many who show it at the same moment', async () => {
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    const taken = await Promise.all(
      Array.from({ length: 5 }, () =>
        codes.take({ purpose: 'step-up', asker: 'session', to, code: codeOf() }, NOW),
      ),
    );
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('counts only where it was asked for, and cannot be used up or replaced from elsewhere', async () => {
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    const code = codeOf();
    for (const asker of ['stranger', null]) {
      for (let times = 0; times < 6; times++) {
        expect((await codes.take({ purpose: 'step-up', asker, to, code }, NOW)).ok).toBe(false);
      }
    }
    await codes.send({ ...PURPOSE, asker: 'stranger', to, client: newClient() }, NOW);
    expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code }, NOW)).ok).toBe(true);
  });

  it('is worth nothing after ten minutes, and the message tells so', async () => {
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    expect(sent[0]).toMatchObject({ values: { minutes: '10' }, expiresAt: later(600_000) });
    expect(
      (await codes.take({ purpose: 'step-up', asker: 'session', to, code: codeOf() }, later(600_000))).ok,
    ).toBe(false);
    expect(
      (await codes.take({ purpose: 'step-up', asker: 'session', to, code: codeOf() }, later(599_999))).ok,
    ).toBe(true);
  });

  it('is worth nothing after five wrong tries, at once or one by one', async () => {
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    const code = codeOf();
    await Promise.all(
      Array.from({ length: 5 }, () =>
        codes.take({ purpose: 'step-up', asker: 'session', to, code: wrong(code) }, NOW),
      ),
    );
    expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code }, NOW)).ok).toBe(false);
  });

  it('takes the place of the one before', async () => {
    const to = newAddress();
    const client = newClient();
    await codes.send({ ...PURPOSE, to, client }, NOW);
    await codes.send({ ...PURPOSE, to, client }, NOW);
    expect(codeOf(0)).not.toBe(codeOf(1));
    expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code: codeOf(0) }, NOW)).ok).toBe(
      false,
    );
    expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code: codeOf(1) }, NOW)).ok).toBe(
      true,
    );
  });

  it('lies nowhere, nor does the address that it went to', async () => {
    // Other tests' rows hold other times, in whose digits any code may stand.
    await env.DB.prepare('DELETE FROM one_time_code').run();
    const to = newAddress();
    await codes.send({ ...PURPOSE, to, client: newClient() }, NOW);
    const rows = JSON.stringify((await env.DB.prepare('SELECT * FROM one_time_code').all()).results);
    expect(rows).not.toContain(codeOf());
    expect(rows).not.toContain(to.email);
  });

  it('that is a decoy, or stands behind another message, opens nothing', async () => {
    for (const extra of [{ decoy: true }, { instead: 'sign-up-with-known-address' }] as const) {
      const to = newAddress();
      await codes.send({ ...PURPOSE, to, client: newClient(), ...extra }, NOW);
      const code = sent.at(-1)!.values!['code'] ?? '123456';
      expect((await codes.take({ purpose: 'step-up', asker: 'session', to, code }, NOW)).ok).toBe(false);
    }
    expect(sent.map(({ kind, decoy }) => ({ kind, decoy }))).toEqual([
      { kind: 'step-up-code', decoy: true },
      { kind: 'sign-up-with-known-address', decoy: false },
    ]);
    expect(sent[1]!.values).toEqual({});
  });
});

describe('sending', () => {
  const send = (request: Partial<Parameters<typeof codes.send>[0]>, now = NOW) =>
    codes.send({ ...PURPOSE, to: newAddress(), client: newClient(), ...request }, now);

  it('stops at five to one address from one place, and goes on after the window', async () => {
    const one = { to: newAddress(), client: newClient() };
    for (let times = 0; times < 5; times++) expect((await send(one)).ok).toBe(true);
    const refused = await send(one);
    expect(refused).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
    expect(sent).toHaveLength(5);
    if (refused.ok) throw new Error('was not refused');
    expect((await send(one, later(refused.error.retryAfterMs!))).ok).toBe(true);
  });

  it('lets nobody use up alone what others may send to an address', async () => {
    const to = newAddress();
    const client = newClient();
    for (let times = 0; times < 60; times++) await send({ to, client });
    expect((await send({ to })).ok).toBe(true);
  });

  it('stops for an address in a day, wherever the requests come from', async () => {
    const to = newAddress();
    for (let times = 0; times < 30; times++) expect((await send({ to })).ok).toBe(true);
    expect((await send({ to })).ok).toBe(false);
  });

  it('for one purpose uses up nothing of what another may', async () => {
    const to = newAddress();
    for (let times = 0; times < 31; times++) await send({ to, purpose: 'unlock' });
    expect((await send({ to, purpose: 'step-up', account: newAccountId() })).ok).toBe(true);
  });

  it('stops for a place that tries many addresses, and for an account that does', async () => {
    const client = newClient();
    const account = newAccountId();
    const byClient = await Promise.all(Array.from({ length: 21 }, () => send({ client })));
    const byAccount = await Promise.all(Array.from({ length: 11 }, () => send({ account })));
    expect(byClient.filter(({ ok }) => ok)).toHaveLength(20);
    expect(byAccount.filter(({ ok }) => ok)).toHaveLength(10);
  });
});
