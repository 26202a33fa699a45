import { createTurns, type InTurn } from '@undertone/base/turns';
import {
  TABLE_NAMES,
  type OrderedTable,
  type StoreBackend,
  type TableName,
  type Tables,
} from './store-tables.ts';

type Row = object;

/** What survives a crash: one map per table. Rows are never changed in place. */
export type MemoryDatabase = Record<TableName, Map<string, Row>>;

const KEY_OF = {
  records: 'recordId',
  outbox: 'opId',
  inbox: 'opId',
  quarantine: 'key',
  drafts: 'of',
  meta: 'key',
} as const satisfies Record<TableName, string>;

export function createMemoryDatabase(): MemoryDatabase {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, new Map()])) as unknown as MemoryDatabase;
}

/** Called around every transaction; throwing stands for a crash (before: nothing is kept; after: all is). */
export interface TransactionHooks {
  readonly before?: (mode: 'read' | 'write') => Promise<void>;
  readonly after?: (mode: 'read' | 'write') => Promise<void>;
}

/** A backend for tests and simulations; two on one database are two tabs. */
export function createMemoryBackend(database: MemoryDatabase, hooks: TransactionHooks = {}): StoreBackend {
  return {
    async transaction(mode, names, body) {
      await hooks.before?.(mode);
      const value = await turnsOf(database)(async () => {
        const staged = names.map((name) => new StagedTable(name, database[name], mode));
        const tables = Object.fromEntries(staged.map((table) => [table.name, table]));
        const result = await body(tables as unknown as Tables);
        for (const table of staged) table.commit();
        return result;
      });
      await hooks.after?.(mode);
      return value;
    },
  };
}

const turns = new WeakMap<MemoryDatabase, InTurn>();

/** Transactions of one database take turns, as those of IndexedDB do. */
function turnsOf(database: MemoryDatabase): InTurn {
  const inTurn = turns.get(database) ?? createTurns();
  turns.set(database, inTurn);
  return inTurn;
}

/** Changes wait beside the rows until the transaction's body has ended well. */
class StagedTable implements OrderedTable<string, Row> {
  readonly name: TableName;
  readonly #rows: Map<string, Row>;
  readonly #mode: 'read' | 'write';
  readonly #changes = new Map<string, Row | null>();

  constructor(name: TableName, rows: Map<string, Row>, mode: 'read' | 'write') {
    this.name = name;
    this.#rows = rows;
    this.#mode = mode;
  }

  async get(keys: readonly string[]) {
    return keys.map((key) => {
      const change = this.#changes.get(key);
      return change === undefined ? this.#rows.get(key) : (change ?? undefined);
    });
  }

  async put(rows: readonly Row[]) {
    this.#requireWrite();
    for (const row of rows) this.#changes.set(String(field(row, KEY_OF[this.name])), row);
  }

  async add(rows: readonly Row[]) {
    const present = await this.get(rows.map((row) => String(field(row, KEY_OF[this.name]))));
    await this.put(rows.filter((_, index) => present[index] === undefined));
    return rows.filter((_, index) => present[index] !== undefined);
  }

  async delete(keys: readonly string[]) {
    this.#requireWrite();
    for (const key of keys) this.#changes.set(key, null);
  }

  async count() {
    return this.#all().length;
  }

  async keys() {
    return this.#all().map((row) => String(field(row, KEY_OF[this.name])));
  }

  async list(direction: 'oldest-first' | 'newest-first', from: number | null, limit: number) {
    const sign = direction === 'oldest-first' ? 1 : -1;
    return this.#all()
      .filter((row) => from === null || sign * (orderOf(row) - from) > 0)
      .sort((left, right) => sign * (orderOf(left) - orderOf(right)))
      .slice(0, limit);
  }

  async ofRecord(recordId: string) {
    return this.#all()
      .filter((row) => field(row, 'recordId') === recordId)
      .sort((left, right) => orderOf(left) - orderOf(right));
  }

  async refused() {
    return this.#all().filter((row) => field(row, 'refusal') !== null);
  }

  async recordIds(among?: readonly string[]) {
    const present = new Set(this.#all().map((row) => String(field(row, 'recordId'))));
    return among === undefined ? [...present] : among.filter((recordId) => present.has(recordId));
  }

  commit(): void {
    for (const [key, row] of this.#changes) {
      if (row === null) this.#rows.delete(key);
      else this.#rows.set(key, row);
    }
  }

  #all(): Row[] {
    const rows = new Map(this.#rows);
    for (const [key, row] of this.#changes) {
      if (row === null) rows.delete(key);
      else rows.set(key, row);
    }
    return [...rows.values()];
  }

  #requireWrite(): void {
    if (this.#mode === 'read') throw new Error('a write in a transaction that only reads');
  }
}

function field(row: Row, name: string): unknown {
  return (row as Record<string, unknown>)[name];
}

function orderOf(row: Row): number {
  return Number(field(row, 'order'));
}
