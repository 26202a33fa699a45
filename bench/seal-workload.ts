import { createVault } from '@undertone/crypto/account-key';
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { unwrap } from '@undertone/base/result';
import { createKeyring, type SealedRecord } from '@undertone/crypto/keyring';

/** Microseconds per record; the median of the rounds unless its name says otherwise. */
export interface SealTimes {
  readonly sealBulkUs: number;
  readonly openBulkUs: number;
  /** What a machine with nothing else to do comes nearest to. */
  readonly openBulkBestUs: number;
  readonly sealOneUs: number;
  readonly openOneUs: number;
}

const PAYLOAD_BYTES = 700;
const ROUNDS = 9;
const ONE_BY_ONE = 1_000;

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
  let sealed: SealedRecord[] = [];

  const sealBulk = await time(count, async () => {
    const envelopes = unwrap(await keyring.sealRecords(unsealed));
    sealed = unsealed.map((record, index) => ({ ...record, envelope: envelopes[index]! }));
  });
  const openBulk = await time(count, async () => {
    for (const opened of await keyring.openRecords(sealed)) unwrap(opened);
  });
  const sealOne = await time(ONE_BY_ONE, async () => {
    for (const record of unsealed.slice(0, ONE_BY_ONE)) unwrap(await keyring.sealRecord(record));
  });
  const openOne = await time(ONE_BY_ONE, async () => {
    for (const record of sealed.slice(0, ONE_BY_ONE)) unwrap(await keyring.openRecord(record));
  });
  return {
    sealBulkUs: sealBulk.median,
    openBulkUs: openBulk.median,
    openBulkBestUs: openBulk.best,
    sealOneUs: sealOne.median,
    openOneUs: openOne.median,
  };
}

/** Microseconds per item over the rounds, after one that is not counted. */
async function time(count: number, run: () => Promise<void>): Promise<{ median: number; best: number }> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await run();
    times.push(((performance.now() - startedAt) * 1000) / count);
  }
  times.sort((left, right) => left - right);
  return { median: times[ROUNDS >> 1]!, best: times[0]! };
}
