import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { countDatabase } from '../db/counted-database.ts';
import { createMailbox, type Mailbox } from '../testing/mailbox.ts';
import { bytesText, createWorkerClient, signUpRequest, type WorkerClient } from '../testing/worker-client.ts';

let mailbox: Mailbox;
let client: WorkerClient;

beforeEach(async () => {
  mailbox = await createMailbox();
  client = await createWorkerClient({}, mailbox.environment);
});

const askCode = (email: string) => client.call('POST', '/account/email-code', { email, locale: 'es' });

/** A person who reads their mail. */
async function signUpByMail() {
  const request = await signUpRequest(client);
  expect((await askCode(request.email)).status).toBe(204);
  const whole = { ...request, emailCode: await mailbox.codeFor(request.email), locale: 'es' };
  return { request: whole, reply: await client.call('POST', '/account', whole) };
}

describe('signing up where mail can be sent', () => {
  it('takes the code of the mail, and knows the address and the language from then on', async () => {
    const { request, reply } = await signUpByMail();
    expect(reply.status).toBe(201);
    const row = await env.DB.prepare('SELECT email_verified, locale FROM user WHERE email = ?1')
      .bind(request.email)
      .first();
    expect(row).toEqual({ email_verified: 1, locale: 'es' });
    const [mail] = await mailbox.messagesTo(request.email);
    expect(mail).toMatchObject({ subject: 'Tu código de Undertone' });
  });

  it('makes nothing without a code, with a wrong one, or with one that was used', async () => {
    const request = await signUpRequest(client);
    await askCode(request.email);
    const code = await mailbox.codeFor(request.email);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await client.call('POST', '/account', request)).body).toMatchObject({
      code: 'invalid-request',
      issues: [{ path: 'emailCode' }],
    });
    const refused = await client.call('POST', '/account', { ...request, emailCode: wrong });
    expect(refused).toMatchObject({ status: 403, body: { code: 'wrong-code' } });
    expect((await client.call('POST', '/account', { ...request, emailCode: code })).status).toBe(201);
    const other = { ...(await signUpRequest(client)), emailCode: code };
    expect((await client.call('POST', '/account', other)).body.code).toBe('wrong-code');
  });

  it('answers alike for an address that is taken and one that is free', async () => {
    const { request } = await signUpByMail();
    const stranger = await createWorkerClient({}, mailbox.environment);
    const free = await signUpRequest(stranger);
    const taken = await signUpRequest(stranger, request.email);
    const ask = (email: string) => stranger.call('POST', '/account/email-code', { email, locale: 'en' });
    const [byTaken, byFree] = [await ask(request.email), await ask(free.email)];
    expect(byTaken.status).toBe(byFree.status);
    expect(byTaken.body).toEqual(byFree.body);
    // Whether or not a code is guessed right, the free address differs in nothing that a stranger sees.
    const tries = [];
    for (const account of [taken, free]) {
      tries.push(await stranger.call('POST', '/account', { ...account, emailCode: '000000' }));
    }
    const [first, second] = tries.map(({ status, body }) => ({ status, body: { ...body, requestId: '' } }));
    expect(first).toEqual(second);
    expect(first).toMatchObject({ status: 403, body: { code: 'wrong-code' } });
    const mails = await mailbox.messagesTo(request.email);
    expect(mails.at(-1)).toMatchObject({ subject: 'You already have an account' });
    expect(mails.at(-1)!.text).not.toMatch(/\d{6}/);
  });

  it('does the same work for both', async () => {
    const { request } = await signUpByMail();
    const { database, counts } = countDatabase(env.DB);
    const counting = await createWorkerClient({}, { ...mailbox.environment, DB: database });
    const workOf = async (path: string, body: unknown) => {
      const before = counts.queries;
      await counting.call('POST', path, body);
      return counts.queries - before;
    };
    const free = await signUpRequest(counting);
    for (const path of ['/account/email-code', '/account/unlock-code']) {
      const known = await workOf(path, { email: request.email, locale: 'en' });
      expect(known).toBeGreaterThan(0);
      expect(await workOf(path, { email: free.email, locale: 'en' })).toBe(known);
    }
    const taken = await workOf('/account', {
      ...free,
      email: request.email,
      kdf: request.kdf,
      emailCode: '000000',
    });
    expect(await workOf('/account', { ...free, emailCode: '000000' })).toBe(taken);
  });

  it('is not shut to newcomers by who tries codes for their address', async () => {
    const request = await signUpRequest(client);
    const stranger = await createWorkerClient({}, mailbox.environment);
    for (let times = 0; times < 12; times++) {
      const reply = await stranger.call('POST', '/account', { ...request, emailCode: '000000' });
      expect(reply.body.code).toBe('wrong-code');
    }
    await askCode(request.email);
    const emailCode = await mailbox.codeFor(request.email);
    expect((await client.call('POST', '/account', { ...request, emailCode })).status).toBe(201);
  });

  it('may be sent again when its answer was lost, though its code is used up', async () => {
    const { request, reply } = await signUpByMail();
    const again = await client.call('POST', '/account', request);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(reply.body);
  });

  it('sent again by somebody who knows all but the secret is refused as for anybody', async () => {
    const { request } = await signUpByMail();
    const reply = await client.call('POST', '/account', { ...request, authSecret: bytesText(32, 77) });
    expect(reply.body.code).toBe('wrong-code');
  });
});

it('tells what the deployment can send, and sends nothing where it cannot', async () => {
  expect((await client.call('GET', '/account/options')).body).toEqual({ emailCodes: true, phoneCodes: true });
  const without = await createWorkerClient();
  expect((await without.call('GET', '/account/options')).body).toEqual({
    emailCodes: false,
    phoneCodes: false,
  });
  const refused = await without.call('POST', '/account/email-code', { email: 'a@example.org', locale: 'en' });
  expect(refused.body).toMatchObject({ code: 'invalid-request', issues: [{ rule: 'not-sent-to-here' }] });
});
