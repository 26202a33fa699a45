import type { EpochMs } from '@undertone/base/clock';
import type { Sequence } from '@undertone/contract/primitives';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import type { AccountId } from '../db/account-id.ts';
import { scoreRecord } from './score-record.ts';
import type { ScoredRecord, SyncStore } from './store.ts';

/**
 * Fuses readings of an older fusion anew, at most `limit` at once, each with the reliability it had: only the
 * arithmetic changed, not what was known. They take new places in the log, so that devices fetch them.
 */
export async function refuseReadings(
  store: SyncStore,
  account: AccountId,
  limit: number,
  now: EpochMs,
): Promise<'done' | 'more'> {
  const { head, records } = await store.readScored(account, { fusionBefore: FUSION_VERSION, limit });
  if (records.length === 0) return 'done';
  let { lastSeq } = head;
  const readings: ScoredRecord[] = records.map((record) => {
    lastSeq = (lastSeq + 1) as Sequence;
    return scoreRecord(record, lastSeq, record.reliability);
  });
  const { version: expectedVersion, usedChars } = head;
  const nothing = { ops: [], superseded: [], awaited: [], removedReadings: [], consent: null };
  await store.commit(account, { ...nothing, expectedVersion, lastSeq, usedChars, at: now, readings });
  // After a conflict the same readings are still of the older fusion, and the next run finds them.
  return 'more';
}
