import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { getTableName } from 'drizzle-orm';
import type { ExportLine } from '@undertone/contract/export';
import type { AccountId } from '../db/account-id.ts';
import { HOLDINGS, type Holding } from '../db/holdings.ts';
import type { Sealer } from '../secrets/sealer.ts';

/** A page ends with the row that reaches one of these. */
const ROWS_PER_PAGE = 500;
const CHARS_PER_PAGE = 2_000_000;

export interface ExportPage {
  readonly lines: readonly ExportLine[];
  /** To ask for what follows; `null` at the end. */
  readonly next: string | null;
}

export interface AccountExport {
  /**
   * @param after `next` of the page before, which nobody can make up and which is good for an hour: each export begins
   *   with its first page, where it is written down. Rows that come or go between pages may or may not be in it.
   */
  read(
    account: AccountId,
    after: string | undefined,
    now: EpochMs,
  ): Promise<Result<ExportPage, 'not-a-cursor'>>;
}

const CURSOR_LIFETIME_MS = 3600_000;

const TABLES = HOLDINGS.filter(({ exported }) => exported.length > 0).map((holding) => ({
  ...holding,
  name: getTableName(holding.table),
}));

/** Reads what the tables hold of one account, in pages, table after table. */
export function createAccountExport(
  databaseOf: (account: AccountId, place: Holding['place']) => D1Database,
  sealer: Sealer,
): AccountExport {
  const sealCursor = (account: AccountId, table: string, row: number, now: EpochMs) =>
    sealer.seal(`${now}:${table}:${row}`, account);

  const openCursor = async (account: AccountId, after: string, now: EpochMs) => {
    const opened = await sealer.open(after, account);
    const [at, name, row] = opened.ok ? opened.value.split(':') : [];
    const start = TABLES.findIndex((table) => table.name === name);
    const age = now - Number(at);
    if (start === -1 || !(age >= 0 && age < CURSOR_LIFETIME_MS)) return null;
    return { start, afterRow: Number(row) };
  };

  const readTable = async (account: AccountId, table: (typeof TABLES)[number], afterRow: number) => {
    const { name, rows, exported, place, sizedBy } = table;
    const database = databaseOf(account, place);
    // The plus keeps SQLite from walking the whole table in the order of its rows to spare the sorting of a few.
    const outline = await database
      .prepare(
        `SELECT rowid AS number, ${sizedBy ?? '0'} AS chars FROM "${name}"
          WHERE ${rows} AND +rowid > ?2 ORDER BY +rowid LIMIT ?3`,
      )
      .bind(account, afterRow, ROWS_PER_PAGE)
      .all<{ number: number; chars: number }>();
    let chars = 0;
    const numbers: number[] = [];
    for (const row of outline.results) {
      numbers.push(row.number);
      chars += row.chars;
      if (chars >= CHARS_PER_PAGE) break;
    }
    if (numbers.length === 0) return { lines: [], lastRow: null };
    const columns = exported.map((column) => `"${column}"`).join(', ');
    const { results } = await database
      .prepare(
        `SELECT ${columns} FROM "${name}"
          WHERE ${rows} AND rowid IN (SELECT value FROM json_each(?2)) ORDER BY +rowid`,
      )
      .bind(account, JSON.stringify(numbers))
      .all<ExportLine['row']>();
    const isWhole = numbers.length === outline.results.length && numbers.length < ROWS_PER_PAGE;
    return { lines: results.map((row) => ({ of: name, row })), lastRow: isWhole ? null : numbers.at(-1)! };
  };

  return {
    read: async (account, after, now) => {
      const from = after === undefined ? { start: 0, afterRow: 0 } : await openCursor(account, after, now);
      if (from === null) return err('not-a-cursor');
      const lines: ExportLine[] = [];
      let { afterRow } = from;
      for (const table of TABLES.slice(from.start)) {
        const read = await readTable(account, table, afterRow);
        lines.push(...read.lines);
        if (read.lastRow !== null) {
          return ok({ lines, next: await sealCursor(account, table.name, read.lastRow, now) });
        }
        afterRow = 0;
      }
      return ok({ lines, next: null });
    },
  };
}
