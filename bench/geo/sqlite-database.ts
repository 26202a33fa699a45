import type { createDirectory } from '@undertone/worker/directory/directory';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** D1 as the product's code takes it. */
export type Database = Parameters<typeof createDirectory>[0];

/**
 * The part of D1 that the directory uses, over Node's own SQLite in this process: the product's code and SQL without
 * any transport. SQLite's version and modules are those of the Worker's database, or nearly.
 */
export function createSqliteDatabase(path: string): {
  readonly d1: Database;
  readonly sqlite: DatabaseSync;
} {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA mmap_size = 4294967296');
  const prepared = new Map<string, StatementSync>();
  const statementOf = (sql: string, asArrays: boolean): StatementSync => {
    const key = `${asArrays} ${sql}`;
    const found = prepared.get(key) ?? sqlite.prepare(sql);
    found.setReturnArrays(asArrays);
    prepared.set(key, found);
    return found;
  };
  const meta = { duration: 0 };
  const prepare = (sql: string, values: readonly SQLInputValue[] = []) => ({
    bind: (...bound: readonly SQLInputValue[]) => prepare(sql, bound),
    all: async () => ({ success: true, meta, results: statementOf(sql, false).all(...values) }),
    raw: async () => statementOf(sql, true).all(...values),
    first: async (column?: string) => {
      const row = statementOf(sql, false).get(...values);
      if (row === undefined) return null;
      return column === undefined ? row : row[column];
    },
    run: async () => ({
      success: true,
      meta: { ...meta, changes: statementOf(sql, false).run(...values).changes },
    }),
  });
  const batch = async (statements: readonly ReturnType<typeof prepare>[]) => {
    sqlite.exec('BEGIN');
    try {
      const results = [];
      for (const statement of statements) results.push(await statement.run());
      sqlite.exec('COMMIT');
      return results;
    } catch (error) {
      sqlite.exec('ROLLBACK');
      throw error;
    }
  };
  return { d1: { prepare: (sql: string) => prepare(sql), batch }, sqlite };
}
