import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSealer } from '../secrets/sealer.ts';
import { NOW } from '../testing/store-fixtures.ts';
import { fakeMessage } from '../testing/mailbox.ts';
import { buryNotices, delayAfter, deliverNotices } from './deliver-notices.ts';
import { createNoticeStore } from './notice-store.ts';
import type { Notice } from './notices.ts';
import type { DeliveryFailure, Mail, Transports } from './transport.ts';

const SECRETS = { current: 's'.repeat(32) };
const sealer = await createSealer(SECRETS, 'notices', systemRandom);
const store = createNoticeStore(env.DB, sealer, systemRandom);
const CODE: Notice = {
  kind: 'sign-up-code',
  to: { email: 'ana@example.org' },
  locale: 'en',
  values: { code: '012345', minutes: '10' },
};

let now = NOW;
let sent: Mail[] = [];
let answer: (mail: Mail) => Promise<DeliveryFailure | null> = async () => null;
let lines: string[] = [];
const clock = { now: () => now };
const transports: Transports = {
  email: async (mail) => {
    sent.push(mail);
    const failure = await answer(mail);
    return failure === null ? ok() : err(failure);
  },
  phone: null,
};
const deliver = async (id: string, attempts = 1) => {
  const message = fakeMessage({ id }, attempts);
  await deliverNotices({ store, transports, clock }, { messages: [message] });
  return message.outcome;
};
const rowOf = (id: string) =>
  env.DB.prepare('SELECT state, sealed FROM notice WHERE id = ?1')
    .bind(id)
    .first<{ state: string; sealed: string | null }>();

beforeEach(() => {
  now = NOW;
  sent = [];
  lines = [];
  answer = async () => null;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe('a notice', () => {
  it('lies sealed while it waits, and what it said is forgotten once it is sent', async () => {
    const { id } = await store.add(CODE, now);
    const waiting = JSON.stringify((await env.DB.prepare('SELECT * FROM notice').all()).results);
    expect(waiting).not.toContain('ana@');
    expect(waiting).not.toContain('012345');
    expect(await deliver(id)).toEqual({ acked: true, retriedAfterS: null });
    expect(sent).toMatchObject([{ id, to: 'ana@example.org' }]);
    expect(sent[0]!.text).toContain('012345');
    expect(await rowOf(id)).toEqual({ state: 'sent', sealed: null });
  });

  it('is sent once, however often the queue delivers it, one after the other or at once', async () => {
    const { id } = await store.add(CODE, now);
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<null>()];
    answer = () => {
      begun.resolve();
      return gate.promise;
    };
    const first = deliver(id);
    await begun.promise;
    expect(await deliver(id)).toEqual({ acked: false, retriedAfterS: 65 });
    gate.resolve(null);
    expect((await first).acked).toBe(true);
    expect((await deliver(id)).acked).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('comes again after a delivery that died in the middle, but not before it is sure to be dead', async () => {
    const { id } = await store.add(CODE, now);
    await store.claim(id, now);
    expect(await deliver(id)).toEqual({ acked: false, retriedAfterS: 65 });
    now = (now + 65_000) as EpochMs;
    expect((await deliver(id)).acked).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('waits longer after each failure, and at least as long as the provider asks', async () => {
    const { id } = await store.add({ ...CODE, expiresAt: (NOW + 1e9) as EpochMs }, now);
    answer = async () => ({ code: 'http-500', isFinal: false });
    expect((await deliver(id, 1)).retriedAfterS).toBe(5);
    expect((await deliver(id, 4)).retriedAfterS).toBe(40);
    answer = async () => ({ code: 'http-429', isFinal: false, retryAfterS: 120 });
    expect((await deliver(id, 2)).retriedAfterS).toBe(120);
    answer = async () => null;
    expect((await deliver(id, 3)).acked).toBe(true);
    expect(delayAfter(40)).toBe(3600);
  });

  it('that the provider refuses for good is given up and forgotten', async () => {
    const { id } = await store.add(CODE, now);
    answer = async () => ({ code: 'http-422', isFinal: true });
    expect(await deliver(id)).toEqual({ acked: true, retriedAfterS: null });
    expect(await rowOf(id)).toEqual({ state: 'failed', sealed: null });
  });

  it('is not sent when nobody wants it any more', async () => {
    const { id } = await store.add({ ...CODE, expiresAt: (NOW + 600_000) as EpochMs }, now);
    now = (NOW + 600_000) as EpochMs;
    expect((await deliver(id)).acked).toBe(true);
    expect(sent).toEqual([]);
    expect(await rowOf(id)).toEqual({ state: 'expired', sealed: null });
  });

  it('that is a decoy goes the whole way and reaches nobody', async () => {
    const { id } = await store.add({ ...CODE, decoy: true }, now);
    expect((await deliver(id)).acked).toBe(true);
    expect(sent).toEqual([]);
    expect(await rowOf(id)).toEqual({ state: 'sent', sealed: null });
  });

  it('cannot be moved to another row, and under a lost secret is given up', async () => {
    const { id } = await store.add(CODE, now);
    const { id: other } = await store.add({ ...CODE, to: { email: 'eva@example.org' } }, now);
    await env.DB.prepare('UPDATE notice SET sealed = (SELECT sealed FROM notice WHERE id = ?1) WHERE id = ?2')
      .bind(id, other)
      .run();
    expect((await deliver(other)).acked).toBe(true);
    expect(sent).toEqual([]);
    expect(await rowOf(other)).toEqual({ state: 'failed', sealed: null });
  });

  it('in the dead-letter queue is marked and forgotten', async () => {
    const { id } = await store.add(CODE, now);
    const message = fakeMessage({ id });
    await buryNotices({ store, clock }, { messages: [message] });
    expect(message.outcome.acked).toBe(true);
    expect(await rowOf(id)).toEqual({ state: 'failed', sealed: null });
  });

  it('leaves ids and codes in the log, never an address or what it said', async () => {
    const { id } = await store.add(CODE, now);
    answer = async () => ({ code: 'http-500', isFinal: false });
    await deliver(id);
    answer = async () => {
      throw new TypeError('could not send 012345 to ana@example.org');
    };
    expect((await deliver(id)).retriedAfterS).toBe(65);
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain(id);
    expect(lines.join()).not.toMatch(/ana@|012345/);
  });
});
