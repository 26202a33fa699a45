import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWorker } from './create-worker.ts';
import { sealingSecretsOf } from './environment.ts';
import worker from './index.ts';
import { createNoticeStore } from './notices/notice-store.ts';
import { NOTICE_PURPOSE } from './notices/queued-notices.ts';
import { createSealer } from './secrets/sealer.ts';

const sent: string[] = [];
const recording = createWorker(() => ({
  email: async ({ id }) => {
    sent.push(id);
    return ok();
  },
  phone: null,
}));

beforeEach(() => {
  sent.length = 0;
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

async function addNotice() {
  const sealer = await createSealer(sealingSecretsOf(env), NOTICE_PURPOSE, systemRandom);
  const store = createNoticeStore(env.DB, sealer, systemRandom);
  const to = { email: 'ana@example.org' };
  return store.add({ kind: 'passphrase-changed', to, locale: 'en' }, systemClock.now());
}

async function deliver(queue: string, id: string, to = recording) {
  const message = { id: 'm', timestamp: new Date(), attempts: 1, body: { id } };
  const batch = createMessageBatch<{ id: string }>(queue, [message]);
  await to.queue(batch, env);
  return getQueueResult(batch, createExecutionContext());
}

const stateOf = (id: string) =>
  env.DB.prepare('SELECT state FROM notice WHERE id = ?1').bind(id).first('state');

it('delivers what the queue of notices holds, and forgets what its dead letters said', async () => {
  const [alive, dead] = [await addNotice(), await addNotice()];
  expect((await deliver('undertone-notices', alive.id)).explicitAcks).toEqual(['m']);
  expect((await deliver('undertone-notices-dead', dead.id)).explicitAcks).toEqual(['m']);
  expect(sent).toEqual([alive.id]);
  expect([await stateOf(alive.id), await stateOf(dead.id)]).toEqual(['sent', 'failed']);
});

it('keeps a message while the deployment has nothing to send it with', async () => {
  const { id } = await addNotice();
  expect((await deliver('undertone-notices', id, worker)).retryMessages).toMatchObject([{ msgId: 'm' }]);
  expect(await stateOf(id)).toBe('queued');
});

it('does not start with settings that were begun and not finished', async () => {
  const broken = { ...env, MAIL_FROM: 'undertone@example.org' };
  const request = new Request('https://undertone.example/api/v1/health');
  const asked = async () => worker.fetch(request as never, broken, createExecutionContext());
  await expect(asked()).rejects.toThrow('MAIL_PROVIDER');
});

it('sweeps out old notices in the daily round', async () => {
  const { id } = await addNotice();
  const NOTICES = { sendBatch: async () => {} } as unknown as typeof env.NOTICES;
  // What other files left behind may be due by then: nobody is to do it while those that come next are running.
  const JOBS = { sendBatch: async () => {} } as unknown as typeof env.JOBS;
  const scheduledTime = Date.now() + 4 * 24 * 3600 * 1000;
  await recording.scheduled(createScheduledController({ scheduledTime }), { ...env, JOBS, NOTICES });
  expect(await stateOf(id)).toBe('expired');
});
