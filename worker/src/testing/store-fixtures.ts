import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import type { OpenLane, OpenScore } from '@undertone/contract/open-lane';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { PushedOp, SyncRequest } from '@undertone/contract/sync';
import type { AccountId } from '../db/account-id.ts';

export const NOW = 1_790_000_000_000 as EpochMs;

export const newAccountId = () => createUuid(systemRandom) as unknown as AccountId;
export const newOpId = () => createUuid(systemRandom) as OpId;
export const newRecordId = () => createUuid(systemRandom) as RecordId;

/** `count` characters that decode as base64url. */
export function sealedText(count: number, fill = 'A'): string {
  return fill.repeat(count);
}

export function pushedOp(parts: Partial<PushedOp> = {}): PushedOp {
  return {
    opId: newOpId(),
    collection: 'entries',
    recordId: newRecordId(),
    supersedes: [],
    schema: 1,
    sealed: sealedText(40),
    deleted: false,
    open: null,
    ...parts,
  };
}

/** What other devices get of an op. */
export function sealedLaneOf(op: PushedOp): Omit<PushedOp, 'open'> {
  const { open: _, ...sealedLane } = op;
  return sealedLane;
}

const MODEL_OF = { text: 'text-en', voice: 'voice-tone', face: 'face-expression' } as const;

export function openScore(parts: Partial<Omit<OpenScore, 'modelId'>> = {}): OpenScore {
  return {
    modality: 'text',
    modelId: MODEL_OF[parts.modality ?? 'text'],
    modelVersion: [1, 0, 0],
    distribution: [0.1, 0.05, 0.05, 0.5, 0.1, 0.1, 0.1],
    valence: 0.1 + 0.2,
    arousal: -1 / 3,
    quality: 0.9,
    abstained: null,
    ...parts,
  };
}

export function openLane(parts: Partial<OpenLane> = {}): OpenLane {
  return { localDay: 20_700, localHour: 9, scores: [openScore()], correction: null, ...parts };
}

export function syncRequest(cursor: number, ops: readonly PushedOp[] = []): SyncRequest {
  return { protocol: PROTOCOL_VERSION, cursor: cursor as Sequence, ops: [...ops] };
}
