import { systemClock } from '@undertone/base/clock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, signUp } from '../testing/worker-client.ts';

afterEach(() => vi.restoreAllMocks());

const RIGHT = bytesText(32, 1);
const NEXT = bytesText(32, 7);
const WRONG_WORDS = bytesText(32, 99);

describe('recovery', () => {
  it('opens with the words only, and says no more about an unknown address than about wrong words', async () => {
    const client = await createWorkerClient();
    const { email, recoveryProof, vaultId } = await signUp(client);
    client.cookie = '';
    const opened = await client.call('POST', '/account/recovery/open', { email, recoveryProof });
    expect(opened).toMatchObject({ status: 200, body: { vaultId, recoveryWrap: { kind: 'recovery' } } });
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const wrong = await client.call('POST', '/account/recovery/open', { email, recoveryProof: WRONG_WORDS });
    const unknown = await client.call('POST', '/account/recovery/open', {
      email: `x${email}`,
      recoveryProof,
    });
    expect(derive).toHaveBeenCalledTimes(2);
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('sets a new passphrase and ends every session', async () => {
    const client = await createWorkerClient();
    const { email, recoveryProof } = await signUp(client);
    const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
    const reset = {
      ...{ email, recoveryProof, kdf, authSecret: NEXT },
      passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    };
    const refused = await client.call('POST', '/account/recovery/reset', {
      ...reset,
      recoveryProof: WRONG_WORDS,
    });
    expect(refused.status).toBe(401);
    expect((await client.call('GET', '/session')).status).toBe(200);
    expect((await client.call('POST', '/account/recovery/reset', reset)).status).toBe(204);
    expect((await client.call('GET', '/session')).status).toBe(401);
    expect((await client.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(401);
    const signedIn = await client.call('POST', '/session', { email, authSecret: NEXT });
    expect(signedIn.body.passphraseWrap.wrapped).toBe(bytesText(60, 8));
  });

  it('takes new words from someone who knows the passphrase, and asks for a rehearsal again', async () => {
    const client = await createWorkerClient();
    const account = await signUp(client);
    const { email, recoveryProof } = account;
    await stepUp(account.accountId);
    expect((await client.call('POST', '/account/recovery/rehearsed')).status).toBe(204);
    expect((await client.call('GET', '/session')).body.recoveryRehearsed).toBe(true);
    const replacement = {
      currentAuthSecret: NEXT,
      recoveryWrap: { version: 1, kind: 'recovery', wrapped: bytesText(60, 5) },
      recoveryProof: bytesText(32, 6),
    };
    expect((await client.call('PUT', '/account/recovery', replacement)).status).toBe(401);
    const right = { ...replacement, currentAuthSecret: RIGHT };
    expect((await client.call('PUT', '/account/recovery', right)).status).toBe(204);
    expect((await client.call('GET', '/session')).body.recoveryRehearsed).toBe(false);
    expect((await client.call('POST', '/account/recovery/open', { email, recoveryProof })).status).toBe(401);
    const opened = await client.call('POST', '/account/recovery/open', {
      email,
      recoveryProof: bytesText(32, 6),
    });
    expect(opened.body.recoveryWrap.wrapped).toBe(bytesText(60, 5));
  });

  it('slows guessing at the words, and leaves signing in with the passphrase alone', async () => {
    const now = systemClock.now();
    const client = await createWorkerClient({ clock: { now: () => now } });
    const { email, recoveryProof } = await signUp(client);
    for (let guess = 0; guess < 5; guess++) {
      await client.call('POST', '/account/recovery/open', { email, recoveryProof: WRONG_WORDS });
    }
    expect((await client.call('POST', '/account/recovery/open', { email, recoveryProof })).status).toBe(429);
    expect((await client.call('POST', '/session', { email, authSecret: RIGHT })).status).toBe(200);
  });
});
