import { env } from 'cloudflare:workers';
import { parseBase64Url } from '@undertone/base/bytes';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { getTableName } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../db/account-id.ts';
import { HOLDINGS } from '../db/holdings.ts';
import { findDueJobs } from '../jobs/due-jobs.ts';
import { openLane, pushedOp, syncRequest } from '../testing/store-fixtures.ts';
import { makeOrganisation, stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, signUp } from '../testing/worker-client.ts';
import { deleteAccount, type DeletionParts } from './delete-account.ts';
import { COOLING_OFF_MS } from './deletion-store.ts';
import { tombstoneMessage } from './tombstone.ts';

const NOW = systemClock.now();
const DUE = (NOW + COOLING_OFF_MS) as EpochMs;

/** An account with something in the journal, a recording, an organisation of its own, and its end asked for. */
async function leaving() {
  const client = await createWorkerClient({ clock: { now: () => NOW } });
  const account = await signUp(client);
  const accountId = account.accountId as AccountId;
  await client.call('PUT', '/consents/text', { granted: true });
  const first = pushedOp({ open: openLane() });
  const next = pushedOp({ recordId: first.recordId, supersedes: [first.opId] });
  await client.call('POST', '/sync', syncRequest(0, [first, next]));
  const part = await client.send(`/attachments/${bytesText(32, 7)}/parts/0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', 'content-length': '40' },
    body: new Uint8Array(40),
  });
  expect(part.status).toBe(204);
  await makeOrganisation({ [accountId]: 'org-admin' });
  await stepUp(accountId, NOW);
  await env.DB.prepare('UPDATE user SET has_second_factor = 1 WHERE id = ?1').bind(accountId).run();
  expect((await client.call('POST', '/account/deletion')).status).toBe(200);
  const sent: unknown[] = [];
  const parts: DeletionParts = {
    ...client.dependencies,
    databaseOf: () => env.DB,
    notices: { send: async (notice) => void sent.push(notice) },
  };
  return { ...account, accountId, client, parts, sent };
}

async function rowsOf(account: AccountId): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, rows, atDeletion } of HOLDINGS) {
    if (atDeletion === 'stays') continue;
    const name = getTableName(table);
    const counted = await env.DB.prepare(`SELECT count(*) AS count FROM "${name}" WHERE ${rows}`)
      .bind(account)
      .first<{ count: number }>();
    if (counted!.count > 0) counts[name] = counted!.count;
  }
  return counts;
}

const objectsOf = async (account: AccountId) =>
  (await env.ATTACHMENTS.list({ prefix: `${account}/` })).objects.length;

describe('carrying out a deletion', () => {
  it('waits until it is due', async () => {
    const { accountId, parts } = await leaving();
    const before = await rowsOf(accountId);
    const early = (DUE - 1) as EpochMs;
    expect(await deleteAccount(parts, accountId, early)).toBe('not-due');
    expect(await rowsOf(accountId)).toEqual(before);
    expect(await findDueJobs(env.DB, early)).not.toContainEqual({
      kind: 'delete-account',
      account: accountId,
    });
    expect(await findDueJobs(env.DB, DUE)).toContainEqual({ kind: 'delete-account', account: accountId });
  });

  it('leaves no row, no object and no organisation that nobody belongs to', async () => {
    const { accountId, email, parts, sent } = await leaving();
    expect(Object.keys(await rowsOf(accountId))).toEqual(
      expect.arrayContaining(['user', 'session', 'credential', 'account_key', 'op', 'log', 'membership']),
    );
    expect(await objectsOf(accountId)).toBe(1);
    expect(await deleteAccount(parts, accountId, DUE)).toBe('deleted');
    expect(await rowsOf(accountId)).toEqual({});
    expect(await objectsOf(accountId)).toBe(0);
    const empty = `SELECT id FROM organisation WHERE id NOT IN (SELECT organisation_id FROM membership)`;
    expect((await env.DB.prepare(empty).all()).results).toEqual([]);
    expect(sent).toEqual([{ kind: 'deletion-done', to: { email }, locale: 'en' }]);
  });

  it('leaves a tombstone that the deployment signed and that names nobody', async () => {
    const { accountId, email, parts } = await leaving();
    await deleteAccount(parts, accountId, DUE);
    const account = await parts.pseudonymOf(accountId);
    const row = await env.DB.prepare('SELECT * FROM tombstone WHERE account_hash = ?1').bind(account).first<{
      requested_at: EpochMs;
      deleted_at: EpochMs;
      counts: string;
      key_id: string;
      signature: string;
    }>();
    expect(row).toMatchObject({ requested_at: NOW, deleted_at: DUE });
    expect(JSON.parse(row!.counts)).toMatchObject({ op: 2, attachment_part: 1, membership: 1 });
    expect(JSON.stringify(row)).not.toContain(accountId);
    expect(JSON.stringify(row)).not.toContain(email);
    const signed = { account, requestedAt: NOW, deletedAt: DUE, counts: row!.counts };
    const signature = unwrap(parseBase64Url(row!.signature));
    const verify = (tombstone: typeof signed) =>
      (parts as unknown as Awaited<ReturnType<typeof leaving>>['client']['dependencies']).signingKeys.verify(
        'tombstone',
        row!.key_id,
        tombstoneMessage(tombstone),
        signature,
      );
    expect(await verify(signed)).toBe(true);
    expect(await verify({ ...signed, deletedAt: (DUE + 1) as EpochMs })).toBe(false);
  });

  it('goes on wherever it was interrupted, with the counts from when it began', async () => {
    const failing = ['roomOf', 'attachments', 'notices', 'audit', 'signingKeys'] as const;
    for (const place of failing) {
      const { accountId, client, email, authSecret, parts } = await leaving();
      const fail = () => {
        throw new Error(`${place} failed`);
      };
      const broken = {
        roomOf: fail,
        attachments: { deleteAll: fail },
        notices: { send: fail },
        audit: { record: fail },
        signingKeys: { sign: fail },
      }[place];
      await expect(deleteAccount({ ...parts, [place]: broken }, accountId, DUE)).rejects.toThrow(place);
      // Whatever was left behind: nobody gets in, and nothing is taken back.
      expect((await client.call('POST', '/session', { email, authSecret })).status).toBe(401);
      expect(await client.dependencies.deletions.cancel(accountId)).toBe(false);
      const later = (DUE + 60_000) as EpochMs;
      expect(await deleteAccount(parts, accountId, later)).toBe('deleted');
      expect(await rowsOf(accountId)).toEqual({});
      const row = await env.DB.prepare('SELECT counts, deleted_at FROM tombstone WHERE account_hash = ?1')
        .bind(await parts.pseudonymOf(accountId))
        .first<{ counts: string; deleted_at: number }>();
      expect(row!.deleted_at).toBe(later);
      expect(JSON.parse(row!.counts)).toMatchObject({ op: 2, session: 1 });
    }
  });

  it('run once more, takes what a request under way wrote afterwards', async () => {
    const { accountId, parts } = await leaving();
    await deleteAccount(parts, accountId, DUE);
    await env.DB.prepare('INSERT INTO log (account_id, version, last_seq, used_chars) VALUES (?1, 1, 0, 0)')
      .bind(accountId)
      .run();
    expect(await deleteAccount(parts, accountId, DUE)).toBe('done');
    expect(await rowsOf(accountId)).toEqual({});
  });

  it('never touches an account that changed its mind', async () => {
    const { accountId, client, parts } = await leaving();
    expect((await client.call('DELETE', '/account/deletion')).status).toBe(204);
    const before = await rowsOf(accountId);
    expect(await deleteAccount(parts, accountId, DUE)).toBe('not-due');
    expect(await rowsOf(accountId)).toEqual(before);
    expect((await client.call('GET', '/profile')).status).toBe(200);
  });
});
