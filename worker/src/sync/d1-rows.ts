import { toCorrection, type OpenScore } from '@undertone/contract/open-lane';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { StoredReading } from '@undertone/contract/reading';
import type { PulledOp } from '@undertone/contract/sync';
import { isLabel, type Label } from '@undertone/emotion/labels';
import { MODALITIES } from '@undertone/emotion/modality';
import type { Reading } from '@undertone/emotion/reading';
import type { Correction, Reliability } from '@undertone/emotion/reliability';
import type { KnownOp, LogHead, NamedOp, Outline, ScoredRecord, WrittenReading } from './store.ts';

/** Rows as D1 returns them. Only this Worker writes them, through schemas, so their shape is trusted. */
type Row = Record<string, unknown>;

interface OpRow {
  readonly seq: number;
  readonly op_id: string;
  readonly record_id: string;
  readonly collection: string;
  readonly supersedes: string;
  readonly schema: number;
  readonly deleted: number;
  readonly sealed: string | null;
}

interface ReadingRow {
  readonly record_id: string;
  readonly seq: number;
  readonly local_day: number;
  readonly local_hour: number;
  readonly correction: string | null;
  readonly reliability: string;
  readonly reading: string;
}

interface ScoredRow extends ReadingRow {
  readonly op_id: string;
  readonly scores: string;
}

/** A row of NULLs stands for an account that has never written. */
export function toHead(row: unknown): LogHead {
  const head = row as { version: number | null; last_seq: number; used_chars: number } & Row;
  const granted = JSON.parse(head['granted'] as string) as string[];
  const consents = Object.fromEntries(MODALITIES.map((modality) => [modality, granted.includes(modality)]));
  return {
    version: head.version ?? 0,
    lastSeq: (head.last_seq ?? 0) as Sequence,
    usedChars: head.used_chars ?? 0,
    quotaChars: (head['quota_chars'] as number | null) ?? LIMITS.accountQuotaChars,
    consents: consents as LogHead['consents'],
  };
}

export function toKnownOps(rows: readonly unknown[]): KnownOp[] {
  return (rows as readonly Row[]).map((row) => ({
    ...toNamedOp(row),
    seq: row['seq'] as Sequence,
    digest: row['digest'] as string,
    superseded: row['superseded'] === 1,
  }));
}

export function toNamedOps(rows: readonly unknown[]): NamedOp[] {
  return (rows as readonly Row[]).map(toNamedOp);
}

function toNamedOp(row: Row): NamedOp {
  return { opId: row['op_id'] as OpId, recordId: row['record_id'] as RecordId };
}

export function toOutline(row: unknown): Outline {
  const { outline } = row as { outline: string };
  return (JSON.parse(outline) as [Sequence, number][]).map(([seq, chars]) => ({ seq, chars }));
}

export function toPulledOps(rows: readonly unknown[]): PulledOp[] {
  return (rows as readonly OpRow[]).map(toPulledOp);
}

function toPulledOp(row: OpRow): PulledOp {
  return {
    seq: row.seq as Sequence,
    opId: row.op_id as OpId,
    collection: row.collection,
    recordId: row.record_id as RecordId,
    supersedes: JSON.parse(row.supersedes) as OpId[],
    schema: row.schema,
    sealed: row.sealed ?? '',
    deleted: row.deleted === 1,
  };
}

export function toStoredReadings(rows: readonly unknown[]): StoredReading[] {
  return (rows as readonly ReadingRow[]).map(toStoredReading);
}

function toStoredReading(row: ReadingRow): StoredReading {
  return {
    seq: row.seq as Sequence,
    recordId: row.record_id as RecordId,
    localDay: row.local_day,
    localHour: row.local_hour,
    correction: toLabel(row.correction),
    reliability: JSON.parse(row.reliability) as Reliability,
    reading: JSON.parse(row.reading) as StoredReading['reading'] & Reading,
  };
}

/** As {@link toStoredReading} would be written; what is stored as JSON already is told as it stands. */
export function toWrittenReadings(rows: readonly unknown[]): WrittenReading[] {
  return (rows as readonly ReadingRow[]).map((row) => ({
    seq: row.seq as Sequence,
    json: `{"seq":${row.seq},"recordId":"${row.record_id}","localDay":${row.local_day},"localHour":${row.local_hour},"correction":${JSON.stringify(toLabel(row.correction))},"reliability":${row.reliability},"reading":${row.reading}}`,
  }));
}

export function toScoredRecords(rows: readonly unknown[]): ScoredRecord[] {
  return (rows as readonly ScoredRow[]).map((row) => ({
    ...toStoredReading(row),
    opId: row.op_id as OpId,
    scores: JSON.parse(row.scores) as OpenScore[],
  }));
}

export function toCorrections(rows: readonly unknown[]): Correction[] {
  return (rows as readonly ScoredRow[]).flatMap((row) => {
    const scores = JSON.parse(row.scores) as OpenScore[];
    const lane = { localDay: row.local_day, localHour: row.local_hour, scores };
    return toCorrection(row.record_id as RecordId, { ...lane, correction: toLabel(row.correction) }) ?? [];
  });
}

function toLabel(text: string | null): Label | null {
  return text !== null && isLabel(text) ? text : null;
}
