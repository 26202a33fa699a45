import { env } from 'cloudflare:workers';
import type { EpochMs } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Codes } from '../notices/codes.ts';
import type { Notices } from '../notices/notices.ts';
import { addPasskey, addTotp, codeOf, holdTime, RIGHT_SECRET } from '../testing/factors.ts';
import { createMailbox } from '../testing/mailbox.ts';
import { stepUp as markSteppedUp } from '../testing/standing.ts';
import {
  bytesText,
  createWorkerClient,
  ORIGIN,
  signUp,
  type WorkerClient,
} from '../testing/worker-client.ts';

const SENT = '314159';
const PHONE = '+491701234599';

holdTime();

/** Takes one code, as if it had been sent to every address that was asked for one. */
function mailOnly() {
  const sent: unknown[] = [];
  const codes: Codes = {
    send: async ({ to }) => {
      sent.push(to);
      return ok();
    },
    take: async ({ code, to }) => {
      const position = sent.findIndex((address) => JSON.stringify(address) === JSON.stringify(to));
      if (code !== SENT || position < 0) return err(failWith('wrong-code'));
      sent.splice(position, 1);
      return ok();
    },
  };
  const notices: Notices = {
    channels: { email: true, phone: false },
    send: async () => {},
    tell: async () => {},
  };
  return { codes, notices, sent };
}

const silent: Notices = {
  channels: { email: false, phone: false },
  send: async () => {},
  tell: async () => {},
};

const stepUp = (client: WorkerClient, proof: unknown) => client.call('POST', '/session/step-up', proof);
/** An act that asks for it. */
const act = (client: WorkerClient) => client.call('POST', '/account/second-factors/totp');
const methodsOf = async (client: WorkerClient) =>
  (await client.call('GET', '/session/step-up')).body.methods as string[];

/** Signed up where no code is asked for, and then in the deployment that the test is about. */
async function signedUp(parts: Partial<Dependencies>) {
  const before = await createWorkerClient();
  const account = await signUp(before);
  const client = await createWorkerClient(parts);
  client.cookie = before.cookie;
  return { client, account };
}

describe('stepping up', () => {
  it('is by the passphrase where the deployment can send nothing, for this session only', async () => {
    const client = await createWorkerClient({ notices: silent });
    const account = await signUp(client);
    const other = await createWorkerClient({ notices: silent });
    await other.call('POST', '/session', account && { email: account.email, authSecret: account.authSecret });
    expect(await methodsOf(client)).toEqual(['passphrase']);
    expect((await act(client)).body).toMatchObject({ code: 'step-up-required' });
    const wrong = await stepUp(client, { method: 'passphrase', authSecret: bytesText(32, 99) });
    expect(wrong.body).toMatchObject({ code: 'wrong-credentials' });
    expect((await stepUp(client, { method: 'passphrase', authSecret: RIGHT_SECRET })).status).toBe(204);
    expect((await act(client)).status).toBe(200);
    expect((await act(other)).body).toMatchObject({ code: 'step-up-required' });
  });

  it('is by a sent code where there is mail: the passphrase alone does not do', async () => {
    const { codes, notices, sent } = mailOnly();
    const { client, account } = await signedUp({ codes, notices });
    expect(await methodsOf(client)).toEqual(['email-code']);
    const passphrase = await stepUp(client, { method: 'passphrase', authSecret: RIGHT_SECRET });
    expect(passphrase.body).toMatchObject({ code: 'forbidden' });
    expect((await stepUp(client, { method: 'email-code', code: SENT })).status).toBe(403);
    expect((await client.call('POST', '/session/step-up/code', { to: 'email' })).status).toBe(204);
    expect(sent).toEqual([{ email: account.email }]);
    expect((await client.call('POST', '/session/step-up/code', { to: 'phone' })).status).toBe(403);
    expect((await stepUp(client, { method: 'email-code', code: SENT })).status).toBe(204);
    expect((await act(client)).status).toBe(200);
  });

  it('is by a message to the phone, of an account that gave its number, once', async () => {
    const mailbox = await createMailbox();
    const before = await createWorkerClient();
    const { accountId } = await signUp(before);
    const client = await createWorkerClient({}, mailbox.environment);
    client.cookie = before.cookie;
    expect(await methodsOf(client)).toEqual(['email-code']);
    await markSteppedUp(accountId);
    expect((await client.call('POST', '/account/address-code', { phone: PHONE })).status).toBe(204);
    const given = await client.call('PUT', '/account/phone', {
      phone: PHONE,
      code: await mailbox.codeFor(PHONE),
    });
    expect(given.status).toBe(204);
    await env.DB.prepare('UPDATE session SET stepped_up_at = NULL WHERE user_id = ?1').bind(accountId).run();

    expect(await methodsOf(client)).toContain('phone-code');
    expect((await client.call('POST', '/session/step-up/code', { to: 'phone' })).status).toBe(204);
    const code = await mailbox.codeFor(PHONE);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await stepUp(client, { method: 'phone-code', code: wrong })).status).toBe(403);
    expect((await act(client)).body).toMatchObject({ code: 'step-up-required' });
    expect((await stepUp(client, { method: 'phone-code', code })).status).toBe(204);
    expect((await act(client)).status).toBe(200);
    expect((await stepUp(client, { method: 'phone-code', code })).status).toBe(403);
  });

  it('is by the second factor, and nothing weaker, of an account that has one', async () => {
    const { codes, notices } = mailOnly();
    const { client, account } = await signedUp({ codes, notices });
    const { secret, backupCodes } = await addTotp(client, account);
    const { authenticator } = await addPasskey(client, account);
    expect(await methodsOf(client)).toEqual(['totp', 'passkey', 'backup-code']);
    expect((await client.call('POST', '/session/step-up/code', { to: 'email' })).status).toBe(403);
    expect((await stepUp(client, { method: 'email-code', code: SENT })).status).toBe(403);
    const code = codeOf(secret);
    expect((await stepUp(client, { method: 'totp', code })).status).toBe(204);
    expect((await stepUp(client, { method: 'totp', code })).status).toBe(403);
    expect((await stepUp(client, { method: 'backup-code', code: backupCodes[0] })).status).toBe(204);
    const request = (await client.call('POST', '/session/step-up/passkey-options')).body;
    const assertion = await authenticator.show(request, ORIGIN);
    expect((await stepUp(client, { method: 'passkey', assertion })).status).toBe(204);
    expect((await stepUp(client, { method: 'passkey', assertion })).status).toBe(403);
  });

  it('takes no answer to a question that was asked for something else', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { authenticator } = await addPasskey(client, account);
    const request = (await client.call('POST', '/session/passkey/options')).body;
    const assertion = await authenticator.show(request, ORIGIN);
    expect((await stepUp(client, { method: 'passkey', assertion })).status).toBe(403);
  });

  it('lasts ten minutes', async () => {
    let now = Date.now() as EpochMs;
    const client = await createWorkerClient({ notices: silent, clock: { now: () => now } });
    await signUp(client);
    expect((await stepUp(client, { method: 'passphrase', authSecret: RIGHT_SECRET })).status).toBe(204);
    now = (now + 10 * 60_000) as EpochMs;
    expect((await act(client)).status).toBe(200);
    now = (now + 1) as EpochMs;
    expect((await act(client)).body).toMatchObject({ code: 'step-up-required' });
  });

  it('stands before the acts that cannot be undone', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { kdf } = (await client.call('POST', '/account/prelogin', { email: account.email })).body;
    const change = {
      ...{ currentAuthSecret: RIGHT_SECRET, authSecret: bytesText(32, 7), kdf },
      passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    };
    const words = {
      currentAuthSecret: RIGHT_SECRET,
      recoveryWrap: { version: 1, kind: 'recovery', wrapped: bytesText(60, 5) },
      recoveryProof: bytesText(32, 6),
    };
    for (const [path, body] of [
      ['/account/passphrase', change],
      ['/account/recovery', words],
    ] as const) {
      expect((await client.call('PUT', path, body)).body).toMatchObject({ code: 'step-up-required' });
      await markSteppedUp(account.accountId);
      expect(
        (
          await client.call('PUT', path, {
            ...body,
            ...(path.endsWith('recovery') ? { currentAuthSecret: bytesText(32, 7) } : {}),
          })
        ).status,
      ).toBe(204);
      await client.call('DELETE', '/session');
      await client.call('POST', '/session', { email: account.email, authSecret: bytesText(32, 7) });
    }
  });
});
