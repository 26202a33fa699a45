import { env } from 'cloudflare:workers';
import { TOTP } from 'otpauth';
import { afterEach, beforeEach, vi } from 'vitest';
import { createSoftAuthenticator, type SoftAuthenticator } from './soft-authenticator.ts';
import { stepUp } from './standing.ts';
import { bytesText, ORIGIN, type TestAccount, type WorkerClient } from './worker-client.ts';

export const RIGHT_SECRET = bytesText(32, 1);

/**
 * Time stands still in every test of a file. Codes change every 30 s, and one of the step before is worth nothing a
 * moment later; waits after wrong guesses end by themselves where a machine is slow.
 */
export function holdTime(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());
}

/** The code of an authenticator app; `steps` of 30 s away from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Codes that are none of the three that are right at any time. */
export function wrongCodes(secret: string, count: number): readonly string[] {
  const right = [-1, 0, 1].map((steps) => codeOf(secret, steps));
  return Array.from({ length: count + right.length }, (_, code) => String(code).padStart(6, '0'))
    .filter((code) => !right.includes(code))
    .slice(0, count);
}

/** Sets up an authenticator app and gives the backup codes; a code of the next step is still unused afterwards. */
export async function addTotp(
  client: WorkerClient,
  account: TestAccount,
): Promise<{ readonly secret: string; readonly backupCodes: readonly string[] }> {
  await stepUp(account.accountId);
  const { secret } = (await client.call('POST', '/account/second-factors/totp')).body;
  const confirmed = await client.call('PUT', '/account/second-factors/totp', { code: codeOf(secret, -1) });
  if (confirmed.status !== 200) throw new Error(`confirming answered ${confirmed.status}`);
  return { secret, backupCodes: confirmed.body.backupCodes };
}

export async function addPasskey(
  client: WorkerClient,
  account: TestAccount,
): Promise<{
  readonly authenticator: SoftAuthenticator;
  readonly id: string;
  readonly backupCodes: unknown;
}> {
  await stepUp(account.accountId);
  const authenticator = await createSoftAuthenticator();
  const creation = (await client.call('POST', '/account/second-factors/passkeys/options')).body;
  const credential = await authenticator.create(creation, ORIGIN);
  const added = await client.call('POST', '/account/second-factors/passkeys', { name: 'Key', credential });
  if (added.status !== 201) throw new Error(`adding answered ${added.status}`);
  return { authenticator, ...added.body };
}

/** Signs in anew with the passphrase; what is due afterwards stands in the reply. */
export async function signInAgain(client: WorkerClient, { email, authSecret }: TestAccount) {
  client.cookie = '';
  return client.call('POST', '/session', { email, authSecret });
}

/** Gives the account a role that may not be without a second factor. */
export async function makeClinician({ accountId }: TestAccount): Promise<void> {
  const organisation = crypto.randomUUID();
  const now = Date.now();
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO organisation (id, name, created_at) VALUES (?1, 'Clinic', ?2)`).bind(
      organisation,
      now,
    ),
    env.DB.prepare(
      `INSERT INTO membership (organisation_id, account_id, role, joined_at) VALUES (?1, ?2, 'clinician', ?3)`,
    ).bind(organisation, accountId, now),
  ]);
}
