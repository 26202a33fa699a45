import { LIMITS } from '@undertone/contract/protocol';
import { writeStatements } from './d1-commit.ts';
import {
  toCorrections,
  toHead,
  toKnownOps,
  toNamedOps,
  toOutline,
  toPulledOps,
  toScoredRecords,
  toStoredReadings,
  toWrittenReadings,
} from './d1-rows.ts';
import { SELECT } from './d1-queries.ts';
import type { SyncStore } from './store.ts';

/** Message of the constraint that a stale commit violates: see {@link writeStatements}. */
const STALE_COMMIT = 'NOT NULL constraint failed: log.version';

/** The log in one D1 database (one shard). Every call is one round trip and one transaction. */
export function createD1Store(database: D1Database): SyncStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const rowsOf = (results: readonly D1Result[], index: number) => results[index]?.results ?? [];
  const head = (account: string) => prepare(SELECT.head, account, LIMITS.accountQuotaChars);

  return {
    readHead: async (account) => toHead(await head(account).first()),

    readOutline: async (account, after, limit) => {
      const row = await prepare(SELECT.outline, account, LIMITS.accountQuotaChars, after, limit).first();
      return { head: toHead(row), outline: toOutline(row) };
    },

    readPage: async (account, { after, upTo, maxReadings }) => {
      const results = await database.batch([
        prepare(SELECT.livePage, account, after, upTo),
        prepare(SELECT.readingsPage, account, after, upTo, maxReadings + 1),
      ]);
      const readings = toStoredReadings(rowsOf(results, 1));
      return {
        ops: toPulledOps(rowsOf(results, 0)),
        readings: readings.slice(0, maxReadings),
        moreReadings: readings.length > maxReadings,
      };
    },

    readForPush: async (account, asked) => {
      const opIds = JSON.stringify(asked.opIds);
      const recordIds = JSON.stringify(asked.recordIds);
      const results = await database.batch([
        head(account),
        prepare(SELECT.knownOps, account, opIds),
        prepare(SELECT.awaited, account, opIds),
        prepare(SELECT.scoredOps, account, recordIds),
        ...(asked.corrections ? [prepare(SELECT.corrections, account)] : []),
      ]);
      return {
        head: toHead(rowsOf(results, 0)[0]),
        known: toKnownOps(rowsOf(results, 1)),
        awaited: toNamedOps(rowsOf(results, 2)),
        scored: toNamedOps(rowsOf(results, 3)),
        corrections: toCorrections(rowsOf(results, 4)),
      };
    },

    commit: async (account, commit) => {
      try {
        await database.batch(writeStatements(prepare, account, commit));
        return 'committed';
      } catch (error) {
        if (error instanceof Error && error.message.includes(STALE_COMMIT)) return 'conflict';
        throw error;
      }
    },

    readScored: async (account, which) => {
      const records =
        'modality' in which
          ? prepare(SELECT.scoredByModality, account, which.modality)
          : prepare(SELECT.scoredByFusion, account, which.fusionBefore, which.limit);
      const results = await database.batch([head(account), records]);
      return { head: toHead(rowsOf(results, 0)[0]), records: toScoredRecords(rowsOf(results, 1)) };
    },

    readReadings: async (account, after, limit) => {
      const query = prepare(SELECT.readingsPage, account, after, Number.MAX_SAFE_INTEGER, limit + 1);
      const readings = toWrittenReadings((await query.all()).results);
      return { readings: readings.slice(0, limit), more: readings.length > limit };
    },

    readRecentReadings: async (account, limit) => {
      const { results } = await prepare(SELECT.recentReadings, account, limit).all();
      return toStoredReadings(results);
    },

    readCorrections: async (account) => {
      const { results } = await prepare(SELECT.corrections, account).all();
      return toCorrections(results);
    },

    freeSuperseded: async (account, before, limit) => {
      const results = await database.batch([
        prepare(SELECT.giveBackQuota, account, before, limit),
        prepare(SELECT.freeSuperseded, account, before, limit),
      ]);
      return { freed: results[1]?.meta.changes ?? 0 };
    },
  };
}
