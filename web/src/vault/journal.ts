import { signal } from '@preact/signals';
import type { Clock, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import { finishFirst } from '../app/before-reload.ts';
import type {
  AttachmentRef,
  Entry,
  EntryChanges,
  EntryId,
  Journal,
  JournalStatus,
  QuarantinedRecord,
  SaveFailure,
} from '../app/journal-port.ts';
import { PROFILE_RECORD_ID } from './collections.ts';
import { attachmentsOf } from './entry-attachments.ts';
import { MAX_TEXT_CHARACTERS } from './document-json.ts';
import { createDocument, deleteDocument, editDocument, undeleteDocument } from './entry-edit.ts';
import { isDeleted, type EntryDocument } from './entry-document.ts';
import { createEntryList } from './entry-list.ts';
import type { Edit } from './entry-records.ts';
import type { WriteFailure } from './record-states.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { ignoreStorage, inBackground } from './in-background.ts';
import { searchEntries } from './search.ts';
import type { VaultSession } from './vault-session.ts';
import type { Writer } from './writer.ts';

/** Without it: at the next start. */
const loadErasing = () => import('./erase-deleted.ts').catch(() => null);

export interface JournalParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** IANA zone of the device now. */
  readonly zone: () => string;
  readonly writer: () => Writer;
  /** The one record that is no entry. */
  readonly profile: { show(document: EntryDocument): void; hide(): void; clear(): void };
  /** An entry was erased for good, and these recordings with it. */
  readonly onForgotten: (id: EntryId, attachments: readonly AttachmentRef[]) => void;
  /** Something was saved here: other tabs and the sync loop want to know. */
  readonly onSaved: (recordIds: readonly RecordId[]) => void;
}

/** The journal that the screens see, over whichever vault is open. */
export interface VaultJournal extends Journal {
  /** Shows this vault from now on. Resolves when every entry is open; `status` is ready before that. */
  attach(session: VaultSession): Promise<void>;
  /** Saves wait until the next vault is attached. */
  detach(): void;
  /** Nothing is shown any more. What is saved from here on still goes to the vault that was shown, until {@link release}. */
  hide(): void;
  /** After {@link hide}: the vault is closed, and saves are refused. */
  release(): void;
  fail(reason: Extract<JournalStatus, { kind: 'unavailable' }>['reason']): void;
  /** Shows states that were opened or merged elsewhere. */
  show(entries: readonly (readonly [RecordId, EntryDocument])[]): Promise<void>;
  /** Reads these records again: another tab changed them. */
  refresh(recordIds: readonly RecordId[] | 'many'): Promise<void>;
  /** Which records have something queued; what is not `among` those given has not changed. */
  showUnsynced(unsynced: ReadonlySet<RecordId>, among?: readonly RecordId[]): void;
  refreshQuarantine(): Promise<void>;
  /** Waits for the vault if it is opening. `false`: the edit declined. */
  save(recordId: RecordId, edit: Edit): Promise<Result<boolean, SaveFailure>>;
}

export function createJournal(parts: JournalParts): VaultJournal {
  const status = signal<JournalStatus>({ kind: 'opening' });
  const entries = signal<readonly Entry[]>([]);
  const quarantined = signal<readonly QuarantinedRecord[]>([]);
  let list = createEntryList();
  let session: VaultSession | null = null;
  let hidden = false;
  let reading = false;
  let readAgain = false;
  const waiting: (() => void)[] = [];

  /** A save made while the vault opens waits for it, since its draft is already on the screen. */
  const whenAttached = async (): Promise<VaultSession | null> => {
    const isOpening = (): boolean => session === null && status.value.kind === 'opening';
    while (isOpening()) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return session;
  };
  const whyClosed = (): SaveFailure =>
    status.value.kind === 'locked' ? { code: 'vault-locked' } : { code: 'storage-unavailable' };
  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };

  const isShown = (which: VaultSession): boolean => session === which && !hidden;

  const takeIn = (opened: readonly (readonly [RecordId, EntryDocument])[]): readonly RecordId[] => {
    const profile = opened.find(([recordId]) => recordId === PROFILE_RECORD_ID);
    if (profile !== undefined) parts.profile.show(profile[1]);
    return list.update(profile === undefined ? opened : opened.filter((each) => each !== profile));
  };

  const show = async (opened: readonly (readonly [RecordId, EntryDocument])[]): Promise<void> => {
    if (hidden) return;
    const stale = takeIn(opened);
    entries.value = list.all();
    if (stale.length > 0) await refresh(stale);
  };

  const refresh = async (recordIds: readonly RecordId[] | 'many'): Promise<void> => {
    const current = session;
    if (current === null || hidden) return;
    if (recordIds === 'many') {
      await readAllAgain(current);
      return;
    }
    for (const recordId of recordIds) {
      const read = await current.records.read(recordId);
      if (!isShown(current)) return;
      if (read.ok && read.value !== null) takeIn([[recordId, read.value]]);
    }
    entries.value = list.all();
  };

  /** However often it is asked for while it runs, it runs once more. */
  const readAllAgain = async (current: VaultSession): Promise<void> => {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    const goOn = (): boolean => readAgain && session === current;
    try {
      do {
        readAgain = false;
        await current.records.openAll((opened) => {
          if (isShown(current)) inBackground(show(opened));
        });
      } while (goOn());
    } finally {
      reading = false;
    }
  };

  const refreshQuarantine = async (): Promise<void> => {
    const rows = (await session?.store.readQuarantine()) ?? [];
    if (hidden) return;
    quarantined.value = rows.map(({ recordId, reason, sealed }) => ({
      recordId,
      reason,
      sizeBytes: Math.floor((sealed.length * 3) / 4),
    }));
  };

  const save = async (recordId: RecordId, edit: Edit): Promise<Result<boolean, SaveFailure>> => {
    const current = await whenAttached();
    if (current === null) return err(whyClosed());
    const written = await finishFirst(current.records.write(recordId, edit).catch(asFailure));
    if (!written.ok) return err(toSaveFailure(written.error));
    if (written.value === null) return ok(false);
    if (current === session) await show([[recordId, written.value]]);
    parts.onSaved([recordId]);
    return ok(true);
  };

  /** `entry-missing` when the edit declines, which it does for what is not there or deleted. */
  const change = async (id: EntryId, edit: Edit): Promise<Result<void, SaveFailure>> => {
    const saved = await save(id as string as RecordId, edit);
    if (!saved.ok) return saved;
    return saved.value ? ok() : err({ code: 'entry-missing' });
  };

  return {
    status,
    entries,
    quarantined,
    show,
    refresh,
    refreshQuarantine,
    save,

    async attach(next) {
      session = next;
      hidden = false;
      list = createEntryList();
      parts.profile.clear();
      entries.value = [];
      wake();
      // On a full device what waits stays where it is; what is here must open.
      await next.records.mergeAllPulled().catch(ignoreStorage);
      // Before the first entries, with which the journal counts as ready: nothing shows a plan as empty that is not.
      await refresh([PROFILE_RECORD_ID]).catch(ignoreStorage);
      const deleted: (readonly [RecordId, EntryDocument])[] = [];
      await next.records.openAll((opened) => {
        if (!isShown(next)) return;
        inBackground(show(opened));
        deleted.push(...opened.filter(([, document]) => isDeleted(document)));
        status.value = { kind: 'ready' };
      });
      if (!isShown(next)) return;
      status.value = { kind: 'ready' };
      await refreshQuarantine();
      const erasing = deleted.length === 0 ? null : await loadErasing();
      await erasing?.eraseDeleted(next, deleted, {
        ...parts,
        onErased(recordId, before) {
          parts.onSaved([recordId]);
          parts.onForgotten(recordId as string as EntryId, attachmentsOf(before));
        },
      });
    },
    detach() {
      session = null;
      hidden = false;
      status.value = { kind: 'opening' };
    },
    hide() {
      hidden = true;
      list = createEntryList();
      parts.profile.hide();
      status.value = { kind: 'locked' };
      entries.value = [];
      quarantined.value = [];
    },
    release() {
      session = null;
      status.value = { kind: 'locked' };
      wake();
    },
    fail(reason) {
      status.value = { kind: 'unavailable', reason };
      wake();
    },
    showUnsynced(unsynced, among) {
      if (hidden) return;
      list.setUnsynced(unsynced, among);
      entries.value = list.all();
    },

    async create(changes) {
      if (isTooLong(changes)) return err(TOO_LONG);
      const recordId = createUuid(parts.random) as string as RecordId;
      const zone = parts.zone();
      const saved = await save(recordId, (present) =>
        present === null ? createDocument({ zone, changes }, parts.writer()) : null,
      );
      return saved.ok ? ok(recordId as string as EntryId) : saved;
    },
    async edit(id, changes) {
      if (isTooLong(changes)) return err(TOO_LONG);
      return change(id, (present) =>
        present === null || isDeleted(present) ? null : editDocument(present, changes, parts.writer()),
      );
    },
    delete: (id) =>
      change(id, (present) =>
        present === null || isDeleted(present) ? null : deleteDocument(present, parts.writer()),
      ),
    undelete: (id) =>
      change(id, (present) => (present === null ? null : undeleteDocument(present, parts.writer()))),

    search: (query) => searchEntries(entries.value, query),

    async loadDraft(of) {
      try {
        return ok((await (await whenAttached())?.drafts.load(of)) ?? null);
      } catch (error) {
        // Refused, or erased under the screen that asks.
        if (error instanceof StorageFailure) return err('storage-unavailable');
        throw error;
      }
    },
    async saveDraft(of, draft) {
      const current = await whenAttached();
      if (current === null) return err(whyClosed());
      const saved = await finishFirst(current.drafts.save(of, draft));
      return saved.ok ? saved : err(toSaveFailure(saved.error));
    },
    async clearDraft(of) {
      try {
        await (await whenAttached())?.drafts.clear(of);
      } catch (error) {
        asFailure(error);
      }
    },
  };
}

/** Reading before writing can fail too: a closed or refused database is an expected failure, all else a bug. */
function asFailure(error: unknown): Result<never, WriteFailure> {
  if (error instanceof StorageFailure) return err(error.code);
  throw error;
}

const TOO_LONG: SaveFailure = { code: 'entry-too-long', maxCharacters: MAX_TEXT_CHARACTERS };

function isTooLong({ text }: EntryChanges): boolean {
  return text !== undefined && text.length > MAX_TEXT_CHARACTERS;
}

function toSaveFailure(failure: WriteFailure): SaveFailure {
  if (failure === 'too-large') return TOO_LONG;
  return failure === 'locked' ? { code: 'vault-locked' } : { code: failure };
}
