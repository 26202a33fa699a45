import { toBase64Url } from '@undertone/base/bytes';
import type { PulledOp } from '@undertone/contract/sync';
import type { PulledRow, QuarantineReason, QuarantineRow, RecordRow } from './store-rows.ts';

export function toPulledRow({
  opId,
  recordId,
  seq,
  collection,
  schema,
  supersedes,
  sealed,
}: PulledOp): PulledRow {
  return { opId, recordId, order: seq, collection, schema, supersedes, sealed };
}

export function toQuarantine(row: RecordRow, reason: QuarantineReason, wasSound: boolean): QuarantineRow {
  const { stateId, recordId, order, collection, schema } = row;
  return {
    key: wasSound ? `local:${recordId}` : stateId,
    opId: stateId,
    recordId,
    order,
    collection,
    schema,
    supersedes: [],
    sealed: toBase64Url(row.envelope),
    reason,
  };
}
