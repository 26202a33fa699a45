import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import type { Audit } from '../audit/audit.ts';
import type { AccountId } from '../db/account-id.ts';
import { ruleOf, type Alarm } from './alarm.ts';
import { MANY_ACCOUNTS } from './rules.ts';

/** Notices one network that tries many accounts: the one thing that no single account's record can show. */
export interface Networks {
  /** A wrong secret for an address, known or not. */
  refused(client: string, email: string, now: EpochMs): Promise<void>;
  signedIn(client: string, account: AccountId, now: EpochMs): Promise<void>;
}

/** How long it is remembered that a network failed; then not even its hash is kept. */
export const SIGHTINGS_KEPT_MS = 24 * 3600 * 1000;

const SEE = `INSERT INTO network_sighting (network, subject, at) VALUES (?1, ?2, ?3)
  ON CONFLICT (network, subject) DO UPDATE SET at = ?3`;

const COUNT = `SELECT count(*) AS count FROM network_sighting WHERE network = ?1 AND at > ?2`;

export async function createNetworks(
  database: D1Database,
  secret: string,
  alarm: Alarm,
  audit: Audit,
): Promise<Networks> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const nameOf = async (kind: 'network' | 'subject', text: string) =>
    toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(`sighting:${kind}:${text}`))));

  const countOf = async (client: string, since: number) => {
    const row = await database
      .prepare(COUNT)
      .bind(await nameOf('network', client), since)
      .first<{ count: number }>();
    return row?.count ?? 0;
  };
  return {
    refused: async (client, email, now) => {
      await database
        .prepare(SEE)
        .bind(await nameOf('network', client), await nameOf('subject', email), now)
        .run();
      const count = await countOf(client, now - MANY_ACCOUNTS.withinMs);
      if (count < MANY_ACCOUNTS.atLeast) return;
      await alarm.raise({ rule: ruleOf('many-accounts'), count, countries: [] }, null, audit, now);
    },
    signedIn: async (client, account, now) => {
      const count = await countOf(client, now - MANY_ACCOUNTS.withinMs);
      if (count < MANY_ACCOUNTS.atLeast) return;
      await alarm.raise({ rule: ruleOf('in-among-many'), count, countries: [] }, account, audit, now);
    },
  };
}
