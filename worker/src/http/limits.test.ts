import { env } from 'cloudflare:workers';
import type { EpochMs } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAttempts } from '../account/attempts.ts';
import { newAccountId, NOW } from '../testing/store-fixtures.ts';
import { createWorkerClient, ORIGIN, signUp } from '../testing/worker-client.ts';
import { createAccountRates } from './account-rates.ts';
import { ANSWER_WITHIN_MS, BODY_WITHIN_MS, withinTime } from './time-limit.ts';

afterEach(() => vi.useRealTimers());

describe('a request', () => {
  it('with an endless address or endless headers is refused before anything is done for it', async () => {
    const client = await createWorkerClient({ readSession: () => Promise.reject(new Error('was asked')) });
    const long = await client.call('GET', `/session?x=${'y'.repeat(5000)}`);
    expect(long).toMatchObject({ status: 414, body: { code: 'uri-too-long' } });
    const heavy = await client.call('GET', '/session', undefined, { 'x-more': 'y'.repeat(20_000) });
    expect(heavy).toMatchObject({ status: 431, body: { code: 'headers-too-large' } });
    expect(heavy.headers.get('x-request-id')).toBe(heavy.body.requestId);
  });

  it('whose answer takes too long gets one that says to try again', async () => {
    const begun = Promise.withResolvers<void>();
    const client = await createWorkerClient({
      saltOf: () => {
        begun.resolve();
        return new Promise(() => {});
      },
    });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const reply = client.call('POST', '/account/prelogin', { email: 'ana@example.org' });
    await begun.promise;
    await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
    expect(await reply).toMatchObject({ status: 503, body: { code: 'unavailable', action: 'retry-later' } });
  });

  it('whose body never ends arriving is let go', async () => {
    const client = await createWorkerClient();
    const begun = Promise.withResolvers<void>();
    const dripping = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array([123])),
      // Of the first part somebody has taken.
      pull: () => begun.resolve(),
    });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const reply = client.send('/account/prelogin', {
      method: 'POST',
      body: dripping,
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
    });
    await begun.promise;
    await vi.advanceTimersByTimeAsync(BODY_WITHIN_MS);
    const { status } = await reply;
    expect(status).toBe(408);
  });
});

it('waits for work no longer than it says, and drops what comes of it later', async () => {
  expect(await withinTime(Promise.resolve('done'), 1000, 'late')).toBe('done');
  const { promise, reject } = Promise.withResolvers<string>();
  expect(await withinTime(promise, 1, 'late')).toBe('late');
  reject(new Error('nobody hears this'));
  await expect(withinTime(Promise.reject(new Error('in time')), 1000, 'late')).rejects.toThrow('in time');
});

describe('an account', () => {
  it('is counted together, from wherever its requests come', async () => {
    const seen: string[] = [];
    const plain = await createWorkerClient();
    const { accountId } = await signUp(plain);
    const client = await createWorkerClient({
      accountRates: {
        take: async (rateClass, account) => {
          seen.push(`${rateClass} ${account}`);
          return err({ code: 'rate-limited', retryAfterMs: 1500 });
        },
      },
    });
    client.cookie = plain.cookie;
    expect(await client.call('GET', '/session')).toMatchObject({ status: 429, body: { retryAfterMs: 1500 } });
    expect((await client.call('GET', '/health')).status).toBe(200);
    expect(seen).toEqual([`read ${accountId}`]);
  });

  it('is asked about in the database once in fifty requests, and refused when that says so', async () => {
    const asked: number[] = [];
    const work: Promise<unknown>[] = [];
    const defer = (promise: Promise<unknown>) => void work.push(promise);
    const takeAccount = async (_class: string, _account: string, count: number) => {
      asked.push(count);
      return asked.length < 3 ? ok() : err({ code: 'rate-limited' as const, retryAfterMs: 9000 });
    };
    const rates = createAccountRates(
      { read: undefined, lookup: undefined, write: undefined },
      { takeAccount },
    );
    const account = newAccountId();
    for (let request = 0; request < 150; request++) {
      expect((await rates.take('write', account, NOW, defer)).ok).toBe(true);
    }
    await Promise.all(work);
    expect(asked).toEqual([50, 50, 50]);
    expect(await rates.take('write', account, NOW, defer)).toMatchObject({ error: { retryAfterMs: 9000 } });
    expect((await rates.take('write', newAccountId(), NOW, defer)).ok).toBe(true);
    expect((await rates.take('read', account, NOW, defer)).ok).toBe(true);
    expect((await rates.take('write', account, (NOW + 9000) as EpochMs, defer)).ok).toBe(true);
  });

  it('may ask for much, but not for everything', async () => {
    const attempts = await createAttempts(env.DB, 'x'.repeat(32), async () => {});
    const account = newAccountId();
    expect((await attempts.takeAccount('write', account, 30_000, NOW)).ok).toBe(true);
    const refused = await attempts.takeAccount('write', account, 1, NOW);
    if (refused.ok) throw new Error('was not refused');
    const after = (NOW + refused.error.retryAfterMs!) as EpochMs;
    expect((await attempts.takeAccount('write', account, 1, after)).ok).toBe(true);
    expect((await attempts.takeAccount('credentials', account, 300, NOW)).ok).toBe(true);
    expect((await attempts.takeAccount('credentials', account, 1, NOW)).ok).toBe(false);
  });
});
