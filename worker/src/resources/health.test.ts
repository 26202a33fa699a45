import type { EpochMs } from '@undertone/base/clock';
import { HealthReplySchema } from '@undertone/contract/health';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import rootPackage from '../../../package.json' with { type: 'json' };
import { createWorkerClient } from '../testing/worker-client.ts';
import { VERSION } from '../version.ts';

afterEach(() => vi.useRealTimers());

/** No second passes, however slow the machine is. */
const holdWaits = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

it('says which versions run and that the database answers', async () => {
  const client = await createWorkerClient();
  holdWaits();
  const { status, body } = await client.call('GET', '/health');
  expect(status).toBe(200);
  expect(v.is(HealthReplySchema, body)).toBe(true);
  expect(body).toEqual({
    status: 'ok',
    version: VERSION,
    protocol: 1,
    fusion: FUSION_VERSION,
    database: 'answering',
  });
});

it('carries the version of the product', () => {
  expect(VERSION).toBe(rootPackage.version);
});

it('is degraded, not down, when the database fails or stays silent for a second', async () => {
  const failing = await createWorkerClient({ pingDatabase: () => Promise.reject(new Error('D1 is away')) });
  expect((await failing.call('GET', '/health')).body).toMatchObject({
    status: 'degraded',
    database: 'not-answering',
  });
  holdWaits();
  const asked = Promise.withResolvers<void>();
  const silent = await createWorkerClient({
    pingDatabase: () => {
      asked.resolve();
      return new Promise(() => {});
    },
  });
  const reply = silent.call('GET', '/health');
  await asked.promise;
  await vi.advanceTimersByTimeAsync(1000);
  expect((await reply).body).toMatchObject({ status: 'degraded' });
});

it('asks the database at most once a second, however many ask it', async () => {
  let now = 1_800_000_000_000;
  let pings = 0;
  const client = await createWorkerClient({
    clock: { now: () => now as EpochMs },
    pingDatabase: async () => void pings++,
  });
  for (let request = 0; request < 5; request++) await client.call('GET', '/health');
  expect(pings).toBe(1);
  now += 1000;
  await client.call('GET', '/health');
  expect(pings).toBe(2);
});
