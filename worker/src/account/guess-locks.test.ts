import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { expect, it } from 'vitest';
import { NOW } from '../testing/store-fixtures.ts';
import { createGuessLocks, GUESSES_TO_LOCK, LOCK_MS } from './guess-locks.ts';

const locks = createGuessLocks(env.DB);

/** Guesses as soon as each is let through, and tells how long every one had to wait, in seconds. */
async function guessUntilLocked(key: string): Promise<{ waits: number[]; now: EpochMs }> {
  let now = NOW;
  const waits: number[] = [];
  while (true) {
    let waited = 0;
    let claimed = await locks.claim(key, now);
    while (!claimed.ok) {
      if (claimed.error.code === 'account-locked') return { waits, now };
      waited += claimed.error.retryAfterMs!;
      now = (now + claimed.error.retryAfterMs!) as EpochMs;
      claimed = await locks.claim(key, now);
    }
    waits.push(waited / 1000);
  }
}

it('lets five guesses pass, makes each further one wait longer, then locks', async () => {
  const { waits } = await guessUntilLocked(createUuid(systemRandom));
  expect(waits).toEqual([0, 0, 0, 0, 0, 5, 15, 60, 300, 900]);
  expect(waits).toHaveLength(GUESSES_TO_LOCK);
});

it('forgets everything when the lock is over', async () => {
  const key = createUuid(systemRandom);
  const { now } = await guessUntilLocked(key);
  expect(await locks.claim(key, (now + LOCK_MS - 1) as EpochMs)).toMatchObject({
    error: { code: 'account-locked', retryAfterMs: 1000 },
  });
  for (let guess = 0; guess < 5; guess++) {
    expect((await locks.claim(key, (now + LOCK_MS) as EpochMs)).ok).toBe(true);
  }
});

it('tells of a lock once, and again of the next one', async () => {
  const key = createUuid(systemRandom);
  await locks.claim(key, NOW);
  expect(await locks.announce(key, NOW)).toBeNull();
  const { now } = await guessUntilLocked(key);
  expect(await locks.announce(key, now)).toBe(now + LOCK_MS);
  expect(await locks.announce(key, now)).toBeNull();
  const after = (now + LOCK_MS) as EpochMs;
  for (let guess = 0; guess < GUESSES_TO_LOCK; guess++) {
    await locks.claim(key, (after + guess * 900_000) as EpochMs);
  }
  expect(await locks.announce(key, (after + 9e6) as EpochMs)).not.toBeNull();
});

it('lets no more through when they come at once', async () => {
  const key = createUuid(systemRandom);
  const claims = await Promise.all(Array.from({ length: 30 }, () => locks.claim(key, NOW)));
  expect(claims.filter(({ ok }) => ok)).toHaveLength(5);
});

it('lets through again who was forgiven', async () => {
  const key = createUuid(systemRandom);
  await guessUntilLocked(key);
  await locks.forget(key).run();
  expect((await locks.claim(key, NOW)).ok).toBe(true);
});
