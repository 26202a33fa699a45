import type { AccountId } from './account-id.ts';

/**
 * The shard of an account among `count`, in [0, count): jump consistent hash (Lamping & Veach 2014), which moves only
 * 1/n of all accounts when the n-th database is added.
 */
export function shardOf(accountId: AccountId, count: number): number {
  let key = fnv1a64(accountId);
  let shard = -1n;
  let next = 0n;
  while (next < BigInt(count)) {
    shard = next;
    key = BigInt.asUintN(64, key * 2862933555777941757n + 1n);
    next = BigInt(Math.floor(Number(shard + 1n) * (2 ** 31 / Number((key >> 33n) + 1n))));
  }
  return Number(shard);
}

/** FNV-1a, 64 bit, over UTF-16 code units; ids are ASCII. */
function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash;
}

/** The database that holds what belongs to an account. Sign-in itself looks in the first. */
export function databaseOf<Database>(
  accountId: AccountId,
  shards: readonly [Database, ...Database[]],
): Database {
  return shards.length === 1 ? shards[0] : shards[shardOf(accountId, shards.length)]!;
}
