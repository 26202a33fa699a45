import { env } from 'cloudflare:workers';
import { systemClock, type EpochMs } from '@undertone/base/clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../testing/mailbox.ts';
import { bytesText, createWorkerClient, signUpRequest, type WorkerClient } from '../testing/worker-client.ts';

const RIGHT = bytesText(32, 1);
const WRONG = bytesText(32, 99);

let now: EpochMs;
let mailbox: Mailbox;
const clock = { now: () => now };

beforeEach(async () => {
  now = systemClock.now();
  mailbox = await createMailbox(clock);
});

const newClient = () => createWorkerClient({ clock }, mailbox.environment);

async function newOwner() {
  const client = await newClient();
  const request = await signUpRequest(client);
  await client.call('POST', '/account/email-code', { email: request.email, locale: 'en' });
  const emailCode = await mailbox.codeFor(request.email);
  await client.call('POST', '/account', { ...request, emailCode });
  return { client, email: request.email };
}

const signIn = (client: WorkerClient, email: string, authSecret: string) =>
  client.call('POST', '/session', { email, authSecret });

async function actsOf(client: WorkerClient, action: string) {
  const { body } = await client.call('GET', '/audit');
  return (body.entries as { action: string }[]).filter((row) => row.action === action);
}

/** A stranger at many places who does not give up. */
async function lock(email: string) {
  while (true) {
    const reply = await signIn(await newClient(), email, WRONG);
    if (reply.body.code === 'account-locked') return reply;
    if (reply.body.code === 'rate-limited') now = (now + reply.body.retryAfterMs) as EpochMs;
  }
}

describe('a locked account', () => {
  it('refuses the right secret too, from where nobody signed in before, and says so to the owner once', async () => {
    const { client, email } = await newOwner();
    const refused = await lock(email);
    expect(refused).toMatchObject({ status: 403, body: { action: 'unlock' } });
    expect(refused.body.retryAfterMs).toBeGreaterThan(0);
    expect((await signIn(await newClient(), email, RIGHT)).body.code).toBe('account-locked');
    const mails = (await mailbox.messagesTo(email)).filter(
      (mail) => 'subject' in mail && mail.subject === 'Signing in to your account is locked',
    );
    expect(mails).toHaveLength(1);
    expect(await actsOf(client, 'account.locked')).toHaveLength(1);
  });

  it('stays open to sessions that are there, and to devices that signed in before', async () => {
    const { client, email } = await newOwner();
    await lock(email);
    expect((await client.call('GET', '/session')).status).toBe(200);
    client.cookie = '';
    expect((await signIn(client, email, RIGHT)).status).toBe(200);
  });

  it('tells nothing: an address without an account is locked alike', async () => {
    const unknown = await lock(`nobody-${crypto.randomUUID()}@example.org`);
    const known = await lock((await newOwner()).email);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...known.body, requestId: '' });
  });

  it('opens by a code from the mail, once, and leaves a note', async () => {
    const { client, email } = await newOwner();
    await lock(email);
    const stranger = await newClient();
    expect((await stranger.call('POST', '/account/unlock-code', { email, locale: 'en' })).status).toBe(204);
    const code = await mailbox.codeFor(email);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await stranger.call('POST', '/account/unlock', { email, code: wrong })).status).toBe(403);
    expect((await stranger.call('POST', '/account/unlock', { email, code })).status).toBe(204);
    expect((await stranger.call('POST', '/account/unlock', { email, code })).status).toBe(403);
    expect((await signIn(stranger, email, RIGHT)).status).toBe(200);
    expect(await actsOf(client, 'account.unlocked')).toHaveLength(1);
    const subjects = (await mailbox.messagesTo(email)).map((mail) => 'subject' in mail && mail.subject);
    expect(subjects).toContain('Your account is unlocked');
  });

  it('opens for the device too that was known, and had guessed wrong itself', async () => {
    const { client, email } = await newOwner();
    client.cookie = '';
    let reply = await signIn(client, email, WRONG);
    while (reply.body.code !== 'account-locked') {
      if (reply.body.code === 'rate-limited') now = (now + reply.body.retryAfterMs) as EpochMs;
      reply = await signIn(client, email, WRONG);
    }
    await client.call('POST', '/account/unlock-code', { email, locale: 'en' });
    await client.call('POST', '/account/unlock', { email, code: await mailbox.codeFor(email) });
    expect((await signIn(client, email, RIGHT)).status).toBe(200);
  });

  it('is not kept shut by a stranger who tries codes, or asks for more of them', async () => {
    const { email } = await newOwner();
    await lock(email);
    const [owner, stranger] = [await newClient(), await newClient()];
    await owner.call('POST', '/account/unlock-code', { email, locale: 'en' });
    const code = await mailbox.codeFor(email);
    await stranger.call('POST', '/account/unlock-code', { email, locale: 'en' });
    for (let times = 0; times < 6; times++) {
      expect((await stranger.call('POST', '/account/unlock', { email, code })).body.code).toBe('wrong-code');
    }
    expect((await owner.call('POST', '/account/unlock', { email, code })).status).toBe(204);
  });

  it('opens by itself after half a day', async () => {
    const { email } = await newOwner();
    const { body } = await lock(email);
    now = (now + body.retryAfterMs) as EpochMs;
    expect((await signIn(await newClient(), email, RIGHT)).status).toBe(200);
  });

  it('that a rule has locked is shut to its sessions, and tells so to nobody but who knows the secret', async () => {
    const { client, email } = await newOwner();
    await env.DB.prepare('UPDATE user SET locked_at = ?2 WHERE email = ?1').bind(email, now).run();
    expect((await client.call('GET', '/session')).status).toBe(401);
    expect((await signIn(client, email, WRONG)).body.code).toBe('wrong-credentials');
    expect((await signIn(client, email, RIGHT)).body.code).toBe('account-locked');
    await client.call('POST', '/account/unlock-code', { email, locale: 'en' });
    await client.call('POST', '/account/unlock', { email, code: await mailbox.codeFor(email) });
    expect((await signIn(client, email, RIGHT)).status).toBe(200);
  });

  it('that is being deleted is not opened any more', async () => {
    const { client, email } = await newOwner();
    await env.DB.prepare('UPDATE user SET locked_at = ?2, delete_after = ?2 WHERE email = ?1')
      .bind(email, now)
      .run();
    await client.call('POST', '/account/unlock-code', { email, locale: 'en' });
    await client.call('POST', '/account/unlock', { email, code: await mailbox.codeFor(email) });
    expect((await signIn(client, email, RIGHT)).body.code).toBe('account-locked');
  });
});

describe('a code to unlock', () => {
  it('goes to nobody without an account, and nobody can tell', async () => {
    const { email } = await newOwner();
    const nobody = `nobody-${crypto.randomUUID()}@example.org`;
    const client = await newClient();
    const replies = [];
    for (const address of [email, nobody]) {
      replies.push(await client.call('POST', '/account/unlock-code', { email: address, locale: 'en' }));
    }
    expect(replies.map(({ status }) => status)).toEqual([204, 204]);
    // Both are queued; the one that is none ends there.
    expect(mailbox.queued).toHaveLength(2);
    expect(await mailbox.messagesTo(nobody)).toEqual([]);
    const guesses = [];
    for (const address of [email, nobody]) {
      guesses.push(await client.call('POST', '/account/unlock', { email: address, code: '000000' }));
    }
    expect(guesses.map(({ body }) => body.code)).toEqual(['wrong-code', 'wrong-code']);
  });
});

describe('a device that signed in before', () => {
  it('is counted by itself, and locked by its own wrong guesses only', async () => {
    const { client, email } = await newOwner();
    client.cookie = '';
    for (let guess = 0; guess < 5; guess++) await signIn(client, email, WRONG);
    expect((await signIn(client, email, RIGHT)).status).toBe(429);
    expect((await signIn(await newClient(), email, RIGHT)).status).toBe(200);
  });

  it('is known for its own address only, by a cookie that cannot be made up', async () => {
    const { client, email } = await newOwner();
    const { email: other } = await newOwner();
    await lock(other);
    expect((await signIn(client, other, RIGHT)).body.code).toBe('account-locked');
    await lock(email);
    const [name, value] = client.device.split('=') as [string, string];
    const forger = await newClient();
    for (const forged of [
      `${value}x`,
      `x${value}`,
      value.split('.')[0],
      `${'A'.repeat(22)}.${'A'.repeat(43)}`,
    ]) {
      forger.device = `${name}=${forged}`;
      expect((await signIn(forger, email, RIGHT)).body.code).toBe('account-locked');
    }
  });

  it('is known no more once the passphrase was changed elsewhere', async () => {
    const { client, email } = await newOwner();
    const other = await newClient();
    await signIn(other, email, RIGHT);
    await env.DB.prepare(`UPDATE session SET stepped_up_at = ?1`).bind(now).run();
    const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
    const next = bytesText(32, 61);
    const passphraseWrap = { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) };
    const changed = { currentAuthSecret: RIGHT, authSecret: next, kdf, passphraseWrap };
    expect((await client.call('PUT', '/account/passphrase', changed)).status).toBe(204);
    await lock(email);
    expect((await signIn(other, email, next)).body.code).toBe('account-locked');
    expect((await signIn(client, email, next)).status).toBe(200);
  });

  it('is forgotten at sign-out, and told of when it comes anew', async () => {
    const { client, email } = await newOwner();
    await client.call('DELETE', '/session');
    expect(client.device).toBe('__Host-undertone-device=');
    await signIn(client, email, RIGHT);
    expect(client.device).toMatch(/^__Host-undertone-device=.{60,}$/);
    const mails = await mailbox.messagesTo(email);
    expect(mails.at(-1)).toMatchObject({ subject: 'A new device signed in' });
    await signIn(client, email, RIGHT);
    expect(await mailbox.messagesTo(email)).toHaveLength(mails.length);
  });
});
