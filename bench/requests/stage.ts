import { createUuid } from '@undertone/base/id';
import { systemRandom } from '@undertone/base/clock';
import { OPEN_LANE, randomOps, signUp, type HttpAccount } from '../account-over-http.ts';
import type { RawWorkerd } from '../raw-workerd.ts';
import { ACCOUNTS, cookieOf, idOf, LAST_SEEN_AHEAD_MS, LIFETIME_MS, type Stage } from './kind.ts';

/** Readings of each account before anything is measured. */
export const READINGS = 20;
/** The organisation that all accounts administer together, with as many members besides. */
export const SHARED = createUuid(systemRandom);
/** Turns begin above the numbers that name accounts and members. */
export const FIRST_TURN = 1000;

export const memberId = (who: number) => `member-${who}`;
export const pendingCookie = (account: HttpAccount) => cookieOf(`pending-${account.id}`);

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/**
 * Fifty people with some readings each, an authenticator and a passkey: admins of one organisation together and of
 * one each.
 */
export async function setStage(worker: RawWorkerd): Promise<Stage> {
  const accounts: HttpAccount[] = [];
  for (let at = 0; at < ACCOUNTS; at++) {
    const account = await signUp(worker.url);
    await account.call('PUT', '/consents/text', { granted: true });
    await account.exchange(randomOps(READINGS, OPEN_LANE));
    accounts.push({ ...account, cookie: cookieOf(`main-${account.id}`) });
  }
  const own = accounts.map(({ id, email }, who) => `(${who}, ${quoted([id, email, idOf(who)])})`);
  const members = accounts.map(
    (_, who) => `(${quoted([memberId(who), '', `member-${who}@example.org`])}, 0, 0, 0, 1)`,
  );
  const passkeys = accounts.map(
    ({ id }, who) => `(${quoted([`passkey-${who}`, id, 'A phone', 'none'])}, 0, 0, '[]', 0, '${idOf(who)}')`,
  );
  const organisation = `INSERT INTO organisation (id, name, kind, created_at)`;
  const membership = `INSERT INTO membership (organisation_id, account_id, role, joined_at)`;
  const user = `INSERT INTO user (id, name, email, email_verified, created_at, updated_at, has_second_factor)`;
  await worker.run(
    [
      `CREATE TABLE bench_account (who INTEGER PRIMARY KEY, id TEXT, email TEXT, organisation TEXT)`,
      `INSERT INTO bench_account VALUES ${own.join(', ')}`,
      `${organisation} VALUES ('${SHARED}', 'A practice', 'practice', 0)`,
      `${organisation} SELECT organisation, 'A practice', 'practice', 0 FROM bench_account`,
      `${membership} SELECT organisation, id, 'org-admin', 0 FROM bench_account`,
      `${membership} SELECT '${SHARED}', id, 'org-admin', 0 FROM bench_account`,
      `${user} VALUES ${members.join(', ')}`,
      `${membership} SELECT '${SHARED}', id, 'member', 0 FROM user WHERE id LIKE 'member-%'`,
      `INSERT INTO passkey (id, account_id, name, public_key, counter, is_synced, transports, added_at, handle)
        VALUES ${passkeys.join(', ')}`,
    ].map((sql) => ({ sql })),
  );
  const stage = { worker, accounts };
  await settle(stage);
  for (const { cookie } of accounts) await setUpTotp(worker.url, cookie);
  await worker.run(
    [
      `UPDATE totp SET sealed = pending_sealed, added_at = 0`,
      `CREATE TABLE bench_totp AS SELECT * FROM totp`,
    ].map((sql) => ({ sql })),
  );
  return stage;
}

async function setUpTotp(url: string, cookie: string): Promise<void> {
  const reply = await fetch(`${url}/api/v1/account/second-factors/totp`, {
    method: 'POST',
    headers: { cookie },
  });
  if (!reply.ok) throw new Error(`an authenticator: ${reply.status} ${await reply.text()}`);
}

/**
 * Before each row of the table: counters of what may be done so often only are emptied, and everybody is signed in
 * and has just shown again who they are.
 */
export async function settle({ worker }: Stage): Promise<void> {
  const now = Date.now();
  const session = (name: string, assurance: string) =>
    `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, kind, assurance, stepped_up_at,
        last_seen_at)
      SELECT '${name}-' || id, '${name}-' || id, id, ${now + LIFETIME_MS}, ${now}, ${now}, 'web', '${assurance}',
        ${assurance === 'full' ? now : 'NULL'}, ${now + LAST_SEEN_AHEAD_MS} FROM bench_account`;
  await worker.run(
    [
      `DELETE FROM attempt`,
      `DELETE FROM guess`,
      // What the rows before have made: it would be counted with every look at an account.
      `DELETE FROM organisation WHERE created_at <> 0`,
      `DELETE FROM invitation`,
      `DELETE FROM attachment_part`,
      `DELETE FROM session`,
      session('main', 'full'),
      session('pending', 'pending'),
      `UPDATE user SET delete_after = NULL, has_second_factor = 1, is_super_admin = 0
        WHERE id IN (SELECT id FROM bench_account)`,
    ].map((sql) => ({ sql })),
  );
  await worker.emptyBucket();
}
