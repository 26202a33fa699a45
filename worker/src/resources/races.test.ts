import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createSoftAuthenticator } from '../testing/soft-authenticator.ts';
import { addPasskey, codeOf, holdTime } from '../testing/factors.ts';
import { stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, ORIGIN, signUp, type TestAccount } from '../testing/worker-client.ts';

const NEW_SECRET = bytesText(32, 5);

holdTime();

/** A database in which something else happens right before the first statement that matches. */
function interruptedBefore(pattern: RegExp, act: () => Promise<unknown>): D1Database {
  let isDone = false;
  const own = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();
  const meet = async (sql: string) => {
    if (isDone || !pattern.test(sql)) return;
    isDone = true;
    await act();
  };
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get: (target, name) => {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), sql);
        return async (...rest: unknown[]) => {
          await meet(sql);
          return (target[name as 'run'] as (...of: unknown[]) => unknown).apply(target, rest);
        };
      },
    });
    own.set(wrapped, { statement, sql });
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(env.DB.prepare(sql), sql),
    batch: async (statements: D1PreparedStatement[]) => {
      for (const one of statements) await meet(own.get(one)!.sql);
      return env.DB.batch(statements.map((one) => own.get(one)!.statement));
    },
  } as unknown as D1Database;
}

/**
 * An owner, and a thief with the passphrase and a session of their own that was just stepped up. What the owner does
 * lands in the middle of what the thief does.
 */
async function meetingAt(pattern: RegExp, ownersAct: (owner: Person) => Promise<unknown>) {
  const owner = await createWorkerClient();
  const account = await signUp(owner);
  const person: Person = { ...account, call: (...request) => owner.call(...request) };
  const thief = await createWorkerClient(
    {},
    { ...env, DB: interruptedBefore(pattern, () => ownersAct(person)) },
  );
  const { email, authSecret } = account;
  const signIn = () => thief.call('POST', '/session', { email, authSecret });
  return { owner, account, thief, signIn, stepUp: () => stepUp(account.accountId) };
}

type Person = TestAccount & Pick<Awaited<ReturnType<typeof createWorkerClient>>, 'call'>;

async function changePassphrase(person: Person, authSecret = NEW_SECRET) {
  await stepUp(person.accountId);
  const { kdf } = (await person.call('POST', '/account/prelogin', { email: person.email })).body;
  const changed = await person.call('PUT', '/account/passphrase', {
    ...{ currentAuthSecret: person.authSecret, authSecret, kdf },
    passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 7) },
  });
  expect(changed.status).toBe(204);
}

const endOthers = async ({ call }: Person) => expect((await call('DELETE', '/sessions')).status).toBe(204);

describe('what was under way with the old passphrase when its owner changed it', () => {
  it('begins no session', async () => {
    const { owner, thief, signIn } = await meetingAt(/^UPDATE session SET label/, changePassphrase);
    expect((await signIn()).body.code).toBe('wrong-credentials');
    expect((await thief.call('GET', '/session')).status).toBe(401);
    expect((await owner.call('GET', '/sessions')).body.sessions).toHaveLength(1);
  });

  it('sets no other one', async () => {
    const met = await meetingAt(/^UPDATE credential SET password/, changePassphrase);
    const { owner, account, thief } = met;
    await met.signIn();
    await met.stepUp();
    const { kdf } = (await thief.call('POST', '/account/prelogin', { email: account.email })).body;
    const stolen = await thief.call('PUT', '/account/passphrase', {
      ...{ currentAuthSecret: account.authSecret, authSecret: bytesText(32, 6), kdf },
      passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    });
    expect(stolen.body.code).toBe('wrong-credentials');
    expect((await owner.call('GET', '/session')).body.passphraseWrap.wrapped).toBe(bytesText(60, 7));
    const again = await owner.call('POST', '/session', { email: account.email, authSecret: NEW_SECRET });
    expect(again.status).toBe(200);
  });

  it('replaces no recovery words', async () => {
    const met = await meetingAt(/^UPDATE account_key SET recovery_wrap/, changePassphrase);
    await met.signIn();
    await met.stepUp();
    const replaced = await met.thief.call('PUT', '/account/recovery', {
      ...{ currentAuthSecret: met.account.authSecret, recoveryProof: bytesText(32, 9) },
      recoveryWrap: { version: 1, kind: 'recovery', wrapped: bytesText(60, 9) },
    });
    expect(replaced.body.code).toBe('wrong-credentials');
    const { email, recoveryProof } = met.account;
    expect((await met.owner.call('POST', '/account/recovery/open', { email, recoveryProof })).status).toBe(
      200,
    );
  });
});

it('words that were replaced a moment ago reset nothing', async () => {
  const { account, thief } = await meetingAt(/^UPDATE credential SET password/, async (person) => {
    await stepUp(person.accountId);
    const replaced = await person.call('PUT', '/account/recovery', {
      ...{ currentAuthSecret: person.authSecret, recoveryProof: bytesText(32, 9) },
      recoveryWrap: { version: 1, kind: 'recovery', wrapped: bytesText(60, 9) },
    });
    expect(replaced.status).toBe(204);
  });
  const { kdf } = (await thief.call('POST', '/account/prelogin', { email: account.email })).body;
  const reset = await thief.call('POST', '/account/recovery/reset', {
    ...{ email: account.email, recoveryProof: account.recoveryProof, authSecret: NEW_SECRET, kdf },
    passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
  });
  expect(reset.body.code).toBe('wrong-credentials');
});

it.each([
  ['was removed', 'DELETE FROM passkey WHERE account_id = ?1'],
  ['is of an account that was locked', 'UPDATE user SET locked_at = 1 WHERE id = ?1'],
])('a passkey that %s meanwhile begins no session', async (_, sql) => {
  const { account, thief } = await meetingAt(/^INSERT INTO session \(/, async ({ accountId }) => {
    await env.DB.prepare(sql).bind(accountId).run();
  });
  const client = await createWorkerClient();
  await client.call('POST', '/session', { email: account.email, authSecret: account.authSecret });
  const { authenticator } = await addPasskey(client, account);
  const request = (await thief.call('POST', '/session/passkey/options')).body;
  const assertion = await authenticator.show(request, ORIGIN);
  const refused = await thief.call('POST', '/session/passkey', { assertion });
  expect(refused.body.code).toBe('wrong-credentials');
  expect((await thief.call('GET', '/session')).status).toBe(401);
});

describe('a session that its owner ended meanwhile', () => {
  it('adds no passkey, which would sign in for ever', async () => {
    const { owner, thief, ...met } = await meetingAt(/^INSERT INTO passkey \(/, endOthers);
    await met.signIn();
    await met.stepUp();
    const creation = (await thief.call('POST', '/account/second-factors/passkeys/options')).body;
    const credential = await (await createSoftAuthenticator()).create(creation, ORIGIN);
    const added = await thief.call('POST', '/account/second-factors/passkeys', { name: 'Mine', credential });
    expect(added.status).toBeGreaterThanOrEqual(400);
    expect((await owner.call('GET', '/account/second-factors')).body.passkeys).toEqual([]);
    expect((await owner.call('GET', '/sessions')).status).toBe(200);
  });

  it('lets no program in', async () => {
    const { owner, thief, ...met } = await meetingAt(/'api'/, endOthers);
    await met.signIn();
    await met.stepUp();
    const issued = await thief.call('POST', '/tokens', { label: 'Mine', scopes: ['journal'] });
    expect(issued.status).toBe(401);
    expect((await owner.call('GET', '/sessions')).body.sessions).toHaveLength(1);
  });

  it('sets up no authenticator', async () => {
    const { owner, thief, ...met } = await meetingAt(/^UPDATE totp SET sealed/, endOthers);
    await met.signIn();
    await met.stepUp();
    const { secret } = (await thief.call('POST', '/account/second-factors/totp')).body;
    const confirmed = await thief.call('PUT', '/account/second-factors/totp', { code: codeOf(secret, -1) });
    expect(confirmed.status).toBeGreaterThanOrEqual(400);
    expect((await owner.call('GET', '/account/second-factors')).body.totp).toBeNull();
    expect((await owner.call('GET', '/sessions')).status).toBe(200);
  });
});
