import { env } from 'cloudflare:workers';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import type { ExportLine } from '@undertone/contract/export';
import { beforeEach, describe, expect, it } from 'vitest';
import { openLane, pushedOp, syncRequest } from '../testing/store-fixtures.ts';
import { makeOrganisation, stepUp } from '../testing/standing.ts';
import { createWorkerClient, signUp } from '../testing/worker-client.ts';

const DAY_MS = 24 * 3600 * 1000;

let now: EpochMs;
let told: unknown[][];
let recorded: unknown[];

beforeEach(() => {
  now = systemClock.now();
  told = [];
  recorded = [];
});

async function someone() {
  const client = await createWorkerClient({
    clock: { now: () => now },
    audit: { record: async (event) => void recorded.push(event) },
    notices: {
      channels: { email: false, phone: false },
      send: async () => {},
      tell: async (...what) => void told.push(what),
    },
  });
  const account = await signUp(client);
  recorded = [];
  told = [];
  return { client, ...account };
}

describe('the profile', () => {
  it('holds the address, what was chosen, and nothing that lets anyone in', async () => {
    const { client, email } = await someone();
    const { status, body } = await client.call('GET', '/profile');
    expect(status).toBe(200);
    expect(body).toEqual({
      email,
      emailVerified: expect.any(Boolean),
      hasPhone: false,
      createdAt: new Date(now).toISOString(),
      preferences: { locale: 'en', idleMinutes: null },
      isSponsored: false,
      roles: ['member'],
      deletesAt: null,
    });
  });

  it('takes the language of messages and the minutes after which a session ends', async () => {
    const { client, accountId } = await someone();
    const preferences = { locale: 'es', idleMinutes: 5 };
    expect((await client.call('PUT', '/profile/preferences', preferences)).status).toBe(204);
    expect((await client.call('GET', '/profile')).body.preferences).toEqual(preferences);
    expect((await client.call('PUT', '/profile/preferences', preferences)).status).toBe(204);
    // Once: the second time nothing was changed.
    expect(recorded).toMatchObject([{ account: accountId, action: 'account.preferences-changed' }]);
    now = (now + 6 * 60_000) as EpochMs;
    expect((await client.call('GET', '/profile')).status).toBe(401);
  });

  it('takes no other field: nobody makes themselves more than they are', async () => {
    const { client } = await someone();
    const wish = { locale: 'es', idleMinutes: null, is_super_admin: 1, roles: ['super-admin'] };
    expect((await client.call('PUT', '/profile/preferences', wish)).status).toBe(400);
    expect((await client.call('PUT', '/profile/preferences', { locale: 'xx', idleMinutes: 0 })).status).toBe(
      400,
    );
    expect((await client.call('GET', '/profile')).body).toMatchObject({ roles: ['member'] });
  });
});

describe('the export', () => {
  async function exportAll(client: Awaited<ReturnType<typeof someone>>['client']) {
    const lines: ExportLine[] = [];
    let pages = 0;
    for (let after = ''; ; pages++) {
      const { status, body } = await client.call('GET', `/account/export${after}`);
      expect(status).toBe(200);
      lines.push(...body.lines);
      if (body.next === null) return { lines, pages: pages + 1 };
      after = `?after=${body.next}`;
    }
  }

  it('asks to be shown again who asks', async () => {
    const { client } = await someone();
    expect((await client.call('GET', '/account/export')).body.code).toBe('step-up-required');
  });

  it('holds everything of one’s own once, in pages, and nothing of anyone else', async () => {
    const [own, other] = [await someone(), await someone()];
    recorded = [];
    await own.client.call('PUT', '/consents/text', { granted: true });
    const many = Array.from({ length: 500 }, () => pushedOp());
    const scored = pushedOp({ open: openLane() });
    for (const ops of [many, [scored]]) {
      expect((await own.client.call('POST', '/sync', syncRequest(0, ops))).status).toBe(200);
    }
    await other.client.call('POST', '/sync', syncRequest(0, [pushedOp()]));
    const organisation = await makeOrganisation({
      [own.accountId]: 'member',
      [other.accountId]: 'member',
    });
    await stepUp(own.accountId, now);
    recorded = [];
    const { lines, pages } = await exportAll(own.client);
    expect(pages).toBeGreaterThan(1);
    const of = (table: string) => lines.filter((line) => line.of === table).map(({ row }) => row);
    expect(of('user')).toMatchObject([{ id: own.accountId, email: own.email }]);
    const exported = of('op').map(({ op_id: id }) => id);
    expect(exported).toHaveLength(501);
    expect(new Set(exported)).toEqual(new Set([...many, scored].map(({ opId }) => opId)));
    expect(of('op')).toContainEqual(expect.objectContaining({ op_id: scored.opId, sealed: scored.sealed }));
    expect(of('reading')).toMatchObject([{ record_id: scored.recordId }]);
    expect(of('account_key')).toMatchObject([{ vault_id: own.vaultId }]);
    expect(of('organisation')).toMatchObject([{ id: organisation, name: 'North' }]);
    expect(of('membership')).toMatchObject([{ role: 'member' }]);
    expect(of('session')).toHaveLength(1);
    const text = JSON.stringify(lines);
    for (const secret of [other.accountId, other.email, own.authSecret]) expect(text).not.toContain(secret);
    expect(recorded).toMatchObject([{ account: own.accountId, action: 'account.exported' }]);
  });

  it('refuses a place in it that was not given out', async () => {
    const { client, accountId } = await someone();
    await stepUp(accountId, now);
    const made = 'A'.repeat(80);
    for (const after of ['op', "user:1' OR 1=1", 'user:0', 'signing_key:0', '../x:1', made]) {
      const path = `/account/export?after=${encodeURIComponent(after)}`;
      expect((await client.call('GET', path)).status).toBe(400);
    }
  });

  it('goes on within the hour, for its own account only: nobody skips the first page, which is written down', async () => {
    const [own, other] = [await someone(), await someone()];
    await own.client.call(
      'POST',
      '/sync',
      syncRequest(
        0,
        Array.from({ length: 500 }, () => pushedOp()),
      ),
    );
    for (const { accountId } of [own, other]) await stepUp(accountId, now);
    const { next } = (await own.client.call('GET', '/account/export')).body;
    const path = `/account/export?after=${next}`;
    expect((await own.client.call('GET', path)).status).toBe(200);
    expect((await other.client.call('GET', path)).status).toBe(400);
    now = (now + 3600_000) as EpochMs;
    await stepUp(own.accountId, now);
    expect((await own.client.call('GET', path)).status).toBe(400);
  });
});

describe('asking for deletion', () => {
  it('waits fourteen days, ends every other session, and tells the owner', async () => {
    const { client, accountId, email, authSecret } = await someone();
    const elsewhere = await createWorkerClient({ clock: { now: () => now } });
    await elsewhere.call('POST', '/session', { email, authSecret });
    expect((await client.call('POST', '/account/deletion')).body.code).toBe('step-up-required');
    await stepUp(accountId, now);
    recorded = [];
    const asked = await client.call('POST', '/account/deletion');
    const deletesAt = new Date(now + 14 * DAY_MS).toISOString();
    expect(asked).toMatchObject({ status: 200, body: { deletesAt } });
    expect((await elsewhere.call('GET', '/session')).status).toBe(401);
    expect((await client.call('GET', '/profile')).body.deletesAt).toBe(deletesAt);
    now = (now + DAY_MS) as EpochMs;
    await stepUp(accountId, now);
    expect((await client.call('POST', '/account/deletion')).body).toEqual({ deletesAt });
    expect(told).toMatchObject([[accountId, 'deletion-scheduled', expect.anything(), { date: deletesAt }]]);
    expect(recorded).toMatchObject([{ account: accountId, action: 'account.deletion-requested' }]);
  });

  it('is taken back by one act, from any session that counts in full', async () => {
    const { client, accountId } = await someone();
    await stepUp(accountId, now);
    await client.call('POST', '/account/deletion');
    await env.DB.prepare('UPDATE session SET stepped_up_at = NULL WHERE user_id = ?1').bind(accountId).run();
    expect((await client.call('DELETE', '/account/deletion')).status).toBe(204);
    expect((await client.call('DELETE', '/account/deletion')).status).toBe(204);
    expect((await client.call('GET', '/profile')).body.deletesAt).toBeNull();
    expect(told.map(([, kind]) => kind)).toEqual(['deletion-scheduled', 'deletion-cancelled']);
  });
});
