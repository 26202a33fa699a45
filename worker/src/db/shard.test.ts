import { describe, expect, it } from 'vitest';
import { newAccountId } from '../testing/store-fixtures.ts';
import { databaseOf, shardOf } from './shard.ts';

const accounts = Array.from({ length: 4000 }, newAccountId);

describe('shardOf', () => {
  it('always names the same shard, within the count, and the only one of one', () => {
    for (const account of accounts.slice(0, 200)) {
      expect(shardOf(account, 1)).toBe(0);
      expect(shardOf(account, 7)).toBe(shardOf(account, 7));
      expect(shardOf(account, 7)).toBeLessThan(7);
    }
  });

  it('spreads accounts evenly', () => {
    const counts = [0, 0, 0, 0];
    for (const account of accounts) counts[shardOf(account, 4)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('moves accounts only to the shard that is added, and only their share', () => {
    const moved = accounts.filter((account) => shardOf(account, 5) !== shardOf(account, 4));
    expect(moved.every((account) => shardOf(account, 5) === 4)).toBe(true);
    expect(Math.abs(moved.length - 800)).toBeLessThan(150);
  });
});

it('finds the database of an account', () => {
  const [account] = accounts as [(typeof accounts)[0]];
  expect(databaseOf(account, ['only'])).toBe('only');
  expect(databaseOf(account, ['a', 'b', 'c'])).toBe(['a', 'b', 'c'][shardOf(account, 3)]);
});
