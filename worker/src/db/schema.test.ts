import { env } from 'cloudflare:workers';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as directory from './directory-schema.ts';
import * as accounts from './schema/accounts.ts';
import * as audit from './schema/audit.ts';
import * as breach from './schema/breach.ts';
import * as deletions from './schema/deletions.ts';
import * as factors from './schema/factors.ts';
import * as journal from './schema/journal.ts';
import * as notices from './schema/notices.ts';
import * as organisations from './schema/organisations.ts';
import * as secrets from './schema/secrets.ts';

const tablesOf = (files: readonly object[]) =>
  files.flatMap((file) => Object.values<unknown>({ ...file })).filter((value) => is(value, SQLiteTable));

const DATABASES = [
  {
    name: 'of the accounts',
    database: env.DB,
    tables: tablesOf([
      ...[accounts, audit, breach, deletions, factors, journal, notices, organisations, secrets],
    ]),
    // With one, `wrangler d1 export` would refuse the database: docs/runbooks/incident.md.
    virtual: [],
  },
  {
    name: 'of the directory',
    database: env.DIRECTORY,
    tables: tablesOf([directory]),
    // Indexes over public listings by place and by word.
    virtual: ['directory_position', 'directory_words'],
  },
];

describe.each(DATABASES)('the database $name', ({ database, tables, virtual }) => {
  it('makes every table strict, so that a wrong type is refused', async () => {
    const { results } = await database.prepare('PRAGMA table_list').all<{ name: string; strict: number }>();
    for (const table of tables) {
      expect(results).toContainEqual(expect.objectContaining({ name: getTableName(table), strict: 1 }));
    }
  });

  it('has the tables that are known, and no others', async () => {
    interface Listed {
      readonly name: string;
      readonly schema: string;
      readonly type: string;
    }
    const { results } = await database.prepare('PRAGMA table_list').all<Listed>();
    const own = results.filter(({ name, schema }) => schema === 'main' && !/^(sqlite|_cf|d1)_/.test(name));
    const namesOf = (kind: string) =>
      own
        .filter(({ type }) => type === kind)
        .map(({ name }) => name)
        .sort();
    expect(namesOf('table')).toEqual(tables.map((table) => getTableName(table)).sort());
    expect(namesOf('virtual')).toEqual(virtual);
  });

  it('is what the migrations make', async () => {
    for (const table of tables) {
      const { results } = await database
        .prepare(`SELECT name FROM pragma_table_info(?1)`)
        .bind(getTableName(table))
        .all<{ name: string }>();
      const columns = Object.values(getTableColumns(table)).map(({ name }) => name);
      expect(results.map(({ name }) => name)).toEqual(columns);
    }
  });
});

it('stores no plain text of an entry anywhere: the only free text is sealed, wrapped, hashed or an address', () => {
  const tables = DATABASES.flatMap((one) => one.tables);
  const free = tables.flatMap((table) => Object.values(getTableColumns(table)).map(({ name }) => name));
  for (const word of ['text', 'title', 'tag', 'note', 'content', 'body']) expect(free).not.toContain(word);
});
