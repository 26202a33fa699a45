import { env } from 'cloudflare:workers';
import { getTableName } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { HELD_BY_NOBODY, HOLDINGS } from './holdings.ts';

/** From both databases: no table is in two. */
const namesIn = async (sql: string, ...values: unknown[]) => {
  const asked = [env.DB, env.DIRECTORY].map((database) =>
    database
      .prepare(sql)
      .bind(...values)
      .all<{ name: string }>(),
  );
  return (await Promise.all(asked)).flatMap(({ results }) => results.map(({ name }) => name));
};

const tables = async () =>
  (await namesIn(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`)).filter(
    (name) => !/^(sqlite|_cf|d1)_/.test(name),
  );

const columnsOf = (table: string) => namesIn('SELECT name FROM pragma_table_info(?1)', table);

it('says of every table whether it holds anything of an account', async () => {
  const said = [...HOLDINGS.map(({ table }) => getTableName(table)), ...Object.keys(HELD_BY_NOBODY)];
  expect(said.sort()).toEqual((await tables()).sort());
});

it('counts no table as nobody’s that has a column for an account', async () => {
  for (const table of Object.keys(HELD_BY_NOBODY)) {
    expect((await columnsOf(table)).filter((name) => /^(account|user)_id$/.test(name))).toEqual([]);
  }
});

it('says of every column whether an export holds it', async () => {
  for (const { table, exported, withheld } of HOLDINGS) {
    const name = getTableName(table);
    expect([name, ...[...exported, ...withheld].sort()]).toEqual([name, ...(await columnsOf(name)).sort()]);
  }
});

it('withholds what would let its finder in', () => {
  const suspect = HOLDINGS.flatMap(({ table, exported }) =>
    exported
      .filter((name) => /token|hash|password|^sealed$|secret/.test(name))
      .map((name) => `${getTableName(table)}.${name}`),
  );
  // Sealed on the device, under a key that the server never had.
  expect(suspect).toEqual(['op.sealed']);
});

it('finds the rows of an account in every table by SQL that the database takes', async () => {
  for (const { table, rows } of HOLDINGS) {
    const sql = `SELECT count(*) AS count FROM "${getTableName(table)}" WHERE ${rows}`;
    expect(await env.DB.prepare(sql).bind('nobody').first()).toEqual({ count: 0 });
  }
});
