import type { EpochMs } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { describe, expect, it } from 'vitest';
import { failWith } from '../http/failure.ts';
import type { Codes } from '../notices/codes.ts';
import type { Notices } from '../notices/notices.ts';
import { addPasskey, addTotp, codeOf, holdTime, makeClinician, signInAgain } from '../testing/factors.ts';
import { bytesText, createWorkerClient, signUp } from '../testing/worker-client.ts';

const HOUR_MS = 3_600_000;
const CODE = '271828';
const WORDS = bytesText(32, 2);
const RESET = '/session/second-factor/reset';

holdTime();

/** An account that lost its authenticator, at the point where it is asked for it. */
async function lostFactor(options: { readonly mail?: boolean } = {}) {
  let now = Date.now() as EpochMs;
  const told: string[] = [];
  let isSent = false;
  const codes: Codes = {
    send: async () => {
      isSent = true;
      return ok();
    },
    take: async ({ code, purpose }) =>
      isSent && code === CODE && purpose === 'second-factor-reset' ? ok() : err(failWith('wrong-code')),
  };
  const notices: Notices = {
    channels: { email: options.mail ?? true, phone: false },
    send: async () => {},
    tell: async (_account, kind) => void told.push(kind),
  };
  const parts = { codes, notices, clock: { now: () => now } };
  // Signed up where no code is asked for, and by a clock that runs.
  const before = await createWorkerClient();
  const account = await signUp(before);
  const factor = await addTotp(before, account);
  now = Date.now() as EpochMs;
  const [client, owner] = [await createWorkerClient(parts), await createWorkerClient(parts)];
  owner.cookie = before.cookie;
  await signInAgain(client, account);
  told.length = 0;
  return {
    ...{ client, account, owner, told, ...factor },
    /** A session that waits for its factor does not last as long: whoever comes back signs in again. */
    wait: async (ms: number) => {
      now = (now + ms) as EpochMs;
      await signInAgain(client, account);
    },
    request: (body = {}) => client.call('POST', RESET, { code: CODE, recoveryProof: WORDS, ...body }),
    sendCode: () => client.call('POST', `${RESET}/code`),
    finish: (recoveryProof = WORDS) => client.call('POST', `${RESET}/finish`, { recoveryProof }),
    due: async () => (await client.call('GET', '/session/second-factor')).body,
  };
}

describe('lost second factors', () => {
  it('are removed with passphrase, words and mailbox together, after three days with a notice at each end', async () => {
    const { client, account, owner, told, wait, ...lost } = await lostFactor();
    expect(await lost.due()).toMatchObject({ canReset: true, resetAt: null });
    expect((await lost.sendCode()).status).toBe(204);
    const requested = await lost.request();
    expect(requested.status).toBe(200);
    expect(told).toEqual(['second-factor-reset-waiting']);
    expect((await lost.due()).resetAt).toBe(requested.body.resetAt);
    expect((await owner.call('GET', '/account/second-factors')).body.resetAt).toBe(requested.body.resetAt);
    await wait(72 * HOUR_MS - 1);
    expect((await lost.finish()).status).toBe(404);
    await wait(1);
    const finished = await lost.finish();
    expect(finished.body).toMatchObject({ state: 'signed-in', vaultId: account.vaultId });
    expect(told).toEqual(['second-factor-reset-waiting', 'second-factor-reset-done']);
    expect((await client.call('GET', '/account/second-factors')).body).toMatchObject({
      ...{ totp: null, passkeys: [], backupCodesLeft: 0, resetAt: null },
    });
    // Whoever was signed in with what is gone has to sign in again.
    expect((await owner.call('GET', '/session')).status).toBe(401);
    expect((await signInAgain(client, account)).body.state).toBe('signed-in');
  });

  it('leave a guarded role with nothing but setting up a new one', async () => {
    const lost = await lostFactor();
    await makeClinician(lost.account);
    await lost.sendCode();
    await lost.request();
    await lost.wait(72 * HOUR_MS);
    expect((await lost.finish()).body).toEqual({ state: 'set-up-second-factor' });
    const sync = await lost.client.call('GET', '/consents');
    expect(sync.body).toMatchObject({ code: 'second-factor-missing' });
  });

  it('stay, whichever one of the three is missing', async () => {
    const lost = await lostFactor();
    expect((await lost.request()).body).toMatchObject({ code: 'wrong-code' });
    await lost.sendCode();
    expect((await lost.request({ code: '000000' })).body).toMatchObject({ code: 'wrong-code' });
    expect((await lost.request({ recoveryProof: bytesText(32, 9) })).body).toMatchObject({
      code: 'wrong-credentials',
    });
    await lost.wait(72 * HOUR_MS);
    expect((await lost.finish()).status).toBe(404);
    expect(await lost.due()).toMatchObject({ resetAt: null });
    lost.client.cookie = '';
    for (const path of ['', '/code', '/finish']) {
      const reply = await lost.client.call('POST', `${RESET}${path}`, { code: CODE, recoveryProof: WORDS });
      expect(reply.status).toBe(401);
    }
  });

  it('are not removed by somebody who has the passphrase but not the words, when the wait is over', async () => {
    const lost = await lostFactor();
    await lost.sendCode();
    await lost.request();
    await lost.wait(72 * HOUR_MS);
    expect((await lost.finish(bytesText(32, 9))).body).toMatchObject({ code: 'wrong-credentials' });
    expect((await lost.finish()).status).toBe(200);
  });

  it('stay when the owner says so on a device that is signed in', async () => {
    const lost = await lostFactor();
    await lost.sendCode();
    await lost.request();
    expect((await lost.owner.call('DELETE', '/account/second-factors/reset')).status).toBe(204);
    await lost.wait(72 * HOUR_MS);
    expect((await lost.finish()).status).toBe(404);
  });

  it('stay when anybody shows one, at sign-in or before a sensitive act', async () => {
    for (const [method, path] of [
      ['backup-code', '/session/second-factor'],
      ['totp', '/session/second-factor'],
      ['totp', '/session/step-up'],
    ] as const) {
      const lost = await lostFactor();
      await lost.sendCode();
      await lost.request();
      const code = method === 'totp' ? codeOf(lost.secret) : lost.backupCodes[0];
      const shower = path.endsWith('step-up') ? lost.owner : lost.client;
      const shown = await shower.call('POST', path, { method, code });
      expect(shown.status).toBeLessThan(300);
      expect((await lost.owner.call('GET', '/account/second-factors')).body.resetAt).toBeNull();
    }
  });

  it('wait no longer, and no shorter, when it is asked for again; and what nobody finishes is forgotten', async () => {
    const lost = await lostFactor();
    await lost.sendCode();
    const first = (await lost.request()).body.resetAt as string;
    await lost.wait(24 * HOUR_MS);
    expect((await lost.request()).body.resetAt).toBe(first);
    expect(lost.told).toEqual(['second-factor-reset-waiting']);
    await lost.wait((48 + 7 * 24) * HOUR_MS);
    expect((await lost.finish()).status).toBe(404);
    expect(await lost.due()).toMatchObject({ resetAt: null });
  });

  it('have no way out where nobody could be warned, nor from a session that owes none', async () => {
    const lost = await lostFactor({ mail: false });
    expect(await lost.due()).toMatchObject({ canReset: false });
    for (const path of ['', '/code', '/finish']) {
      const body =
        path === '/code'
          ? undefined
          : path === ''
            ? { code: CODE, recoveryProof: WORDS }
            : { recoveryProof: WORDS };
      expect((await lost.client.call('POST', `${RESET}${path}`, body)).body).toMatchObject({
        code: 'forbidden',
      });
    }
    const full = await lostFactor();
    expect((await full.owner.call('POST', `${RESET}/code`)).body).toMatchObject({ code: 'forbidden' });
  });

  it('are removed with all passkeys', async () => {
    const lost = await lostFactor();
    const elsewhere = await createWorkerClient();
    elsewhere.cookie = lost.owner.cookie;
    await addPasskey(elsewhere, lost.account);
    await lost.sendCode();
    await lost.request();
    await lost.wait(72 * HOUR_MS);
    await lost.finish();
    expect((await lost.client.call('GET', '/account/second-factors')).body.passkeys).toEqual([]);
  });
});
