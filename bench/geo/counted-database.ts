import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/free-port.ts';
import type { DatabaseCounts } from '../database-service.ts';
import type { Database } from './sqlite-database.ts';

export interface CountedDatabase {
  readonly d1: Database;
  /** What ran since the last call. */
  takeCounts(): Promise<DatabaseCounts>;
  stop(): Promise<void>;
}

/** The package names the binary of this platform; it has no types. */
const { default: binary, compatibilityDate } = createRequire(import.meta.url)('workerd') as {
  readonly default: string;
  readonly compatibilityDate: string;
};

const configOf = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "database", worker = (
      modules = [(name = "database.js", esModule = embed "database.js")],
      compatibilityDate = "${compatibilityDate}",
      durableObjectNamespaces = [(className = "Database", uniqueKey = "Database", enableSql = true)],
      durableObjectStorage = (localDisk = "disk"),
      bindings = [(name = "DATABASE", durableObjectNamespace = "Database")],
    )),
    (name = "disk", disk = (path = "data", writable = true)),
  ],
  sockets = [(name = "database", address = "127.0.0.1:${port}", http = (), service = "database")],
);
`;

/**
 * A copy of a database in workerd, which counts the rows that a query reads as D1 bills them. Its times are a request's,
 * and mean nothing here.
 */
export async function startCountedDatabase(file: string): Promise<CountedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-geo-'));
  mkdirSync(join(folder, 'data'));
  const service = readFileSync(new URL('../database-service.ts', import.meta.url), 'utf8');
  writeFileSync(join(folder, 'database.js'), stripTypeScriptTypes(service));
  const port = await freePort();
  writeFileSync(join(folder, 'config.capnp'), configOf(port));
  const url = `http://127.0.0.1:${port}/`;
  // The first start makes the object's own file, which is then replaced.
  const stopEmpty = await serve(folder, url);
  await ask(url, { sql: 'CREATE TABLE made (id INTEGER)' });
  await stopEmpty();
  const [made] = globSync('data/**/*.sqlite', { cwd: folder }).filter((path) => !path.includes('metadata'));
  if (made === undefined) throw new Error('workerd kept no database');
  for (const beside of ['-wal', '-shm']) rmSync(join(folder, made + beside), { force: true });
  copyFileSync(file, join(folder, made));
  const stop = await serve(folder, url);
  return {
    d1: d1Over(url),
    takeCounts: async () => (await (await fetch(url)).json()) as DatabaseCounts,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function serve(folder: string, url: string): Promise<() => Promise<void>> {
  const child = spawn(binary, ['serve', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error('workerd did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    child.kill();
    await once(child, 'exit');
  };
}

interface Reply {
  readonly results: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };
}

async function ask(url: string, query: object): Promise<Reply['results']> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(query) });
  const [answer] = (await reply.json()) as readonly [Reply];
  if (answer === undefined) throw new Error('the database refused a query');
  return answer.results;
}

/** The reading part of D1. */
function d1Over(url: string): Database {
  const prepare = (sql: string, params: readonly unknown[] = []) => {
    const rowsOf = async () => {
      const { columns, rows } = await ask(url, { sql, params });
      return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
    };
    return {
      bind: (...values: readonly unknown[]) => prepare(sql, values),
      all: async () => ({ success: true, results: await rowsOf() }),
      raw: async () => (await ask(url, { sql, params })).rows,
      first: async () => (await rowsOf())[0] ?? null,
    };
  };
  return { prepare: (sql: string) => prepare(sql) };
}
