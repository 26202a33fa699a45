import type { RandomBytes } from '@undertone/base/clock';
import { parseBase64Url, toBase64Url } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpenLane } from '@undertone/contract/open-lane';
import type { OpId, RecordId } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { PushedOp } from '@undertone/contract/sync';
import { ENVELOPE_VERSION } from '@undertone/crypto/envelope';
import type { LocalStore, PulledWork, RecordCommit, RecordState } from '../sync/local-store.ts';
import type { PulledRow, QuarantineRow, RecordRow } from '../sync/store-rows.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';
import { encodeDocument, MAX_DOCUMENT_BYTES } from './document-json.ts';
import { eraseDocument, trimHistory } from './entry-edit.ts';
import { ignoreStorage } from './in-background.ts';
import { contains, ENTRY_SCHEMA, isDeleted, join, type EntryDocument } from './entry-document.ts';
import type { RecordCodec, SealedState } from './record-codec.ts';
import type { Writer } from './writer.ts';

const COLLECTION = 'entries';

/** Rows opened between two chances for the screen to draw: about 20 ms of work. */
const CHUNK = 250;

export type WriteFailure = StorageFailureCode | 'locked' | 'too-large';

/** What an edit makes of the record's present state (`null`: there is none). `null` in return changes nothing. */
export type Edit = (document: EntryDocument | null) => EntryDocument | null;

export interface ImportCounts {
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
}

export interface ImportOutcome {
  readonly counts: ImportCounts;
  readonly changed: readonly RecordId[];
}

/** Entries as documents over the local store: sealing, opening, merging, and the ops that follow from edits. */
export interface EntryRecords {
  /** Durable and queued for sync when it resolves. Returns the new state, or `null` when nothing changed. */
  write(recordId: RecordId, edit: Edit): Promise<Result<EntryDocument | null, WriteFailure>>;
  read(recordId: RecordId): Promise<Result<EntryDocument | null, 'locked'>>;
  /** Every record, newest first, in chunks with a pause between them; broken ones go to quarantine. */
  openAll(onChunk: (entries: readonly (readonly [RecordId, EntryDocument])[]) => void): Promise<void>;
  /** Opens what an exchange brought and merges it, in chunks as {@link openAll} does. */
  mergePulled(
    work: PulledWork,
    onChunk: (entries: readonly (readonly [RecordId, EntryDocument])[]) => void,
  ): Promise<void>;
  /** Whatever a killed tab left unmerged, and what only this newer version of the app can open. */
  mergeAllPulled(): Promise<void>;
  /** Joins states from a backup or another journal into those here; counts what became of each. */
  import(
    entries: readonly (readonly [RecordId, EntryDocument])[],
  ): Promise<Result<ImportOutcome, WriteFailure>>;
  /** Queues records once more as new ops, for a server that has lost them or refuses their op ids. */
  queueAgain(recordIds: readonly RecordId[] | 'all'): Promise<Result<void, WriteFailure>>;
}

export interface EntryRecordsParts {
  readonly store: LocalStore;
  readonly codec: RecordCodec;
  readonly random: RandomBytes;
  /** Read at every commit, so that a revoked consent counts from that moment. */
  readonly openLane: (recordId: RecordId, document: EntryDocument) => OpenLane | null;
  readonly writer: () => Writer;
  /** Lets the screen draw. */
  readonly pause: () => Promise<void>;
}

export function createEntryRecords(parts: EntryRecordsParts): EntryRecords {
  const { store, codec, random } = parts;
  const mintOpId = () => createUuid(random) as OpId;

  /** The record's state with everything pulled for it joined in; what does not open is quarantined. */
  const loadState = async (recordId: RecordId): Promise<Result<LoadedState, 'locked'>> => {
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
    const address = { collection: COLLECTION, recordId, schema: ENTRY_SCHEMA, opId: stateId } as const;
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
          collection: COLLECTION,
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
        collection: COLLECTION,
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

  const write: EntryRecords['write'] = async (recordId, edit) => {
    for (;;) {
      const loaded = await loadState(recordId);
      if (!loaded.ok) return loaded;
      const edited = edit(loaded.value.document);
      if (edited === null) return ok(null);
      const fitted = fitDocument(edited, parts.writer());
      if (fitted === null) return err('too-large');
      const committed = await commit(recordId, loaded.value, fitted, { queue: true });
      if (committed.ok) return ok(fitted);
      if (committed.error !== 'conflict') return err(committed.error);
    }
  };

  const mergeOne = async (recordId: RecordId): Promise<EntryDocument | null> => {
    for (;;) {
      const loaded = await loadState(recordId);
      if (!loaded.ok || loaded.value.document === null) return null;
      const { state, document } = loaded.value;
      if (state.pulled.length === 0) return document;
      const committed = await commit(recordId, loaded.value, document, { queue: false });
      if (committed.ok) return document;
      // Full storage: the ops stay in the inbox, and the joined state is shown from memory meanwhile.
      if (committed.error !== 'conflict') return document;
    }
  };

  const openRows = async (rows: readonly RecordRow[]): Promise<(readonly [RecordId, EntryDocument])[]> => {
    const opened = await codec.open(rows.map(toSealedState));
    const entries: (readonly [RecordId, EntryDocument])[] = [];
    for (const [index, each] of opened.entries()) {
      const row = rows[index]!;
      if (each.ok) entries.push([row.recordId, each.value]);
      else if (each.error !== 'locked') {
        // A full device cannot set it aside, and must show the others all the same.
        await store.quarantineRecord(row, each.error).catch(ignoreStorage);
      }
    }
    return entries;
  };

  /** Records that are not here yet, in one transaction; returns those that it took. */
  const addAll = async (
    entries: readonly (readonly [RecordId, EntryDocument])[],
  ): Promise<Result<ReadonlySet<RecordId>, WriteFailure>> => {
    const nothing: RecordState = { row: null, queued: [], pulled: [] };
    const prepared = await Promise.all(
      entries.map(([recordId, document]) => prepare(recordId, nothing, document, { queue: true })),
    );
    const commits = prepared.flatMap((each) => (each.ok ? [each.value] : []));
    if (commits.length < prepared.length) return err('locked');
    const committed = await store.commitRecords(commits);
    if (!committed.ok) return committed;
    return ok(
      new Set(entries.flatMap(([recordId], index) => (committed.value[index]!.ok ? [recordId] : []))),
    );
  };

  const importOne = async (
    recordId: RecordId,
    document: EntryDocument,
  ): Promise<Result<keyof ImportCounts, WriteFailure>> => {
    let outcome: keyof ImportCounts = 'unchanged';
    const written = await write(recordId, (present) => {
      outcome = present === null ? 'added' : 'merged';
      if (present === null) return document;
      if (!contains(present, document)) return join(present, document);
      outcome = 'unchanged';
      return null;
    });
    return written.ok ? ok(outcome) : written;
  };

  const queueEach = async (recordIds: readonly RecordId[]): Promise<Result<void, WriteFailure>> => {
    for (const recordId of recordIds) {
      for (;;) {
        const loaded = await loadState(recordId);
        if (!loaded.ok) return loaded;
        const { document } = loaded.value;
        if (document === null) break;
        const committed = await commit(recordId, loaded.value, document, {
          queue: true,
          withdrawQueued: true,
        });
        if (committed.ok) break;
        if (committed.error !== 'conflict') return err(committed.error);
      }
    }
    return ok();
  };

  return {
    write,
    async read(recordId) {
      const loaded = await loadState(recordId);
      return loaded.ok ? ok(loaded.value.document) : loaded;
    },
    async openAll(onChunk) {
      let before: number | null = null;
      let newest = 0;
      for (;;) {
        const rows: readonly RecordRow[] = await store.pageRecords(before, CHUNK);
        if (rows.length === 0) break;
        newest = Math.max(newest, rows[0]!.order);
        before = rows.at(-1)!.order;
        onChunk(await openRows(rows));
        await parts.pause();
      }
      await store.noteOpenedThrough(newest).catch(ignoreStorage);
    },
    async mergePulled({ placed, waiting }, onChunk) {
      for (let start = 0; start < placed.length; start += CHUNK) {
        onChunk(await openRows(placed.slice(start, start + CHUNK)));
        await parts.pause();
      }
      for (const recordId of waiting) {
        const document = await mergeOne(recordId);
        if (document !== null) onChunk([[recordId, document]]);
      }
    },
    async mergeAllPulled() {
      const readable = (await store.readQuarantine()).filter(isReadableNow).map(({ key }) => key);
      if (readable.length > 0) await store.retryQuarantine(readable);
      const waiting = await store.readPulled(Number.MAX_SAFE_INTEGER);
      for (const recordId of new Set(waiting.map((row) => row.recordId))) await mergeOne(recordId);
    },
    async import(entries) {
      const counts = { added: 0, merged: 0, unchanged: 0 };
      const changed: RecordId[] = [];
      const note = (recordId: RecordId, outcome: keyof ImportCounts): void => {
        counts[outcome]++;
        if (outcome !== 'unchanged') changed.push(recordId);
      };
      for (let start = 0; start < entries.length; start += CHUNK) {
        const chunk = entries.slice(start, start + CHUNK);
        const present = await store.readRecords(chunk.map(([recordId]) => recordId));
        const added = await addAll(chunk.filter((_, index) => present[index] === undefined));
        if (!added.ok) return added;
        for (const [recordId, document] of chunk) {
          if (added.value.has(recordId)) {
            note(recordId, 'added');
            continue;
          }
          const outcome = await importOne(recordId, document);
          if (!outcome.ok) return outcome;
          note(recordId, outcome.value);
        }
        await parts.pause();
      }
      return ok({ counts, changed });
    },
    async queueAgain(recordIds) {
      if (recordIds !== 'all') return queueEach(recordIds);
      let before: number | null = null;
      for (;;) {
        const rows: readonly RecordRow[] = await store.pageRecords(before, CHUNK);
        if (rows.length === 0) return ok();
        before = rows.at(-1)!.order;
        const queued = await queueEach(rows.map((row) => row.recordId));
        if (!queued.ok) return queued;
      }
    },
  };
}

interface CommitPurpose {
  /** The state is news to others; without it, it only merges what came from them. */
  readonly queue: boolean;
  /** Also ops that a server may have are taken out of the outbox. */
  readonly withdrawQueued?: boolean;
}

interface LoadedState {
  readonly state: RecordState;
  readonly document: EntryDocument | null;
}

/** It was of a version that the app did not know when it came, and knows now. */
function isReadableNow({ reason, collection, schema, sealed }: QuarantineRow): boolean {
  const start = parseBase64Url(sealed.slice(0, 4));
  return (
    reason === 'unsupported-version' &&
    collection === COLLECTION &&
    schema <= ENTRY_SCHEMA &&
    start.ok &&
    (start.value[0] ?? 0) <= ENVELOPE_VERSION
  );
}

/** Heads of the row with what is being merged in: an op that names an older head takes its place. */
function mergeHeads({ row, pulled }: RecordState): readonly OpId[] {
  let heads: readonly OpId[] = row?.heads ?? [];
  for (const { opId, supersedes } of pulled) {
    heads = [...heads.filter((head) => head !== opId && !supersedes.includes(head)), opId];
  }
  return heads;
}

/** `null` when even an entry without its history is too long to travel. A deletion always fits: its content goes. */
function fitDocument(document: EntryDocument, writer: Writer): EntryDocument | null {
  const sizeOf = (each: EntryDocument) => encodeDocument(each).length;
  const trimmed = trimHistory(document, MAX_DOCUMENT_BYTES, sizeOf);
  if (sizeOf(trimmed) <= MAX_DOCUMENT_BYTES) return trimmed;
  return isDeleted(document) ? eraseDocument(document, writer) : null;
}

function toSealedState({ collection, recordId, schema, stateId, envelope }: RecordRow): SealedState {
  return { collection, recordId, schema, opId: stateId, envelope };
}

function pulledState({ collection, recordId, schema, opId, sealed }: PulledRow): SealedState {
  const envelope = parseBase64Url(sealed);
  return { collection, recordId, schema, opId, envelope: envelope.ok ? envelope.value : new Uint8Array() };
}
