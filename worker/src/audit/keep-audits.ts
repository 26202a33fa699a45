import { toBase64Url, toHex } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { ruleOf, type Alarm } from '../breach/alarm.ts';
import { SIGHTINGS_KEPT_MS } from '../breach/networks.ts';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import type { Audit } from './audit.ts';
import { stubOf } from './chained-audit.ts';

const DAY_MS = 24 * 3600 * 1000;

export const AUDIT_RETENTION_MS = 7 * 365 * DAY_MS;
/** Answered or not, an event says nothing any more after this. */
const EVENT_RETENTION_MS = 2 * 365 * DAY_MS;

/** In one round, of each kind; the rest waits for the next. */
const CHAINS_PURGED = 50;
const CHAINS_CHECKED = 50;

const EXPIRED = `SELECT DISTINCT chain FROM audit_entry WHERE at < ?1 LIMIT ${CHAINS_PURGED}`;

/** Chains of one kind from somewhere on in their order, with what the database holds of each. */
const SAMPLE = `SELECT chain, count(*) AS count, min(seq) AS first, max(seq) AS last,
    (SELECT seq FROM audit_checkpoint WHERE audit_checkpoint.chain = audit_entry.chain) AS purged
  FROM audit_entry WHERE chain >= ?1 AND chain < ?2 GROUP BY chain ORDER BY chain LIMIT ${CHAINS_CHECKED}`;

interface Sampled {
  readonly chain: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly purged: number | null;
}

/**
 * The daily round over the audit: purges what has had its time, sweeps out sightings and old events, and looks through
 * some chains from a random place on for rows that are gone. Signatures are for the export to show; this is the part
 * that costs nothing.
 */
export async function keepAudits(
  environment: Pick<Environment, 'AUDIT_CHAIN' | 'DB'>,
  { alarm, audit, random }: { readonly alarm: Alarm; readonly audit: Audit; readonly random: RandomBytes },
  now: EpochMs,
): Promise<void> {
  const { AUDIT_CHAIN, DB } = environment;
  const before = (now - AUDIT_RETENTION_MS) as EpochMs;
  // A semicolon is the character after the colon.
  const account = `account:${toBase64Url(random(16))}`;
  const organisation = `organisation:${toHex(random(16))}`;
  const [expired, ...samples] = await DB.batch([
    DB.prepare(EXPIRED).bind(before),
    // From there to the end and from the beginning on: where there are few, all are looked through.
    DB.prepare(SAMPLE).bind(account, 'account;'),
    DB.prepare(SAMPLE).bind('account:', account),
    DB.prepare(SAMPLE).bind(organisation, 'organisation;'),
    DB.prepare(SAMPLE).bind('organisation:', organisation),
    DB.prepare(SAMPLE).bind('deployment', 'deployment;'),
    DB.prepare('DELETE FROM network_sighting WHERE at < ?1').bind(now - SIGHTINGS_KEPT_MS),
    DB.prepare('DELETE FROM security_event WHERE raised_at < ?1').bind(now - EVENT_RETENTION_MS),
  ]);

  for (const { chain } of (expired?.results ?? []) as { chain: string }[]) {
    await stubOf(AUDIT_CHAIN, chain).purge(chain, before, now);
  }

  const sampled = samples.flatMap(({ results }) => results as unknown as Sampled[]);
  let broken = 0;
  for (const { chain, count, first, last, purged } of sampled) {
    const { seq } = await stubOf(AUDIT_CHAIN, chain).head(chain);
    const isWhole = first === (purged ?? 0) + 1 && count === last - first + 1 && last >= seq;
    if (isWhole) continue;
    broken++;
    logEvent('audit-broken', { chain, first, last, count, head: seq });
  }
  if (broken > 0) {
    await alarm.raise({ rule: ruleOf('audit-gap'), count: broken, countries: [] }, null, audit, now);
  }
}
