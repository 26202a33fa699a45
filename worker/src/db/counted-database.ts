/** What a piece of work asked of a database. */
export interface DatabaseCounts {
  /** Statements executed. */
  queries: number;
  /** Calls that had to wait for the database: a batch is one. */
  roundTrips: number;
  /** As D1 counts and bills them. */
  rowsRead: number;
  rowsWritten: number;
}

const sources = new WeakMap<object, D1PreparedStatement>();

/** A database that counts what goes through it, for tests and benchmarks. */
export function countDatabase(database: D1Database): { database: D1Database; counts: DatabaseCounts } {
  const counts: DatabaseCounts = { queries: 0, roundTrips: 0, rowsRead: 0, rowsWritten: 0 };
  const count = <Row>(results: readonly D1Result<Row>[]) => {
    counts.roundTrips++;
    for (const { meta } of results) {
      counts.queries++;
      counts.rowsRead += meta.rows_read;
      counts.rowsWritten += meta.rows_written;
    }
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const run = async <Row>() => {
      const result = await statement.run<Row>();
      count([result]);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run,
      all: run,
      first: async (column?: string) => {
        const row = (await run<Record<string, unknown>>()).results[0] ?? null;
        return column === undefined || row === null ? row : row[column];
      },
      raw: async (options?: { columnNames?: boolean }) => {
        counts.roundTrips++;
        counts.queries++;
        return options?.columnNames ? statement.raw({ columnNames: true }) : statement.raw();
      },
    } as D1PreparedStatement;
    sources.set(wrapped, statement);
    return wrapped;
  };
  const counted = {
    prepare: (sql: string) => wrap(database.prepare(sql)),
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      const results = await database.batch<Row>(statements.map((one) => sources.get(one) ?? one));
      count(results);
      return results;
    },
  } as D1Database;
  return { database: counted, counts };
}
