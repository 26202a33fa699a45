import { parseBase64Url } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import { ENVELOPE_VERSION } from '@undertone/crypto/envelope';
import type { PulledWork } from '../sync/apply-exchange.ts';
import type { QuarantineRow, RecordRow } from '../sync/store-rows.ts';
import { isKnownCollection } from './collections.ts';
import { encodeDocument, MAX_DOCUMENT_BYTES } from './document-json.ts';
import { eraseDocument, trimHistory } from './entry-edit.ts';
import { ignoreStorage } from './in-background.ts';
import { ENTRY_SCHEMA, isDeleted, type EntryDocument } from './entry-document.ts';
import { createRecordImport, type ImportOutcome } from './record-import.ts';
import {
  createRecordStates,
  toSealedState,
  type RecordStatesParts,
  type WriteFailure,
} from './record-states.ts';
import type { Writer } from './writer.ts';

/** Rows opened between two chances for the screen to draw: about 20 ms of work. */
const CHUNK = 250;

/** What an edit makes of the record's present state (`null`: there is none). `null` in return changes nothing. */
export type Edit = (document: EntryDocument | null) => EntryDocument | null;

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

export interface EntryRecordsParts extends RecordStatesParts {
  readonly writer: () => Writer;
  /** Lets the screen draw. */
  readonly pause: () => Promise<void>;
}

export function createEntryRecords(parts: EntryRecordsParts): EntryRecords {
  const { store, codec } = parts;
  const states = createRecordStates(parts);

  const write: EntryRecords['write'] = async (recordId, edit) => {
    for (;;) {
      const loaded = await states.load(recordId);
      if (!loaded.ok) return loaded;
      const edited = edit(loaded.value.document);
      if (edited === null) return ok(null);
      const fitted = fitDocument(edited, parts.writer());
      if (fitted === null) return err('too-large');
      const committed = await states.commit(recordId, loaded.value, fitted, { queue: true });
      if (committed.ok) return ok(fitted);
      if (committed.error !== 'conflict') return err(committed.error);
    }
  };

  /** `onMerged` sees the joined state before it is stored: until then its ops wait in the inbox, and no crash loses it. */
  const mergeOne = async (
    recordId: RecordId,
    onMerged: (document: EntryDocument) => void = () => undefined,
  ): Promise<void> => {
    for (;;) {
      const loaded = await states.load(recordId);
      if (!loaded.ok || loaded.value.document === null) return;
      const { state, document } = loaded.value;
      onMerged(document);
      if (state.pulled.length === 0) return;
      const committed = await states.commit(recordId, loaded.value, document, { queue: false });
      // Full storage: the ops stay in the inbox.
      if (committed.ok || committed.error !== 'conflict') return;
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

  const queueEach = async (recordIds: readonly RecordId[]): Promise<Result<void, WriteFailure>> => {
    for (const recordId of recordIds) {
      for (;;) {
        const loaded = await states.load(recordId);
        if (!loaded.ok) return loaded;
        const { document } = loaded.value;
        if (document === null) break;
        const committed = await states.commit(recordId, loaded.value, document, {
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
      const loaded = await states.load(recordId);
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
        await mergeOne(recordId, (document) => onChunk([[recordId, document]]));
      }
    },
    async mergeAllPulled() {
      const readable = (await store.readQuarantine()).filter(isReadableNow).map(({ key }) => key);
      if (readable.length > 0) await store.retryQuarantine(readable);
      const waiting = await store.readPulled(Number.MAX_SAFE_INTEGER);
      for (const recordId of new Set(waiting.map((row) => row.recordId))) await mergeOne(recordId);
    },
    import: createRecordImport({ store, states, write, pause: parts.pause }),
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

/** It was of a version that the app did not know when it came, and knows now. */
function isReadableNow({ reason, collection, schema, sealed }: QuarantineRow): boolean {
  const start = parseBase64Url(sealed.slice(0, 4));
  return (
    reason === 'unsupported-version' &&
    isKnownCollection(collection) &&
    schema <= ENTRY_SCHEMA &&
    start.ok &&
    (start.value[0] ?? 0) <= ENVELOPE_VERSION
  );
}

/** `null` when even an entry without its history is too long to travel. A deletion always fits: its content goes. */
function fitDocument(document: EntryDocument, writer: Writer): EntryDocument | null {
  const sizeOf = (each: EntryDocument) => encodeDocument(each).length;
  const trimmed = trimHistory(document, MAX_DOCUMENT_BYTES, sizeOf);
  if (sizeOf(trimmed) <= MAX_DOCUMENT_BYTES) return trimmed;
  return isDeleted(document) ? eraseDocument(document, writer) : null;
}
