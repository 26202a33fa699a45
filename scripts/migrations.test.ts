import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { ROOT } from './root.ts';

const FOLDERS = ['migrations', 'migrations/directory'];

const filesIn = (folder: string) =>
  globSync('*.sql', { cwd: join(ROOT, folder) })
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(ROOT, folder, name), 'utf8') }));

function apply(database: DatabaseSync, files: readonly { readonly sql: string }[]): void {
  for (const { sql } of files)
    for (const statement of sql.split('--> statement-breakpoint')) database.exec(statement);
}

it.each(FOLDERS)('%s has each file that its journal names, and no other', (folder) => {
  const journal = readFileSync(join(ROOT, folder, 'meta', '_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { readonly entries: readonly { readonly tag: string }[] };
  expect(filesIn(folder).map(({ name }) => name)).toEqual(entries.map(({ tag }) => `${tag}.sql`));
});

it('takes the directory out of a database that has one, and leaves the accounts as they are', () => {
  const files = filesIn('migrations');
  const moved = files.findIndex(({ name }) => name.startsWith('0004_'));
  const database = new DatabaseSync(':memory:');
  apply(database, files.slice(0, moved));
  database.exec(`
    INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES ('u', '', 'a@example.org', 1, 1, 1);
    INSERT INTO account_key (account_id, vault_id, kdf, passphrase_wrap, recovery_wrap, recovery_hash, recovery_rehearsed)
      VALUES ('u', 'v', '{}', 'w', 'r', 'h', 0);
    INSERT INTO directory_entry
      (public_id, source, source_id, place_key, lat, lon, kind, entry, digest, match_key, born)
      VALUES ('p', 's', '1', 1, 1.5, 2.5, 'clinic', '{"name":"North"}', 'd', 'm', 1);
  `);
  const accounts = () =>
    ['user', 'account_key'].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  const before = accounts();
  expect(before.flat()).toHaveLength(2);
  expect(database.prepare('SELECT count(*) AS found FROM directory_words').get()).toEqual({ found: 1 });
  apply(database, files.slice(moved));
  expect(accounts()).toEqual(before);
  const left = database.prepare(`SELECT name FROM sqlite_master WHERE name LIKE '%directory%'`).all();
  expect(left).toEqual([]);
});
