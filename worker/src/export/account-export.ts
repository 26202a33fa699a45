import { getTableName } from 'drizzle-orm';
import type { ExportLine } from '@undertone/contract/export';
import type { AccountId } from '../db/account-id.ts';
import { HOLDINGS, type Holding } from '../db/holdings.ts';

/** A page ends with the row that reaches one of these. */
const ROWS_PER_PAGE = 500;
const CHARS_PER_PAGE = 2_000_000;

export interface ExportPage {
  readonly lines: readonly ExportLine[];
  /** To ask for what follows; `null` at the end. */
  readonly next: string | null;
}

export interface AccountExport {
  /** `after`: `next` of the page before. Rows that come or go between pages may or may not be in it. */
  read(account: AccountId, after: string | undefined): Promise<ExportPage>;
}

const TABLES = HOLDINGS.filter(({ exported }) => exported.length > 0).map((holding) => ({
  ...holding,
  name: getTableName(holding.table),
}));

/** Reads what the tables hold of one account, in pages, table after table. */
export function createAccountExport(
  databaseOf: (account: AccountId, place: Holding['place']) => D1Database,
): AccountExport {
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
    read: async (account, after) => {
      const [name, row] = after?.split(':') ?? [];
      const start = TABLES.findIndex((table) => table.name === name);
      const lines: ExportLine[] = [];
      let afterRow = start === -1 ? 0 : Number(row);
      for (const table of TABLES.slice(Math.max(start, 0))) {
        const read = await readTable(account, table, afterRow);
        lines.push(...read.lines);
        if (read.lastRow !== null) return { lines, next: `${table.name}:${read.lastRow}` };
        afterRow = 0;
      }
      return { lines, next: null };
    },
  };
}
