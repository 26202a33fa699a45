import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { beforeEach, expect, it } from 'vitest';
import { createSealer } from '../secrets/sealer.ts';
import { NOW } from '../testing/store-fixtures.ts';
import { createNoticeStore, type NoticeMessage } from './notice-store.ts';
import { sweepNotices } from './sweep-notices.ts';

const HOUR_MS = 3600 * 1000;
const sealer = await createSealer({ current: 's'.repeat(32) }, 'notices', systemRandom);
const store = createNoticeStore(env.DB, sealer, systemRandom);

let queued: NoticeMessage[] = [];
const NOTICES = {
  sendBatch: async (messages: Iterable<{ body: NoticeMessage }>) =>
    void queued.push(...[...messages].map(({ body }) => body)),
} as unknown as Queue<NoticeMessage>;
const sweep = (hours: number) => sweepNotices({ DB: env.DB, NOTICES }, (NOW + hours * HOUR_MS) as EpochMs);
const add = () =>
  store.add({ kind: 'passphrase-changed', to: { email: 'ana@example.org' }, locale: 'en' }, NOW);
const stateOf = (id: string) =>
  env.DB.prepare('SELECT state, sealed IS NULL AS forgotten FROM notice WHERE id = ?1').bind(id).first();

beforeEach(async () => {
  queued = [];
  await env.DB.exec('DELETE FROM notice');
});

it('queues again what never arrived in the queue, but not what the queue still tries', async () => {
  const lost = await add();
  const sent = await add();
  await store.settle(sent.id, 'sent', NOW);
  await sweep(5);
  expect(queued).toEqual([]);
  await sweep(7);
  expect(queued).toEqual([lost]);
});

it('forgets what nobody wants any more, and after a month that it ever was', async () => {
  const { id } = await add();
  await sweep(73);
  expect(await stateOf(id)).toEqual({ state: 'expired', forgotten: 1 });
  expect(queued).toEqual([]);
  await sweep(73 + 30 * 24 + 1);
  expect(await stateOf(id)).toBeNull();
});

it('sweeps out codes and counts that are over', async () => {
  const insert = (key: string, at: number) => [
    env.DB.prepare('INSERT INTO one_time_code (key, mac, expires_at, tries) VALUES (?1, ?1, ?2, 0)').bind(
      key,
      at,
    ),
    env.DB.prepare('INSERT INTO guess (key, count, last_at) VALUES (?1, 1, ?2)').bind(key, at - 24 * HOUR_MS),
  ];
  await env.DB.batch([...insert('over', NOW - 1), ...insert('young', NOW + 1)]);
  await sweep(0);
  for (const table of ['one_time_code', 'guess']) {
    const { results } = await env.DB.prepare(`SELECT key FROM ${table} WHERE key IN ('over', 'young')`).all();
    expect(results).toEqual([{ key: 'young' }]);
  }
});
