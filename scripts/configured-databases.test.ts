import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { databasesIn, withDatabaseId } from './configured-databases.ts';
import { ROOT } from './root.ts';

const CONFIG = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
const idsIn = (config: string) => [...config.matchAll(/^database_id = "(.*)"$/gm)].map(([, id]) => id);

it('finds every database of the product', () => {
  expect(databasesIn(CONFIG)).toEqual([
    { binding: 'DB', name: 'undertone' },
    { binding: 'DIRECTORY', name: 'undertone-directory' },
  ]);
});

it('gives each the id that is its own, and changes nothing else', () => {
  const [accounts, directory] = databasesIn(CONFIG) as [never, never];
  const config = withDatabaseId(withDatabaseId(CONFIG, accounts, 'one'), directory, 'two');
  expect(idsIn(config)).toEqual(['one', 'two']);
  const before = idsIn(CONFIG);
  expect(new Set(before).size).toBe(2);
  expect(config.replace('"one"', `"${before[0]}"`).replace('"two"', `"${before[1]}"`)).toBe(CONFIG);
});
