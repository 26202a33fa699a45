/**
 * D1 for raw workerd: what its binding asks for over HTTP, answered by the SQLite of one Durable Object, one
 * transaction a request, with counts of what ran. The simulator's own stand-in costs several times as much a query,
 * which would hide the Worker.
 */

type Value = string | number | null;

interface Query {
  readonly sql: string;
  readonly params?: readonly Value[] | null;
}

interface Cursor {
  readonly columnNames: readonly string[];
  readonly rowsRead: number;
  readonly rowsWritten: number;
  raw(): { toArray(): readonly (readonly Value[])[] };
}

/** The part of a Durable Object's state that is used here. */
interface State {
  readonly storage: {
    readonly sql: { exec(sql: string, ...params: readonly Value[]): Cursor };
    transactionSync<Outcome>(body: () => Outcome): Outcome;
  };
}

interface Environment {
  readonly DATABASE: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
}

/** What ran since it was last asked. */
export interface DatabaseCounts {
  roundTrips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
}

const nothing = (): DatabaseCounts => ({ roundTrips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 });

export class Database {
  readonly #storage: State['storage'];
  #counts = nothing();

  constructor(state: State) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    if (request.method === 'GET') {
      const counts = this.#counts;
      this.#counts = nothing();
      return Response.json(counts);
    }
    const asked = (await request.json()) as Query | readonly Query[];
    const queries = Array.isArray(asked) ? asked : [asked as Query];
    this.#counts.roundTrips++;
    try {
      return Response.json(this.#storage.transactionSync(() => queries.map((query) => this.#run(query))));
    } catch (error) {
      return Response.json({ success: false, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #run({ sql, params }: Query) {
    const cursor = this.#storage.sql.exec(sql, ...(params ?? []));
    const rows = cursor.raw().toArray();
    const { columnNames: columns, rowsRead, rowsWritten } = cursor;
    this.#counts.statements++;
    this.#counts.rowsRead += rowsRead;
    this.#counts.rowsWritten += rowsWritten;
    const meta = { duration: 0, changes: rowsWritten, rows_read: rowsRead, rows_written: rowsWritten };
    return { success: true, meta, results: { columns, rows } };
  }
}

let only: unknown;

export default {
  fetch: (request: Request, { DATABASE }: Environment) => {
    only ??= DATABASE.idFromName('only');
    return DATABASE.get(only).fetch(request);
  },
};
