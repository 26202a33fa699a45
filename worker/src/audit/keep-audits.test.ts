import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { verifyAuditExport } from '@undertone/contract/audit-verify';
import { beforeAll, expect, it } from 'vitest';
import { composeDependencies } from '../compose.ts';
import { newAccountId, NOW } from '../testing/store-fixtures.ts';
import { chainOf } from './chained-audit.ts';
import { AUDIT_RETENTION_MS, keepAudits } from './keep-audits.ts';

const DAY_MS = 24 * 3600 * 1000;

// Other tests leave chains behind that were broken on purpose, or whose keys were deleted since they were signed.
beforeAll(() => env.DB.prepare('DELETE FROM audit_entry').run());

async function startRound(place?: Uint8Array<ArrayBuffer>) {
  const { audit, auditRecord, pseudonymOf, signingKeys } = await composeDependencies(env);
  const account = newAccountId();
  const chain = await chainOf({ account }, pseudonymOf);
  const raised: { rule: string; count: number }[] = [];
  const alarm = {
    raise: async ({ rule, count }: { rule: { id: string }; count: number }) =>
      void raised.push({ rule: rule.id, count }),
  };
  const record = (at: number) =>
    audit.record({ account, actor: account, action: 'session.started', outcome: 'done' }, at as EpochMs);
  // Its random place is the account's own, so that the chain is among those looked at.
  const random = () =>
    place ??
    Uint8Array.from(atob(chain.slice(8).replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const keep = (now: number, environment: Parameters<typeof keepAudits>[0] = env) =>
    keepAudits(environment, { alarm, audit, random, signingKeys }, now as EpochMs);
  return { account, auditRecord, chain, keep, raised, record };
}

it('purges what has had its seven years, and what is left still proves itself', async () => {
  const { account, auditRecord, keep, raised, record } = await startRound();
  await record(NOW);
  await record(NOW + DAY_MS);
  await keep(NOW + AUDIT_RETENTION_MS + 1);
  const taken = await auditRecord.export({ account }, NOW);
  expect(taken.entries.map(({ seq }) => seq)).toEqual([2]);
  expect(await verifyAuditExport(taken, taken.keys)).toEqual([]);
  expect(raised).toEqual([]);
});

it('purges nothing because a date was set back in the database: a checkpoint vouches for rows that were old', async () => {
  const { account, auditRecord, chain, keep, raised, record } = await startRound();
  await record(NOW);
  await record(NOW);
  await record(NOW);
  await env.DB.prepare('UPDATE audit_entry SET at = 0 WHERE chain = ?1 AND seq <= 2').bind(chain).run();
  await keep(NOW);
  expect(raised).toEqual([{ rule: 'audit-gap', count: 1 }]);
  const taken = await auditRecord.export({ account }, NOW);
  expect(taken.checkpoint).toBeNull();
  expect(await verifyAuditExport(taken, taken.keys)).not.toEqual([]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1').bind(chain).run();
});

it.each([
  ['the first', 1],
  ['a middle', 2],
  ['the last', 3],
])('raises an alarm when %s row of a chain is gone', async (_, seq) => {
  const { chain, keep, raised, record } = await startRound();
  for (let index = 0; index < 3; index++) await record(NOW);
  await keep(NOW);
  expect(raised).toEqual([]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1 AND seq = ?2').bind(chain, seq).run();
  await keep(NOW);
  expect(raised).toEqual([{ rule: 'audit-gap', count: 1 }]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1').bind(chain).run();
});

it('takes no chain for broken that grew while it was looked at, and one for broken that then lost a row', async () => {
  const { chain, keep, raised, record } = await startRound();
  await record(NOW);
  const keepWhile = (happening: () => Promise<unknown>) => {
    const batch = async (statements: D1PreparedStatement[]) => {
      const results = await env.DB.batch(statements);
      await happening();
      return results;
    };
    const DB = { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database;
    return keep(NOW, { AUDIT_CHAIN: env.AUDIT_CHAIN, DB });
  };
  await keepWhile(() => record(NOW));
  expect(raised).toEqual([]);
  await keepWhile(async () => {
    await record(NOW);
    await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1 AND seq = 2').bind(chain).run();
  });
  expect(raised).toEqual([{ rule: 'audit-gap', count: 1 }]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1').bind(chain).run();
});

it('takes no chain for broken whose rows waited in their object for the database', async () => {
  const { chain, keep, raised, record } = await startRound();
  await record(NOW);
  await env.DB.prepare('ALTER TABLE audit_entry RENAME TO audit_entry_away').run();
  try {
    await record(NOW);
  } finally {
    await env.DB.prepare('ALTER TABLE audit_entry_away RENAME TO audit_entry').run();
  }
  await keep(NOW);
  expect(raised).toEqual([]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1').bind(chain).run();
});

it('raises an alarm when somebody else made the checkpoint that excuses a gap', async () => {
  const { chain, keep, raised, record } = await startRound();
  for (let index = 0; index < 3; index++) await record(NOW);
  const { results } = await env.DB.prepare(
    'DELETE FROM audit_entry WHERE chain = ?1 AND seq <= 2 RETURNING *',
  )
    .bind(chain)
    .all<{ seq: number; hash: string; key_id: string; signature: string }>();
  const { hash, key_id, signature } = results.find(({ seq }) => seq === 2)!;
  await env.DB.prepare(
    'INSERT INTO audit_checkpoint (chain, seq, hash, at, key_id, signature) VALUES (?, 2, ?, ?, ?, ?)',
  )
    .bind(chain, hash, NOW, key_id, signature)
    .run();
  await keep(NOW);
  expect(raised).toEqual([{ rule: 'audit-gap', count: 1 }]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1').bind(chain).run();
});

it('finds a gap before its random place, too, where there are few chains', async () => {
  await env.DB.prepare('DELETE FROM audit_entry').run();
  const { chain, keep, raised, record } = await startRound(new Uint8Array(16).fill(0xff));
  for (let at = 0; at < 3; at++) await record(NOW + at);
  await keep(NOW);
  expect(raised).toEqual([]);
  await env.DB.prepare('DELETE FROM audit_entry WHERE chain = ?1 AND seq = 2').bind(chain).run();
  await keep(NOW);
  expect(raised).toEqual([{ rule: 'audit-gap', count: 1 }]);
});

it('forgets after a day which networks failed', async () => {
  const { keep } = await startRound();
  const see = (network: string, at: number) =>
    env.DB.prepare('INSERT INTO network_sighting VALUES (?1, ?1, ?2)').bind(network, at).run();
  const [old, young] = [systemRandom(4).join(), systemRandom(4).join()];
  await see(old, NOW - DAY_MS - 1);
  await see(young, NOW);
  await keep(NOW);
  const { results } = await env.DB.prepare('SELECT network FROM network_sighting').all<{ network: string }>();
  const networks = results.map(({ network }) => network);
  expect(networks).toContain(young);
  expect(networks).not.toContain(old);
});
