import type { RandomBytes } from '@undertone/base/clock';
import { parseBase64Url, toBase64Url } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpenLane } from '@undertone/contract/open-lane';
import type { OpId, RecordId } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { PushedOp } from '@undertone/contract/sync';
import type { RecordCommit } from '../sync/commit-record.ts';
import type { LocalStore, RecordState } from '../sync/local-store.ts';
import type { PulledRow, RecordRow } from '../sync/store-rows.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';
import { collectionOf } from './collections.ts';
import { ENTRY_SCHEMA, isDeleted, join, type EntryDocument } from './entry-document.ts';
import type { RecordCodec, SealedState } from './record-codec.ts';

export type WriteFailure = StorageFailureCode | 'locked' | 'too-large';

export interface CommitPurpose {
  /** The state is news to others; without it, it only merges what came from them. */
  readonly queue: boolean;
  /** Also ops that a server may have are taken out of the outbox. */
  readonly withdrawQueued?: boolean;
}

export interface LoadedState {
  readonly state: RecordState;
  readonly document: EntryDocument | null;
}

export interface RecordStatesParts {
  readonly store: LocalStore;
  readonly codec: RecordCodec;
  readonly random: RandomBytes;
  /** Read at every commit, so that a revoked consent counts from that moment. */
  readonly openLane: (recordId: RecordId, document: EntryDocument) => OpenLane | null;
}

/** One record between its sealed rows and its document. */
export interface RecordStates {
  load(recordId: RecordId): Promise<Result<LoadedState, 'locked'>>;
  prepare(
    recordId: RecordId,
    state: RecordState,
    document: EntryDocument,
    purpose: CommitPurpose,
  ): Promise<Result<RecordCommit, 'locked'>>;
  /** `conflict`: load again and redo. */
  commit(
    recordId: RecordId,
    loaded: LoadedState,
    document: EntryDocument,
    purpose: CommitPurpose,
  ): Promise<Result<void, 'conflict' | WriteFailure>>;
}

export function createRecordStates(parts: RecordStatesParts): RecordStates {
  const { store, codec, random } = parts;
  const mintOpId = () => createUuid(random) as OpId;

  /** The record's state with everything pulled for it joined in; what does not open is quarantined. */
  const load = async (recordId: RecordId): Promise<Result<LoadedState, 'locked'>> => {
    for (;;) {
      const state = await store.readRecord(recordId);
      const sealed = [
        ...(state.row === null ? [] : [toSealedState(state.row)]),
        ...state.pulled.map(pulledState),
      ];
      const opened = await codec.open(sealed);
      if (opened.some((each) => !each.ok && each.error === 'locked')) return err('locked');
      const broken = opened.findIndex((each) => !each.ok);
      if (broken === -1) {
        const documents = opened.flatMap((each) => (each.ok ? [each.value] : []));
        return ok({ state, document: documents.length === 0 ? null : documents.reduce(join) });
      }
      const failure = opened[broken]!;
      if (failure.ok || failure.error === 'locked') throw new Error('unreachable');
      const rowFirst = state.row !== null && broken === 0;
      if (rowFirst) await store.quarantineRecord(state.row, failure.error);
      else
        await store.quarantinePulled(
          state.pulled[broken - (state.row === null ? 0 : 1)]!.opId,
          failure.error,
        );
    }
  };

  /** What a new state of a record, and the op that carries it, come to. */
  const prepare = async (
    recordId: RecordId,
    state: RecordState,
    document: EntryDocument,
    purpose: CommitPurpose,
  ): Promise<Result<RecordCommit, 'locked'>> => {
    const stateId = mintOpId();
    const address = {
      collection: collectionOf(recordId),
      recordId,
      schema: ENTRY_SCHEMA,
      opId: stateId,
    } as const;
    const envelope = await codec.seal(address, document);
    if (!envelope.ok) return envelope;
    const replaced = purpose.queue ? state.queued.filter(({ replaceable }) => replaceable) : [];
    const withdrawn = purpose.withdrawQueued ? state.queued.filter((row) => !replaced.includes(row)) : [];
    const replacedIds = new Set(replaced.map(({ opId }) => opId));
    const heads = mergeHeads(state).filter((head) => !replacedIds.has(head));
    // A queued op may never arrive (it is replaced, withdrawn or refused): what it supersedes, this one does too.
    const inherited = state.queued
      .flatMap(({ op }) => op.supersedes)
      .filter((head) => !replacedIds.has(head));
    const superseded = [...new Set([...inherited, ...heads])];
    const queue: PushedOp | null = purpose.queue
      ? {
          opId: stateId,
          collection: address.collection,
          recordId,
          supersedes: superseded.slice(0, LIMITS.supersedesPerOp),
          schema: ENTRY_SCHEMA,
          sealed: toBase64Url(envelope.value),
          deleted: isDeleted(document),
          open: isDeleted(document) ? null : parts.openLane(recordId, document),
        }
      : null;
    return ok({
      row: {
        recordId,
        collection: address.collection,
        schema: ENTRY_SCHEMA,
        stateId,
        envelope: envelope.value,
        heads: queue === null ? heads : [...superseded.slice(LIMITS.supersedesPerOp), stateId],
        opened: true,
      },
      basedOn: state.row?.revision ?? 0,
      queue,
      replaces: [...replacedIds],
      withdraws: withdrawn.map(({ opId }) => opId),
      merges: state.pulled.map(({ opId }) => opId),
    });
  };

  const commit = async (
    recordId: RecordId,
    { state }: LoadedState,
    document: EntryDocument,
    purpose: CommitPurpose,
  ): Promise<Result<void, 'conflict' | WriteFailure>> => {
    const prepared = await prepare(recordId, state, document, purpose);
    return prepared.ok ? store.commitRecord(prepared.value) : prepared;
  };

  return { load, prepare, commit };
}

/** Heads of the row with what is being merged in: an op that names an older head takes its place. */
function mergeHeads({ row, pulled }: RecordState): readonly OpId[] {
  let heads: readonly OpId[] = row?.heads ?? [];
  for (const { opId, supersedes } of pulled) {
    heads = [...heads.filter((head) => head !== opId && !supersedes.includes(head)), opId];
  }
  return heads;
}

export function toSealedState({ collection, recordId, schema, stateId, envelope }: RecordRow): SealedState {
  return { collection, recordId, schema, opId: stateId, envelope };
}

function pulledState({ collection, recordId, schema, opId, sealed }: PulledRow): SealedState {
  const envelope = parseBase64Url(sealed);
  return { collection, recordId, schema, opId, envelope: envelope.ok ? envelope.value : new Uint8Array() };
}
