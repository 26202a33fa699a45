import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { unwrap } from '@undertone/base/result';
import { createVault } from '@undertone/crypto/account-key';
import { createKeyring, type SealedRecord } from '@undertone/crypto/keyring';

/** Microseconds per record. */
export interface Timing {
  readonly median: number;
  /** The 5th percentile: what a machine with nothing else to do comes nearest to. */
  readonly fastest: number;
}

export interface SealTimes {
  readonly openBulk: Timing;
  readonly sealBulk: Timing;
  readonly openOne: Timing;
  readonly sealOne: Timing;
}

const PAYLOAD_BYTES = 700;
/** Records in one timing. */
const SLICE = 500;
const ROUNDS = 5;

/** Runs in Node and in a browser alike, through the same keyring as the product. */
export async function measureSealing(count: number): Promise<SealTimes> {
  const { vaultId, accountKey } = createVault(systemRandom);
  const keyring = createKeyring(vaultId, accountKey, systemRandom);
  const unsealed = Array.from({ length: count }, () => ({
    collection: 'entries',
    recordId: createUuid(systemRandom) as string,
    schema: 1,
    opId: createUuid(systemRandom) as string,
    payload: systemRandom(PAYLOAD_BYTES),
  }));
  const envelopes = unwrap(await keyring.sealRecords(unsealed));
  const sealed: SealedRecord[] = unsealed.map((record, index) => ({
    ...record,
    envelope: envelopes[index]!,
  }));

  return {
    openBulk: await time(sealed, async (slice) => {
      for (const opened of await keyring.openRecords(slice)) unwrap(opened);
    }),
    sealBulk: await time(unsealed, async (slice) => {
      unwrap(await keyring.sealRecords(slice));
    }),
    openOne: await time(sealed, async (slice) => {
      for (const record of slice) unwrap(await keyring.openRecord(record));
    }),
    sealOne: await time(unsealed, async (slice) => {
      for (const record of slice) unwrap(await keyring.sealRecord(record));
    }),
  };
}

/** All records in slices, `ROUNDS` times after one slice that is not counted. */
async function time<Item>(
  items: readonly Item[],
  run: (slice: readonly Item[]) => Promise<void>,
): Promise<Timing> {
  await run(items.slice(0, SLICE));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let start = 0; start < items.length; start += SLICE) {
      const slice = items.slice(start, start + SLICE);
      const startedAt = performance.now();
      await run(slice);
      times.push(((performance.now() - startedAt) * 1000) / slice.length);
    }
  }
  times.sort((left, right) => left - right);
  return { median: times[times.length >> 1]!, fastest: times[Math.floor(times.length / 20)]! };
}
