import { env } from 'cloudflare:workers';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { utf8 } from '@undertone/base/bytes';
import { ok } from '@undertone/base/result';
import { beforeEach, expect, it } from 'vitest';
import { reseal } from './reseal.ts';
import { createSealer } from './sealer.ts';
import { createSigningKeys } from './signing-keys.ts';

const OLD = 'the secret that was in use until today 01';
const NEW = 'the secret that is in use from today on 2';
const MESSAGE = utf8('what was signed');
const changing = { DB: env.DB, SEALING_SECRET: NEW, SEALING_SECRET_PREVIOUS: OLD };

const keysUnder = async (current: string) =>
  createSigningKeys(env.DB, await createSealer({ current }, 'signing-keys', systemRandom), systemClock);

async function keepSecret(account: string, sealed: string) {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES (?1, '', ?1, 1, 0, 0)`,
    ).bind(account),
    env.DB.prepare('INSERT INTO totp (account_id, sealed, added_at, last_step) VALUES (?1, ?2, 0, 0)').bind(
      account,
      sealed,
    ),
  ]);
}

const sealedOf = async (account: string) =>
  (await env.DB.prepare('SELECT sealed FROM totp WHERE account_id = ?1')
    .bind(account)
    .first<{ sealed: string }>())!.sealed;

beforeEach(async () => {
  await env.DB.batch(
    ['totp', 'notice', 'signing_key'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
});

it('seals anew what the old secret sealed, so that it opens when that one is gone', async () => {
  const old = await createSealer({ current: OLD }, 'second-factors', systemRandom);
  const account = crypto.randomUUID();
  await keepSecret(account, await old.seal('GEZDGNBVGY3TQOJQ', `totp ${account}`));
  const before = await keysUnder(OLD);
  const signed = await before.sign('audit', MESSAGE);
  await before.rotate('audit');

  const done = await reseal(changing, systemRandom);
  expect(done).toMatchObject([
    { purpose: 'signing-keys', resealed: 1, unreadable: 0, isDone: true },
    { purpose: 'second-factors', resealed: 1, unreadable: 0, isDone: true },
    { purpose: 'notices', resealed: 0, isDone: true },
  ]);

  const fresh = await createSealer({ current: NEW }, 'second-factors', systemRandom);
  expect(await fresh.open(await sealedOf(account), `totp ${account}`)).toEqual(ok('GEZDGNBVGY3TQOJQ'));
  // A retired key still vouches for what it signed.
  const after = await keysUnder(NEW);
  expect(await after.verify('audit', signed.keyId, MESSAGE, signed.signature)).toBe(true);
});

it('finds nothing to do the second time, and nothing at all without a previous secret', async () => {
  await (await keysUnder(OLD)).sign('token', MESSAGE);
  expect(await reseal({ DB: env.DB, SEALING_SECRET: NEW }, systemRandom)).toEqual([]);
  expect((await reseal(changing, systemRandom))[0]).toMatchObject({ resealed: 1 });
  expect((await reseal(changing, systemRandom))[0]).toMatchObject({ resealed: 0, isDone: true });
});

it('goes past what opens under neither, leaves it as it is, and says so', async () => {
  const other = await createSealer(
    { current: 'a secret of years ago, long forgotten' },
    'second-factors',
    systemRandom,
  );
  const old = await createSealer({ current: OLD }, 'second-factors', systemRandom);
  const rubbish = await other.seal('x', 'totp 0');
  await keepSecret('0-forgotten', rubbish);
  for (let at = 0; at < 250; at++) {
    const account = crypto.randomUUID();
    await keepSecret(account, await old.seal(`SECRET${at}`, `totp ${account}`));
  }
  const [, factors] = await reseal(changing, systemRandom);
  expect(factors).toMatchObject({ resealed: 250, unreadable: 1, isDone: true });
  expect(await sealedOf('0-forgotten')).toBe(rubbish);
});
