import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId, Sequence } from '@undertone/contract/primitives';
import type { Consents } from '@undertone/contract/sync';
import type { Modality } from '@undertone/emotion/modality';
import type { AccountId } from '../db/account-id.ts';
import { scoreRecord } from './score-record.ts';
import type { ScoredRecord, SyncStore } from './store.ts';

const MOST_ATTEMPTS = 8;

/**
 * Gives or revokes consent for one modality. Revoking deletes every number of it in the same transaction and fuses
 * what is left anew, with the reliability each reading had; records without any other number lose their reading.
 */
export async function setConsent(
  store: SyncStore,
  account: AccountId,
  decision: { readonly modality: Modality; readonly granted: boolean },
  now: EpochMs,
): Promise<Result<Consents, 'busy'>> {
  const { modality, granted } = decision;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { head, records } = granted
      ? { head: await store.readHead(account), records: [] }
      : await store.readScored(account, { modality });
    const removedReadings: RecordId[] = [];
    const readings: ScoredRecord[] = [];
    let { lastSeq } = head;
    for (const record of records) {
      const scores = record.scores.filter((score) => score.modality !== modality);
      if (scores.length === 0) {
        removedReadings.push(record.recordId);
      } else {
        lastSeq = (lastSeq + 1) as Sequence;
        readings.push(scoreRecord({ ...record, scores }, lastSeq, record.reliability));
      }
    }
    const { version: expectedVersion, usedChars } = head;
    const nothing = { ops: [], superseded: [], awaited: [] };
    const commit = { ...nothing, expectedVersion, lastSeq, usedChars, at: now, removedReadings, readings };
    const outcome = await store.commit(account, { ...commit, consent: decision });
    if (outcome === 'committed') return ok({ ...head.consents, [modality]: granted });
  }
  return err('busy');
}
