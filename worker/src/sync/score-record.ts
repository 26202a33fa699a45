import { fromOpenScore, type OpenLane } from '@undertone/contract/open-lane';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { fuse } from '@undertone/emotion/fusion';
import type { Reliability } from '@undertone/emotion/reliability';
import type { ScoredRecord } from './store.ts';

interface Numbers extends OpenLane {
  readonly opId: OpId;
  readonly recordId: RecordId;
}

/** Fuses one record's numbers as they change at `seq`, with the reliability known by then. */
export function scoreRecord(numbers: Numbers, seq: Sequence, reliability: Reliability): ScoredRecord {
  const { opId, recordId, localDay, localHour, scores, correction } = numbers;
  const reading = fuse(scores.map(fromOpenScore), { reliability });
  return { opId, recordId, seq, localDay, localHour, scores, correction, reliability, reading };
}
