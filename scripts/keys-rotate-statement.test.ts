import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { keyChangeStatement, parseKeyChange } from './keys-rotate-statement.ts';

it('takes one purpose, and forgets only keys that vouch for nothing of the past', () => {
  expect(parseKeyChange(['audit', '--remote'])).toEqual({
    purpose: 'audit',
    isForgotten: false,
    isRemote: true,
  });
  expect(parseKeyChange(['token', '--forget'])).toMatchObject({ isForgotten: true, isRemote: false });
  for (const args of [
    [],
    ['audit', 'token'],
    ['all'],
    ['audit', '--forget'],
    ['tombstone', '--forget'],
    ['token', '--x'],
  ]) {
    expect(parseKeyChange(args)).toBeNull();
  }
});

it('retires the key in use of one purpose, and leaves the others and the past', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE TABLE signing_key (id TEXT, purpose TEXT, retired_at INTEGER) STRICT;
    INSERT INTO signing_key VALUES ('a0', 'audit', 5), ('a1', 'audit', NULL), ('t0', 'token', 6), ('t1', 'token', NULL)`);
  const run = (...args: string[]) => database.prepare(keyChangeStatement(parseKeyChange(args)!, 9)).all();
  const rows = () =>
    database
      .prepare('SELECT id, retired_at FROM signing_key ORDER BY id')
      .all()
      .map((row) => Object.values(row));
  expect(run('audit')).toMatchObject([{ id: 'a1' }]);
  expect(rows()).toEqual([
    ['a0', 5],
    ['a1', 9],
    ['t0', 6],
    ['t1', null],
  ]);
  expect(run('audit')).toEqual([]);
  run('token', '--forget');
  expect(rows()).toEqual([
    ['a0', 5],
    ['a1', 9],
  ]);
});
