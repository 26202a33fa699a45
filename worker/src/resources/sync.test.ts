import { env } from 'cloudflare:workers';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import { LIMITS } from '@undertone/contract/protocol';
import { ConsentsSchema, SyncReplySchema } from '@undertone/contract/sync';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSessionReader } from '../account/session.ts';
import type { AccountId } from '../db/account-id.ts';
import { countDatabase } from '../db/counted-database.ts';
import { createD1Store } from '../sync/d1-store.ts';
import { describeSync } from '../sync/store.suite.ts';
import { NOW, openLane, pushedOp, sealedText, syncRequest } from '../testing/store-fixtures.ts';
import { createWorkerClient, signUp } from '../testing/worker-client.ts';

describeSync('over HTTP', async () => {
  const standing = systemClock.now();
  const client = await createWorkerClient({ clock: { now: () => standing } });
  const { accountId } = await signUp(client);
  return {
    exchange: async (request) => {
      // Any other status has a body that is no reply.
      const { body } = await client.call('POST', '/sync', request);
      return v.parse(SyncReplySchema, body);
    },
    setConsent: async (modality, granted) => {
      const { body } = await client.call('PUT', `/consents/${modality}`, { granted });
      v.assert(ConsentsSchema, body);
    },
    setQuota: async (chars) => {
      await env.DB.prepare(
        `INSERT INTO log (account_id, version, last_seq, used_chars, quota_chars) VALUES (?1, 1, 0, 0, ?2)
          ON CONFLICT (account_id) DO UPDATE SET quota_chars = ?2`,
      )
        .bind(accountId, chars)
        .run();
    },
    freeSuperseded: async (before) => {
      const shifted = (standing + (before - NOW)) as EpochMs;
      await createD1Store(env.DB).freeSuperseded(accountId as AccountId, shifted, 100);
    },
  };
});

describe('POST /sync', () => {
  it('keeps accounts apart: the same ids in another account neither collide nor show', async () => {
    const [mine, theirs] = [await createWorkerClient(), await createWorkerClient()];
    await signUp(mine);
    await signUp(theirs);
    const op = pushedOp();
    await mine.call('POST', '/sync', syncRequest(0, [op]));
    const hostile = { ...op, sealed: sealedText(50, 'B'), supersedes: [op.opId] };
    const reply = await theirs.call('POST', '/sync', syncRequest(0, [hostile]));
    expect(reply.body).toMatchObject({ acked: [{ opId: op.opId, seq: 1 }], ops: [], rejected: [] });
    expect((await mine.call('POST', '/sync', syncRequest(0))).body.ops).toMatchObject([
      { opId: op.opId, sealed: op.sealed },
    ]);
  });

  it('answers another protocol with its own, before looking at anything else', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    const reply = await client.call('POST', '/sync', { protocol: 2, future: { shape: true } });
    expect(reply).toMatchObject({
      status: 426,
      body: { code: 'protocol-unsupported', protocol: 1, action: 'update-client' },
    });
  });

  it('asks the database little: counted, not timed', async () => {
    const { database, counts } = countDatabase(env.DB);
    const plain = await createWorkerClient();
    await signUp(plain);
    const { auth, accessTokens } = plain.dependencies;
    const client = await createWorkerClient({
      storeOf: () => createD1Store(database),
      readSession: await createSessionReader(database, env.BETTER_AUTH_SECRET!, auth, accessTokens),
    });
    client.cookie = plain.cookie;
    await client.call('PUT', '/consents/text', { granted: true });
    const measure = async (body: unknown) => {
      Object.assign(counts, { queries: 0, roundTrips: 0, rowsRead: 0, rowsWritten: 0 });
      expect((await client.call('POST', '/sync', body)).status).toBe(200);
      return { ...counts };
    };
    const ops = Array.from({ length: 50 }, () => pushedOp({ open: openLane() }));
    const push = await measure(syncRequest(0, ops));
    expect(push).toMatchObject({ queries: 9, roundTrips: 3 });
    expect(await measure(syncRequest(50))).toMatchObject({ queries: 2, roundTrips: 2, rowsWritten: 0 });
    const pull = await measure(syncRequest(0));
    expect(pull).toMatchObject({ queries: 4, roundTrips: 3, rowsWritten: 0 });
    // Each op twice, to find the page's end and to read it; each reading once.
    expect(pull.rowsRead).toBeLessThan(50 * 3 + 10);
  });

  it('takes a body of the largest size and refuses a larger one', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    const ops = Array.from({ length: 6 }, () => pushedOp({ sealed: sealedText(690_000) }));
    expect((await client.call('POST', '/sync', syncRequest(0, ops))).status).toBe(200);
    const tooMany = [...ops, pushedOp({ sealed: sealedText(690_000) })];
    expect(JSON.stringify(syncRequest(0, tooMany)).length).toBeGreaterThan(LIMITS.syncBodyBytes);
    const reply = await client.call('POST', '/sync', syncRequest(0, tooMany));
    expect(reply).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
  });
});
