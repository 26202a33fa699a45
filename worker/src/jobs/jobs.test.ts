import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { EpochMs } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import type { Sequence } from '@undertone/contract/primitives';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import { beforeEach, describe, expect, it } from 'vitest';
import worker from '../index.ts';
import { setConsent } from '../sync/consent.ts';
import { createD1Store } from '../sync/d1-store.ts';
import { exchange } from '../sync/exchange.ts';
import { newAccountId, NOW, openLane, pushedOp, sealedText, syncRequest } from '../testing/store-fixtures.ts';
import type { Job } from './job.ts';
import { SUPERSEDED_GRACE_MS } from './due-jobs.ts';
import { scheduleJobs } from './schedule-jobs.ts';

const store = createD1Store(env.DB);
const AFTER_GRACE = (NOW + SUPERSEDED_GRACE_MS + 1) as EpochMs;

let queued: Job[] = [];
const JOBS = {
  send: async (job: Job) => void queued.push(job),
  sendBatch: async (messages: Iterable<{ body: Job }>) =>
    void queued.push(...[...messages].map(({ body }) => body)),
} as unknown as Queue<Job>;

beforeEach(async () => {
  queued = [];
  // The round looks at everybody, and files before this one may have left work that is due.
  await env.DB.batch([
    ...['op', 'log', 'reading'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    env.DB.prepare('UPDATE user SET delete_after = NULL'),
  ]);
});

/** Delivers messages as the queue would, and says which were acknowledged. */
async function deliver(jobs: readonly Job[]) {
  const messages = jobs.map((body, index) => ({ id: String(index), timestamp: NOW, attempts: 1, body }));
  const batch = createMessageBatch('undertone-jobs', messages);
  const context = createExecutionContext();
  await worker.queue(batch, { ...env, JOBS });
  return getQueueResult(batch, context);
}

async function accountWithHistory() {
  const account = newAccountId();
  unwrap(await setConsent(store, account, { modality: 'text', granted: true }, NOW));
  const first = pushedOp({ sealed: sealedText(1000), open: openLane() });
  const second = pushedOp({ recordId: first.recordId, supersedes: [first.opId], open: openLane() });
  unwrap(await exchange(store, account, syncRequest(0, [first, second]), NOW));
  return account;
}

describe('the daily round', () => {
  it('queues the freeing of what was superseded, but not before its grace is over', async () => {
    const account = await accountWithHistory();
    await scheduleJobs({ DB: env.DB, JOBS }, NOW + SUPERSEDED_GRACE_MS);
    expect(queued).toEqual([]);
    await scheduleJobs({ DB: env.DB, JOBS }, AFTER_GRACE);
    expect(queued).toEqual([{ kind: 'free-superseded', account, before: NOW + 1 }]);
    const delivered = await deliver(queued);
    expect(delivered.explicitAcks).toEqual(['0']);
    expect((await store.readHead(account)).usedChars).toBe(40);
    queued = [];
    await scheduleJobs({ DB: env.DB, JOBS }, AFTER_GRACE);
    expect(queued).toEqual([]);
  });

  it('sweeps expired sessions and old counters out, and keeps the others', async () => {
    const session = `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at)
      VALUES (?1, ?1, 'u', ?2, 0, 0)`;
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES ('u', '', 'u', 0, 0, 0)`,
      ),
      env.DB.prepare(session).bind('old', NOW - 1),
      env.DB.prepare(session).bind('young', NOW + 1),
      env.DB.prepare(
        `INSERT INTO attempt (key, window_start, count) VALUES ('old', 0, 1), ('young', ?1, 1)`,
      ).bind(NOW),
    ]);
    await worker.scheduled(createScheduledController({ scheduledTime: NOW }), { ...env, JOBS });
    expect((await env.DB.prepare(`SELECT id FROM session WHERE user_id = 'u'`).all()).results).toEqual([
      { id: 'young' },
    ]);
    expect(
      (await env.DB.prepare(`SELECT key FROM attempt WHERE key IN ('old', 'young')`).all()).results,
    ).toEqual([{ key: 'young' }]);
  });
});

describe('a job', () => {
  it('does its work once, however often it is delivered', async () => {
    const account = await accountWithHistory();
    const job: Job = { kind: 'free-superseded', account, before: AFTER_GRACE };
    await deliver([job, job]);
    await deliver([job]);
    expect((await store.readHead(account)).usedChars).toBe(40);
  });

  it('fuses readings of an older fusion anew and gives them new places in the log', async () => {
    const account = await accountWithHistory();
    const before = await store.readRecentReadings(account, 10);
    await env.DB.prepare(
      `UPDATE reading SET fusion_version = ?1, reading = json_set(reading, '$.fusionVersion', ?1)`,
    )
      .bind(FUSION_VERSION - 1)
      .run();
    await scheduleJobs({ DB: env.DB, JOBS }, NOW);
    expect(queued).toEqual([{ kind: 'refuse-readings', account }]);
    const job = queued[0]!;
    expect((await store.readReadings(account, 0 as Sequence, 10)).readings).toEqual([]);
    await deliver([job]);
    await deliver([job]);
    expect(queued).toEqual([job, job]);
    expect((await store.readReadings(account, 0 as Sequence, 10)).readings).toHaveLength(1);
    const after = await store.readRecentReadings(account, 10);
    expect(after).toEqual(before.map((reading) => ({ ...reading, seq: 3 })));
    expect((await store.readHead(account)).lastSeq).toBe(3);
  });

  it('that fails is retried and does not hold up the others', async () => {
    const account = await accountWithHistory();
    const broken = { kind: 'free-superseded', account, before: { not: 'a time' } } as unknown as Job;
    const result = await deliver([broken, { kind: 'free-superseded', account, before: AFTER_GRACE }]);
    expect(result.retryMessages).toMatchObject([{ msgId: '0' }]);
    expect(result.explicitAcks).toEqual(['1']);
  });
});
