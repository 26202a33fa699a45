import type { OpId, RecordId } from '@undertone/contract/primitives';
import type { DraftRow, MetaRow, OutboxRow, PulledRow, QuarantineRow, RecordRow } from './store-rows.ts';

/** The little that {@link createLocalStore} asks of a database, so that its rules are written once for all. */

export interface KeyedTable<Key extends string, Row> {
  /** In the order of `keys`; `undefined` for a key without a row. */
  get(keys: readonly Key[]): Promise<readonly (Row | undefined)[]>;
  put(rows: readonly Row[]): Promise<void>;
  /** Stores the rows whose keys are free, and returns the others. No two of the given have the same key. */
  add(rows: readonly Row[]): Promise<readonly Row[]>;
  delete(keys: readonly Key[]): Promise<void>;
  count(): Promise<number>;
  keys(): Promise<readonly Key[]>;
}

export interface OrderedTable<Key extends string, Row> extends KeyedTable<Key, Row> {
  /** By `order`, strictly beyond `from` in the direction of travel; from the end when `from` is `null`. */
  list(
    direction: 'oldest-first' | 'newest-first',
    from: number | null,
    limit: number,
  ): Promise<readonly Row[]>;
  ofRecord(recordId: RecordId): Promise<readonly Row[]>;
}

export interface OutboxTable extends OrderedTable<OpId, OutboxRow> {
  /** Those that wait with a refusal, without reading the others. */
  refused(): Promise<readonly OutboxRow[]>;
  /** Those with a row, each once, without reading the rows: of all, or of the given ones. */
  recordIds(among?: readonly RecordId[]): Promise<readonly RecordId[]>;
}

export interface Tables {
  readonly records: OrderedTable<RecordId, RecordRow>;
  readonly outbox: OutboxTable;
  readonly inbox: OrderedTable<OpId, PulledRow>;
  readonly quarantine: OrderedTable<string, QuarantineRow>;
  readonly drafts: KeyedTable<string, DraftRow>;
  readonly meta: KeyedTable<string, MetaRow>;
}

export const TABLE_NAMES = [
  'records',
  'outbox',
  'inbox',
  'quarantine',
  'drafts',
  'meta',
] as const satisfies readonly (keyof Tables)[];

export type TableName = (typeof TABLE_NAMES)[number];

/** `storage-full`: the device's quota. `storage-unavailable`: closed, blocked, or refused by the browser. */
export type StorageFailureCode = 'storage-full' | 'storage-unavailable';

/** Thrown through a transaction's body, so that it rolls back; caught by the store and returned as a value. */
export class StorageFailure extends Error {
  readonly code: StorageFailureCode;

  constructor(code: StorageFailureCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'StorageFailure';
    this.code = code;
  }
}

export interface StoreBackend {
  /**
   * Runs `body` in one transaction over the named tables: all of it becomes durable before this resolves,
   * or none of it does. `body` may await nothing but the tables. Throws {@link StorageFailure}.
   */
  transaction<Value>(
    mode: 'read' | 'write',
    names: readonly TableName[],
    body: (tables: Tables) => Promise<Value>,
  ): Promise<Value>;
}
