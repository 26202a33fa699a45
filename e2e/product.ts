import { inject } from 'vitest';

/** A product that journeys use. */
export interface SharedProduct {
  /** Origin, `http://localhost:<port>`. */
  readonly url: string;
  /** Its DATA_DIR: the databases lie below it as SQLite files. */
  readonly dataDir: string;
  /** Everything that it has said so far. */
  readonly logPath: string;
}

/** One for each worker of the test runner: what a journey does to the server, none that runs beside it can see. */
export function sharedProduct(): SharedProduct {
  const worker = Number(process.env['VITEST_POOL_ID']);
  const product = inject('products')[worker - 1];
  if (product === undefined) throw new Error(`no product for worker ${worker}`);
  return product;
}
