import type { RecordId } from '@undertone/contract/primitives';
import type { OutboxRow } from '../sync/store-rows.ts';
import type { OrderedTable, OutboxTable, TableName, Tables } from '../sync/store-tables.ts';

/** Above this many keys it pays to ask first whether there is anything to find. */
const MANY_KEYS = 32;

/** The tables of one running transaction. */
export function createIdbTables(transaction: IDBTransaction, names: readonly TableName[]): Tables {
  const tables = names.map((name) => {
    const objects = transaction.objectStore(name);
    return [name, name === 'outbox' ? outboxTable(objects) : orderedTable(objects)];
  });
  return Object.fromEntries(tables) as Tables;
}

function orderedTable<Key extends string, Row>(objects: IDBObjectStore): OrderedTable<Key, Row> {
  return {
    async get(keys) {
      if (keys.length > MANY_KEYS && (await resultOf(objects.count())) === 0)
        return keys.map(() => undefined);
      return resultsOf<Row | undefined>(keys.map((key) => objects.get(key)));
    },
    async put(rows) {
      await resultsOf(rows.map((row) => objects.put(row)));
    },
    add: (rows) => addNew(objects, rows),
    async delete(keys) {
      await resultsOf(keys.map((key) => objects.delete(key)));
    },
    count: () => resultOf(objects.count()),
    keys: () => resultOf(objects.getAllKeys()) as Promise<readonly IDBValidKey[]> as Promise<readonly Key[]>,
    async list(direction, from, limit) {
      const index = objects.index('order');
      if (direction === 'newest-first') return newestFirst<Row>(index, from, limit);
      const range = from === null ? null : IDBKeyRange.lowerBound(from, true);
      const most = limit === Number.MAX_SAFE_INTEGER ? undefined : limit;
      return resultOf(index.getAll(range, most)) as Promise<Row[]>;
    },
    async ofRecord(recordId) {
      const rows = await resultOf(objects.index('recordId').getAll(recordId));
      return (rows as (Row & { readonly order: number })[]).sort((left, right) => left.order - right.order);
    },
  };
}

function outboxTable(objects: IDBObjectStore): OutboxTable {
  return {
    ...orderedTable(objects),
    // A refusal of `null` is no valid key, so IndexedDB leaves those rows out of this index.
    refused: () => resultOf(objects.index('refusal').getAll()) as Promise<OutboxRow[]>,
    async recordIds(among) {
      const index = objects.index('recordId');
      if (among === undefined) return (await uniqueKeys(index)) as RecordId[];
      const keys = await resultsOf<IDBValidKey | undefined>(among.map((recordId) => index.getKey(recordId)));
      return among.filter((_, place) => keys[place] !== undefined);
    },
  };
}

/** So many rows are handed over in one go: each is copied there and then, and the screen waits meanwhile. */
const ADDED_AT_ONCE = 250;

async function addNew<Row>(objects: IDBObjectStore, rows: readonly Row[]): Promise<readonly Row[]> {
  const taken: Row[] = [];
  for (let start = 0; start < rows.length; start += ADDED_AT_ONCE) {
    taken.push(...(await addSome(objects, rows.slice(start, start + ADDED_AT_ONCE))));
  }
  return taken;
}

/** One request a row: asking first which keys are free would take two. `rows` is not empty. */
function addSome<Row>(objects: IDBObjectStore, rows: readonly Row[]): Promise<readonly Row[]> {
  const requests: readonly IDBRequest[] = rows.map((row) => objects.add(row));
  const last = requests.at(-1)!;
  return new Promise((resolve, reject) => {
    const taken: Row[] = [];
    const finish = (failure: DOMException | null): void => {
      objects.transaction.removeEventListener('error', note);
      if (failure === null) resolve(taken);
      else reject(failure);
    };
    // One listener for all, which their errors bubble to: a handler on each costs as much as the row.
    const note = (event: Event): void => {
      const index = requests.indexOf(event.target as IDBRequest);
      if (index === -1) return;
      const { error } = requests[index]!;
      if (error?.name !== 'ConstraintError') return finish(error ?? new DOMException('indexeddb'));
      // Else it would abort the transaction.
      event.preventDefault();
      taken.push(rows[index]!);
      if (event.target === last) finish(null);
    };
    objects.transaction.addEventListener('error', note);
    last.onsuccess = () => finish(null);
  });
}

/** By growing windows below `from`: a cursor would cost a turn for every row. */
async function newestFirst<Row>(
  index: IDBIndex,
  from: number | null,
  limit: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let above = from ?? (await highestKey(index)) + 1;
  for (let span = limit; rows.length < limit && above > 0; span *= 4) {
    const lowest = Math.max(0, above - span);
    const page = (await resultOf(index.getAll(IDBKeyRange.bound(lowest, above, false, true)))) as Row[];
    rows.push(...page.reverse());
    above = lowest;
  }
  return rows.slice(0, limit);
}

function highestKey(index: IDBIndex): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = index.openKeyCursor(null, 'prev');
    request.onsuccess = () => resolve(Number(request.result?.key ?? 0));
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

function uniqueKeys(index: IDBIndex): Promise<readonly IDBValidKey[]> {
  return new Promise((resolve, reject) => {
    const keys: IDBValidKey[] = [];
    const request = index.openKeyCursor(null, 'nextunique');
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve(keys);
      keys.push(cursor.key);
      cursor.continue();
    };
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

function resultOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

/** Requests of one transaction succeed in the order they were made, so the last one speaks for all. */
function resultsOf<Value>(requests: readonly IDBRequest[]): Promise<readonly Value[]> {
  const last = requests.at(-1);
  if (last === undefined) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    // An earlier failure aborts the transaction, and the last request with it.
    last.onerror = () => reject(last.error ?? new Error('indexeddb'));
    last.onsuccess = () => resolve(requests.map((request) => request.result as Value));
  });
}
