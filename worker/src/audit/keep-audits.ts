import { parseBase64Url, toBase64Url, toHex } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import type { AuditMark } from '@undertone/contract/audit';
import { markMessage } from '@undertone/contract/audit-chain';
import { ruleOf, type Alarm } from '../breach/alarm.ts';
import { SIGHTINGS_KEPT_MS } from '../breach/networks.ts';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import type { SigningKeys } from '../secrets/signing-keys.ts';
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
    (SELECT json_object('chain', mark.chain, 'seq', mark.seq, 'hash', hash, 'at', at, 'keyId', key_id, 'signature', signature)
      FROM audit_checkpoint AS mark WHERE mark.chain = audit_entry.chain) AS checkpoint
  FROM audit_entry WHERE chain >= ?1 AND chain < ?2 GROUP BY chain ORDER BY chain LIMIT ${CHAINS_CHECKED}`;

interface Sampled {
  readonly chain: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** JSON of an {@link AuditMark}. */
  readonly checkpoint: string | null;
}

/**
 * The daily round over the audit: purges what has had its time, sweeps out sightings and old events, and looks through
 * some chains from a random place on for rows that are gone. Of signatures it looks at those that say that rows may be
 * gone; the others are for the export to show.
 */
export async function keepAudits(
  environment: Pick<Environment, 'AUDIT_CHAIN' | 'DB'>,
  {
    alarm,
    audit,
    random,
    signingKeys,
  }: {
    readonly alarm: Alarm;
    readonly audit: Audit;
    readonly random: RandomBytes;
    readonly signingKeys: Pick<SigningKeys, 'verify'>;
  },
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

  let broken = 0;
  for (const { chain } of (expired?.results ?? []) as { chain: string }[]) {
    if ((await stubOf(AUDIT_CHAIN, chain).purge(chain, before, now)) !== 'broken') continue;
    broken++;
    logEvent('audit-broken', { chain });
  }

  const sampled = samples.flatMap(({ results }) => results as unknown as Sampled[]);
  for (const found of sampled) {
    const { chain } = found;
    const { seq } = await stubOf(AUDIT_CHAIN, chain).head(chain);
    if (await isWhole(found, seq, signingKeys)) continue;
    // It may have grown since the look, or its object has only now stored what waited: all up to its head is there now.
    const again = await DB.prepare(SAMPLE).bind(chain, `${chain};`).first<Sampled>();
    if (again !== null && (await isWhole(again, seq, signingKeys))) continue;
    broken++;
    const { first, last, count } = again ?? { first: 0, last: 0, count: 0 };
    logEvent('audit-broken', { chain, first, last, count, head: seq });
  }
  if (broken > 0) {
    await alarm.raise({ rule: ruleOf('audit-gap'), count: broken, countries: [] }, null, audit, now);
  }
}

/** Whether all rows are there, from the first that nobody purged to the head at least. */
async function isWhole(
  { first, last, count, checkpoint }: Sampled,
  head: number,
  keys: Pick<SigningKeys, 'verify'>,
): Promise<boolean> {
  const purged = checkpoint === null ? 0 : await purgedBy(JSON.parse(checkpoint) as AuditMark, keys);
  return purged !== null && first === purged + 1 && count === last - first + 1 && last >= head;
}

/** Up to which row a checkpoint says that all are gone; `null`: we never said so. */
async function purgedBy(mark: AuditMark, keys: Pick<SigningKeys, 'verify'>): Promise<number | null> {
  const signature = parseBase64Url(mark.signature);
  const isOurs =
    signature.ok &&
    (await keys.verify('audit', mark.keyId, markMessage('checkpoint', mark), signature.value));
  return isOurs ? mark.seq : null;
}
