import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../testing/mailbox.ts';
import { stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, signUpRequest, type WorkerClient } from '../testing/worker-client.ts';

const RIGHT = bytesText(32, 1);
const NEXT = bytesText(32, 55);
const PHONE = '+491701234567';

let mailbox: Mailbox;
let client: WorkerClient;
let accountId: string;
let email: string;

beforeEach(async () => {
  mailbox = await createMailbox();
  client = await createWorkerClient({}, mailbox.environment);
  ({ accountId, email } = await newAccount(client));
  await stepUp({ accountId }.accountId);
});

async function newAccount(on: WorkerClient) {
  const request = await signUpRequest(on);
  await on.call('POST', '/account/email-code', { email: request.email, locale: 'en' });
  const emailCode = await mailbox.codeFor(request.email);
  const { body } = await on.call('POST', '/account', { ...request, emailCode });
  return { email: request.email, accountId: body.accountId as string };
}

const newAddress = () => `new-${crypto.randomUUID()}@example.org`;

/** What a device sends that derived the same passphrase under the new address's salt. */
async function change(next: string, code: string, parts: Record<string, unknown> = {}) {
  const { kdf } = (await client.call('POST', '/account/prelogin', { email: next })).body;
  const passphraseWrap = { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) };
  const body = { email: next, code, currentAuthSecret: RIGHT, authSecret: NEXT, kdf, passphraseWrap };
  return client.call('PUT', '/account/email', { ...body, ...parts });
}

describe('another email address', () => {
  it('is taken once its code came back: it signs in, the old one does not, and is told', async () => {
    const other = await createWorkerClient({}, mailbox.environment);
    await other.call('POST', '/session', { email, authSecret: RIGHT });
    const next = newAddress();
    expect((await client.call('POST', '/account/address-code', { email: next })).status).toBe(204);
    const { device } = client;
    expect((await change(next, await mailbox.codeFor(next))).status).toBe(204);
    // This device is known under the new address too.
    expect(client.device).toMatch(/^__Host-undertone-device=./);
    expect(client.device).not.toBe(device);
    expect((await client.call('GET', '/session')).body).toMatchObject({ email: next });
    expect((await other.call('GET', '/session')).status).toBe(401);
    const sign = (address: string, authSecret: string) =>
      other.call('POST', '/session', { email: address, authSecret });
    expect((await sign(email, RIGHT)).status).toBe(401);
    expect((await sign(next, NEXT)).status).toBe(200);
    expect((await mailbox.messagesTo(email)).at(-1)).toMatchObject({
      subject: 'How Undertone reaches you changed',
    });
  });

  it('changes nothing that prelogin says of either address', async () => {
    const next = newAddress();
    const saltOf = async (address: string) =>
      (await client.call('POST', '/account/prelogin', { email: address })).body.kdf.salt;
    const before = [await saltOf(email), await saltOf(next)];
    await client.call('POST', '/account/address-code', { email: next });
    const code = await mailbox.codeFor(next);
    const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
    expect((await change(next, code, { kdf })).body).toMatchObject({ code: 'invalid-request' });
    await client.call('POST', '/account/address-code', { email: next });
    expect((await change(next, await mailbox.codeFor(next))).status).toBe(204);
    expect([await saltOf(email), await saltOf(next)]).toEqual(before);
  });

  it('needs the passphrase, the code, and to have shown again who it is', async () => {
    const next = newAddress();
    await client.call('POST', '/account/address-code', { email: next });
    const code = await mailbox.codeFor(next);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await change(next, code, { currentAuthSecret: NEXT })).body.code).toBe('wrong-credentials');
    expect((await change(next, wrong)).body.code).toBe('wrong-code');
    await env.DB.prepare('UPDATE session SET stepped_up_at = NULL WHERE user_id = ?1').bind(accountId).run();
    expect((await change(next, code)).body.code).toBe('step-up-required');
    expect((await client.call('GET', '/session')).body).toMatchObject({ email });
  });

  it('that belongs to somebody else cannot be had, and nobody learns that it does', async () => {
    const owner = await newAccount(await createWorkerClient({}, mailbox.environment));
    const [taken, free] = [owner.email, newAddress()];
    const replies = [];
    for (const address of [taken, free])
      replies.push(await client.call('POST', '/account/address-code', { email: address }));
    expect(replies.map(({ status, body }) => ({ status, body }))).toEqual([
      { status: 204, body: null },
      { status: 204, body: null },
    ]);
    const { text } = (await mailbox.messagesTo(taken)).at(-1)!;
    expect(text).not.toMatch(/\d{6}/);
    const kdfSalted = await change(taken, '000000');
    expect(kdfSalted.body.code).toBe('wrong-code');
  });
});

describe('a phone number', () => {
  const phoneOf = () => env.DB.prepare('SELECT phone FROM user WHERE id = ?1').bind(accountId).first('phone');

  it('is kept once its code came back, forgotten on request, and the mail address is told', async () => {
    expect((await client.call('POST', '/account/address-code', { phone: PHONE })).status).toBe(204);
    const code = await mailbox.codeFor(PHONE);
    expect((await client.call('PUT', '/account/phone', { phone: '+4915', code })).status).toBe(400);
    expect((await client.call('PUT', '/account/phone', { phone: '+491709999999', code })).status).toBe(403);
    expect((await client.call('PUT', '/account/phone', { phone: PHONE, code })).status).toBe(204);
    expect(await phoneOf()).toBe(PHONE);
    expect((await mailbox.messagesTo(email)).at(-1)).toMatchObject({
      subject: 'How Undertone reaches you changed',
    });
    expect((await client.call('DELETE', '/account/phone')).status).toBe(204);
    expect(await phoneOf()).toBeNull();
  });

  it.each(['0170123456', '+0170123456', '+49 170 123456', '+1234567890123456', '+12'])(
    'is no phone number: %s',
    async (phone) => {
      expect((await client.call('POST', '/account/address-code', { phone })).status).toBe(400);
    },
  );
});
