import { env } from 'cloudflare:workers';
import { evictAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import type { EpochMs } from '@undertone/base/clock';
import { AuditExportSchema, type AuditEntry, type AuditExport } from '@undertone/contract/audit';
import { compareWithEarlier, verifyAuditExport } from '@undertone/contract/audit-verify';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { composeDependencies } from '../compose.ts';
import { countDatabase } from '../db/counted-database.ts';
import { newAccountId, NOW } from '../testing/store-fixtures.ts';
import type { AuditEvent } from './audit.ts';
import { landEntries } from './audit-rows.ts';
import { chainOf, stubOf } from './chained-audit.ts';

const DAY_MS = 24 * 3600 * 1000;

async function startAudit() {
  const { audit, auditRecord, pseudonymOf } = await composeDependencies(env);
  const account = newAccountId();
  const chain = await chainOf({ account }, pseudonymOf);
  const record = (parts: Partial<AuditEvent> = {}, now = NOW) =>
    audit.record({ account, actor: account, action: 'session.started', outcome: 'done', ...parts }, now);
  const take = () => auditRecord.export({ account }, NOW);
  const check = async (taken: AuditExport) => verifyAuditExport(taken, await auditRecord.keys());
  const findings = async () => check(await take());
  return { audit, auditRecord, account, chain, pseudonymOf, record, take, check, findings };
}

const alter = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

describe('the audit', () => {
  it('chains what is recorded and exports it under a signed head', async () => {
    const { record, take, check, chain } = await startAudit();
    await record({ country: 'DE', device: 'Firefox, Linux', subject: 'session-1', requestId: 'request-1' });
    await record({ action: 'session.refused', actor: null, outcome: 'refused' });
    const taken = await take();
    expect(v.is(AuditExportSchema, taken)).toBe(true);
    expect(taken.entries).toMatchObject([
      { seq: 1, actor: 'self', action: 'session.started', country: 'DE', device: 'Firefox, Linux', prev: '' },
      { seq: 2, actor: 'nobody', outcome: 'refused', prev: taken.entries[0]!.hash },
    ]);
    expect(taken.head).toMatchObject({ chain, seq: 2, hash: taken.entries[1]!.hash });
    expect(await check(taken)).toEqual([]);
  });

  it('numbers without gaps when many are recorded at once, and goes on after its object was evicted', async () => {
    const { record, take, check } = await startAudit();
    await Promise.all(Array.from({ length: 20 }, () => record()));
    await evictAllDurableObjects();
    await record();
    const taken = await take();
    expect(taken.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(await check(taken)).toEqual([]);
  });

  it('holds no account id: persons stand under pseudonyms that only the deployment can make', async () => {
    const { record, account, chain } = await startAudit();
    const helper = newAccountId();
    const organisation = crypto.randomUUID();
    await record({ actor: helper, organisation, action: 'membership.changed', subject: account });
    const { results } = await env.DB.prepare('SELECT * FROM audit_entry WHERE chain IN (?1, ?2)')
      .bind(chain, `organisation:${organisation}`)
      .all();
    expect(results).toHaveLength(2);
    expect(JSON.stringify(results)).not.toContain(account);
    expect(JSON.stringify(results)).not.toContain(helper);
  });

  it('records what happens in an organisation in its own chain as well, and there says to whom', async () => {
    const { record, auditRecord, account, check, pseudonymOf } = await startAudit();
    const organisation = crypto.randomUUID();
    await record({ actor: newAccountId(), organisation, action: 'membership.changed' });
    const taken = await auditRecord.export({ organisation }, NOW);
    expect(taken.entries).toMatchObject([{ person: await pseudonymOf(account), organisation }]);
    expect(await check(taken)).toEqual([]);
  });

  it('asks the database once per row: two statements, however long the chain', async () => {
    const { record, take } = await startAudit();
    for (let count = 0; count < 12; count++) await record();
    const [before, last] = (await take()).entries.slice(-2);
    const { database, counts } = countDatabase(env.DB);
    expect(await landEntries(database, [last!], before!, null)).toEqual({ isWhole: true, recent: [] });
    expect(counts).toMatchObject({ roundTrips: 1, queries: 2 });
    expect(counts.rowsRead).toBeLessThanOrEqual(6);
  });
});

describe('the past that rules look at', () => {
  const rowOf = (chain: string, seq: number, action: string): AuditEntry => ({
    ...{ chain, seq, at: NOW, actor: 'self', action, outcome: 'done', person: null, organisation: null },
    ...{ subject: null, country: null, device: null, requestId: null, prev: `hash-${seq - 1}` },
    ...{ hash: `hash-${seq}`, keyId: 'key', signature: 'signature' },
  });
  const actions = ['second-factor.reset', 'session.started', 'account.exported'];

  it.each(['consent.changed', 'session.started'])(
    'is not buried under any number of %s that somebody writes in between',
    async (other) => {
      const chain = `account:${crypto.randomUUID()}`;
      const rows = Array.from({ length: 400 }, (_, index) => rowOf(chain, index + 2, other));
      const reset = rowOf(chain, 1, 'second-factor.reset');
      await landEntries(env.DB, [reset, ...rows], { seq: 0, hash: '' }, null);
      const { database, counts } = countDatabase(env.DB);
      const last = rowOf(chain, 402, 'account.exported');
      const past = { actions, since: (NOW - DAY_MS) as EpochMs };
      const { recent } = await landEntries(database, [last], { seq: 401, hash: 'hash-401' }, past);
      expect(recent[0]).toEqual(reset);
      expect(recent.at(-1)).toEqual(last);
      // Neither is it paid for by reading them.
      expect(recent.length).toBeLessThanOrEqual(52);
      expect(counts.rowsRead).toBeLessThan(400);
    },
  );
});

describe('while the database is away', () => {
  const away = () => alter('ALTER TABLE audit_entry RENAME TO audit_entry_away');
  const back = () => alter('ALTER TABLE audit_entry_away RENAME TO audit_entry');

  it('nothing is lost: rows wait in their object, and land with the next one', async () => {
    const { record, take, check } = await startAudit();
    await record({ subject: 'first' });
    await away();
    try {
      await record({ subject: 'second' });
      await record({ subject: 'third' });
    } finally {
      await back();
    }
    await evictAllDurableObjects();
    await record({ subject: 'fourth' });
    const taken = await take();
    expect(taken.entries.map(({ subject }) => subject)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(await check(taken)).toEqual([]);
  });

  it('an alarm is set, and brings the rows back when nothing else happens', async () => {
    const { chain, record, take, check } = await startAudit();
    await record();
    await away();
    try {
      await record();
    } finally {
      await back();
    }
    expect(await runDurableObjectAlarm(stubOf(env.AUDIT_CHAIN, chain))).toBe(true);
    const { results } = await env.DB.prepare('SELECT seq FROM audit_entry WHERE chain = ?1')
      .bind(chain)
      .all();
    expect(results).toHaveLength(2);
    expect(await check(await take())).toEqual([]);
  });

  it('an alarm that finds it still away is set once more', async () => {
    const { chain, record, take, check } = await startAudit();
    const ring = () => runDurableObjectAlarm(stubOf(env.AUDIT_CHAIN, chain));
    await record();
    await away();
    try {
      await record();
      expect(await ring()).toBe(true);
    } finally {
      await back();
    }
    expect(await ring()).toBe(true);
    expect(await ring()).toBe(false);
    expect(await check(await take())).toEqual([]);
  });
});

describe('a writer who has the database alone', () => {
  const three = async () => {
    const audit = await startAudit();
    for (const action of ['session.started', 'recovery.used', 'session.ended'] as const) {
      await audit.record({ action });
    }
    return audit;
  };

  it.each(['actor', 'action', 'outcome', 'subject', 'country', 'device', 'request_id', 'at'])(
    'is found to have altered the %s of a row',
    async (column) => {
      const { chain, findings } = await three();
      const value = column === 'at' ? 5 : column === 'outcome' ? 'refused' : 'x';
      await alter(`UPDATE audit_entry SET ${column} = ?2 WHERE chain = ?1 AND seq = 2`, chain, value);
      expect(await findings()).toEqual([{ fault: 'altered', seq: 2 }]);
    },
  );

  it.each([
    [1, { fault: 'missing', seq: 1, to: 1 }],
    [2, { fault: 'missing', seq: 2, to: 2 }],
    [3, { fault: 'missing', seq: 3, to: 3 }],
  ])('is found to have dropped row %i of three', async (seq, finding) => {
    const { chain, findings } = await three();
    await alter('DELETE FROM audit_entry WHERE chain = ?1 AND seq = ?2', chain, seq);
    expect(await findings()).toEqual([finding]);
  });

  it('is found to have cut off the end, also after the chain has gone on', async () => {
    const { chain, findings, record } = await three();
    await alter('DELETE FROM audit_entry WHERE chain = ?1 AND seq > 1', chain);
    await evictAllDurableObjects();
    expect(await findings()).toEqual([{ fault: 'missing', seq: 2, to: 3 }]);
    await record();
    expect(await findings()).toEqual([{ fault: 'missing', seq: 2, to: 3 }]);
  });

  it('is found to have removed everything', async () => {
    const { chain, findings } = await three();
    await alter('DELETE FROM audit_entry WHERE chain = ?1', chain);
    expect(await findings()).toEqual([{ fault: 'missing', seq: 1, to: 3 }]);
  });

  it('is found to have swapped two rows', async () => {
    const { chain, findings } = await three();
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ]) {
      await alter('UPDATE audit_entry SET seq = ?3 WHERE chain = ?1 AND seq = ?2', chain, from, to);
    }
    const found = await findings();
    expect(found).toContainEqual({ fault: 'altered', seq: 2 });
    expect(found).toContainEqual({ fault: 'altered', seq: 3 });
  });

  it("is found to have put another person's rows in the place of these", async () => {
    const [{ chain, findings }, other] = [await three(), await three()];
    await alter('DELETE FROM audit_entry WHERE chain = ?1', chain);
    await alter('UPDATE audit_entry SET chain = ?1 WHERE chain = ?2', chain, other.chain);
    const found = await findings();
    expect(found.filter(({ fault }) => fault === 'altered').map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(found).toContainEqual({ fault: 'head-differs', seq: 3 });
  });

  it('cannot add a row: the head knows nothing of it, the next one takes its place and an alarm follows', async () => {
    const { chain, findings, record, take } = await three();
    await alter(
      `INSERT INTO audit_entry SELECT chain, 4, at, actor, action, outcome, person, organisation, subject, country,
        device, request_id, hash, ?2, key_id, signature FROM audit_entry WHERE chain = ?1 AND seq = 3`,
      ...[chain, 'A'.repeat(43)],
    );
    expect((await take()).entries).toHaveLength(3);
    await record();
    expect((await take()).entries.slice(3).map(({ action }) => action)).toEqual([
      'session.started',
      'security-event.raised',
    ]);
    expect(await findings()).toEqual([]);
  });

  it('cannot cut the front off and call it retention', async () => {
    const { chain, findings } = await three();
    await alter(
      `INSERT INTO audit_checkpoint SELECT chain, seq, hash, at, key_id, signature FROM audit_entry
        WHERE chain = ?1 AND seq = 2`,
      chain,
    );
    await alter('DELETE FROM audit_entry WHERE chain = ?1 AND seq <= 2', chain);
    expect(await findings()).toEqual([{ fault: 'checkpoint-forged', seq: 2 }]);
  });

  it('is noticed by the next row', async () => {
    const { chain } = await three();
    await alter('DELETE FROM audit_entry WHERE chain = ?1 AND seq = 3', chain);
    const parts = {
      ...{ at: NOW, actor: 'self', action: 'session.started', outcome: 'done' as const, person: null },
      ...{ organisation: null, subject: null, country: null, device: null, requestId: null },
    };
    const stub = stubOf(env.AUDIT_CHAIN, chain);
    expect((await stub.append(chain, parts, null)).isWhole).toBe(false);
    expect((await stub.append(chain, parts, null)).isWhole).toBe(true);
    await alter('UPDATE audit_entry SET seq = 6 WHERE chain = ?1 AND seq = 1', chain);
    expect((await stub.append(chain, parts, null)).isWhole).toBe(false);
  });
});

describe('an export', () => {
  it('that is older than another is told by its head, and a newer one must go on from it', async () => {
    const { record, take } = await startAudit();
    await record();
    const earlier = await take();
    await record();
    const later = await take();
    expect(compareWithEarlier(later, earlier)).toEqual([]);
    expect(compareWithEarlier(earlier, later)).toEqual([{ fault: 'shorter-than-before', seq: 1 }]);
    const [first, second] = later.entries;
    const rewritten = { ...later, entries: [{ ...first!, hash: 'A'.repeat(43) }, second!] };
    expect(compareWithEarlier(rewritten, earlier)).toEqual([{ fault: 'differs-from-before', seq: 1 }]);
  });

  it('proves nothing under a key that is not the deployment’s', async () => {
    const { record, take } = await startAudit();
    await record();
    const taken = await take();
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const { x } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
    const wrong = taken.keys.map((key) => ({ ...key, x: x! }));
    expect((await verifyAuditExport(taken, wrong)).map(({ fault }) => fault)).toEqual([
      'forged',
      'head-forged',
    ]);
    expect((await verifyAuditExport(taken, [])).map(({ fault }) => fault)).toEqual([
      'unknown-key',
      'head-forged',
    ]);
  });
});

describe('retention', () => {
  it('removes the old rows at the front and leaves the proof that they were there', async () => {
    const { chain, record, take, check } = await startAudit();
    await record({}, NOW);
    await record({}, (NOW + DAY_MS) as EpochMs);
    await record({}, (NOW + 2 * DAY_MS) as EpochMs);
    const earlier = await take();
    const purge = (before: number) => stubOf(env.AUDIT_CHAIN, chain).purge(chain, before as EpochMs, NOW);
    expect(await purge(NOW + DAY_MS + 1)).toBe('purged');
    expect(await purge(NOW + DAY_MS + 1)).toBe('nothing-old');
    const taken = await take();
    expect(taken.entries.map(({ seq }) => seq)).toEqual([3]);
    expect(taken.checkpoint).toMatchObject({ seq: 2, hash: earlier.entries[1]!.hash });
    expect(await check(taken)).toEqual([]);
    expect(compareWithEarlier(taken, earlier)).toEqual([]);
  });

  it('goes on numbering when everything was old', async () => {
    const { chain, record, take, check } = await startAudit();
    await record();
    await stubOf(env.AUDIT_CHAIN, chain).purge(chain, (NOW + DAY_MS) as EpochMs, NOW);
    await evictAllDurableObjects();
    expect(await check(await take())).toEqual([]);
    await record();
    const taken = await take();
    expect(taken.entries.map(({ seq }) => seq)).toEqual([2]);
    expect(await check(taken)).toEqual([]);
  });

  it('vouches for no row that it did not sign', async () => {
    const { chain, record } = await startAudit();
    await record();
    const other = "iif(substr(hash, 1, 1) = 'B', 'C', 'B') || substr(hash, 2)";
    await alter(`UPDATE audit_entry SET hash = ${other} WHERE chain = ?1`, chain);
    expect(await stubOf(env.AUDIT_CHAIN, chain).purge(chain, (NOW + DAY_MS) as EpochMs, NOW)).toBe('broken');
  });
});
