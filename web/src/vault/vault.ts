import { signal, type ReadonlySignal } from '@preact/signals';
import type { Clock, RandomBytes } from '@undertone/base/clock';
import { parseBase64Url } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { createTurns } from '@undertone/base/turns';
import type { RecordId } from '@undertone/contract/primitives';
import { isSealedRecord } from '@undertone/crypto/backup-frame';
import type { LockKey } from '@undertone/crypto/app-lock';
import type { Keyring, SealedRecord } from '@undertone/crypto/keyring';
import type { VaultAccess } from '../account/vault-access.ts';
import type { UsualVoicePort } from '../app/capture-ports.ts';
import type { AttachmentRef, EntryId, Journal } from '../app/journal-port.ts';
import type { ProfilePort } from '../app/profile-port.ts';
import type { PulledWork } from '../sync/apply-exchange.ts';
import { StorageFailure, type StorageFailureCode } from '../sync/store-tables.ts';
import { NewerSchema } from './database-version.ts';
import { documentsOf, inPages, type SomeEntries } from './document-pages.ts';
import { createHeldDrafts } from './held-drafts.ts';
import { ignoreStorage, inBackground } from './in-background.ts';
import type { EntryDocument } from './entry-document.ts';
import type { ImportCounts } from './record-import.ts';
import type { WriteFailure } from './record-states.ts';
import { createJournal, type VaultJournal } from './journal.ts';
import { narrowLane, NOTHING_GRANTED, type Granted } from './open-lane.ts';
import type { HomeLocks } from './home-locks.ts';
import { fewOrMany, type TabChannel } from './tab-channel.ts';
import type { VaultHome } from './vault-home.ts';
import { createProfileRecord } from './profile-record.ts';
import { createUsualVoice } from './usual-voice.ts';
import { createVaultSession, type VaultSession } from './vault-session.ts';
import { createReplicaId } from './version-vector.ts';

/** The vault of this device: the one part that holds keys, over however many journals it has been. */
export interface Vault extends VaultAccess {
  readonly journal: Journal;
  readonly profile: ProfilePort;
  readonly usualVoice: UsualVoicePort;
  /** Records with something that the server has not acknowledged. Counted with and without an account. */
  readonly unsyncedCount: ReadonlySignal<number>;
  /** Which vault is open; `null` before {@link Vault.open} and where there is none. */
  readonly session: ReadonlySignal<VaultSession | null>;
  /**
   * Never throws: what cannot be opened shows as the journal's status. Resolves when entries can be saved, or when it
   * turned out that the app lock is before them.
   */
  open(): Promise<void>;
  /**
   * Takes everything off the screens, waits for `finish` (what an editor still held is saved meanwhile), then closes
   * the vault and lets go of its keys.
   */
  lock(finish: () => Promise<void>): Promise<void>;
  /** Opens behind the app lock and zeroes the lock key; `false`: it opens nothing here. Throws `StorageFailure`. */
  unlock(lockKey: LockKey): Promise<boolean>;
  /** Throws `StorageFailure` or `NewerSchema`. */
  locks(): Promise<HomeLocks>;
  /** Consents as now known: ops made from here on carry these scores, queued ones lose any other. */
  setGranted(granted: Granted): Promise<void>;
  readonly granted: ReadonlySignal<Granted>;
  /** Whether entries say that they are unsynced. */
  setLinked(linked: boolean): Promise<void>;
  countRecords(): Promise<number>;
  /** Every entry that opens, newest first, for a backup. */
  documents(): AsyncIterable<readonly (readonly [RecordId, EntryDocument])[]>;
  /** What is set aside, as it came, for a backup to carry. */
  unopened(): Promise<readonly SealedRecord[]>;
  /** Joins entries of a backup or of another journal into this one, and queues what changed. */
  importDocuments(entries: SomeEntries): Promise<Result<ImportCounts, WriteFailure>>;
  /** Opens and merges what a sync exchange brought. */
  mergePulled(work: PulledWork): Promise<void>;
  /** Queues records once more as new ops. */
  queueAgain(recordIds: readonly RecordId[] | 'all'): Promise<void>;
  /** Ops of these records were acknowledged or queued: counts and marks follow. */
  refreshUnsynced(recordIds: readonly RecordId[]): Promise<void>;
  /** Called after every save here. */
  onSaved(listener: () => void): void;
  /** Called when an entry was erased for good, with the recordings that it named. */
  onForgotten(listener: (entry: EntryId, attachments: readonly AttachmentRef[]) => void): void;
  /** Deletes every vault of this device, its keys and rows. */
  erase(): Promise<void>;
}

export interface VaultParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly zone: () => string;
  readonly tabs: TabChannel;
  /** Lets the screen draw. */
  readonly pause: () => Promise<void>;
}

/** A third of the app's code lies in the database's: it comes while the first screen is drawn. */
const loadBackend = () => import('./dexie-backend.ts');
const loadHome = () => import('./vault-home.ts');
const loadMoving = () => import('./move-vault.ts').catch(() => null);

export function createVault(parts: VaultParts): Vault {
  const { clock, random, tabs } = parts;
  const replica = createReplicaId(random);
  const writer = () => ({ replica, at: clock.now() });
  const session = signal<VaultSession | null>(null);
  const unsyncedCount = signal(0);
  const granted = signal<Granted>(NOTHING_GRANTED);
  const saveListeners: (() => void)[] = [];
  const forgottenListeners: ((entry: EntryId, attachments: readonly AttachmentRef[]) => void)[] = [];
  const heldDrafts = createHeldDrafts();
  let home: VaultHome | null = null;
  let linked = false;
  let unsynced = new Set<RecordId>();
  let saves = 0;

  const profile = createProfileRecord({
    save: (recordId, edit) => journal.save(recordId, edit),
    writer,
  });
  const journal: VaultJournal = createJournal({
    clock,
    random,
    zone: parts.zone,
    writer,
    profile,
    onForgotten: (id, attachments) => {
      for (const listener of forgottenListeners) listener(id, attachments);
    },
    onSaved: (recordIds) => noteSaved(recordIds),
  });

  const noteSaved = (recordIds: readonly RecordId[]): void => {
    // At once: nothing may say for a moment that all is synced when it is not.
    saves++;
    for (const recordId of recordIds) unsynced.add(recordId);
    showUnsynced(recordIds);
    tabs.tell({ kind: 'records-changed', recordIds: fewOrMany(recordIds) });
    inBackground(refreshUnsynced(recordIds));
    for (const listener of saveListeners) listener();
  };

  const openSession = async (keyring: Keyring): Promise<VaultSession> => {
    const { createDexieBackend, openVaultDatabase } = await loadBackend();
    const database = await openVaultDatabase(keyring.vaultId);
    return createVaultSession({
      keyring,
      backend: createDexieBackend(database),
      closeDatabase: () => database.close(),
      random,
      writer,
      granted: () => granted.value,
      heldDrafts,
      pause: parts.pause,
    });
  };

  /** Asking for a few is what every save and every exchange can afford; all are read once, and after a rewind. */
  const refreshUnsynced = async (among?: readonly RecordId[]): Promise<void> => {
    const current = session.value;
    if (current === null) return;
    let queued: ReadonlySet<RecordId>;
    let before: number;
    // What was saved during the look may be missing in it.
    do {
      before = saves;
      queued = await current.store.queuedRecords(among);
      if (current !== session.value) return;
    } while (before !== saves);
    if (among === undefined) unsynced = new Set(queued);
    for (const recordId of among ?? []) {
      if (queued.has(recordId)) unsynced.add(recordId);
      else unsynced.delete(recordId);
    }
    showUnsynced(among);
  };

  const showUnsynced = (among?: readonly RecordId[]): void => {
    unsyncedCount.value = unsynced.size;
    journal.showUnsynced(linked ? unsynced : new Set(), among);
  };

  const use = async (next: VaultSession): Promise<void> => {
    session.value = next;
    await refreshUnsynced();
    // The rest of a large journal opens behind the screen.
    inBackground(journal.attach(next));
  };

  const mustSession = (): VaultSession => {
    if (session.value === null) throw new Error('the vault is not open');
    return session.value;
  };

  const openHome = async (): Promise<VaultHome> => {
    home ??= await (await loadHome()).openVaultHome(random);
    return home;
  };

  const openCurrent = async (): Promise<void> => {
    const here = await openHome();
    const keyring = await here.current();
    if (keyring === null) return journal.release();
    const current = await openSession(keyring);
    const incoming = await here.incoming();
    await use(current);
    if (incoming !== null) await moveTo(current, await openSession(incoming));
    // The journal is open whatever becomes of an older one: that is tried again at the next start.
    await dropRetired(here).catch(ignoreStorage);
  };

  const openOrSay = async (): Promise<void> => {
    if (globalThis.indexedDB === undefined) return journal.fail('no-indexeddb');
    if (globalThis.crypto?.subtle === undefined) return journal.fail('no-webcrypto');
    try {
      await openCurrent();
    } catch (error) {
      if (error instanceof NewerSchema) journal.fail('newer-schema');
      else if (error instanceof StorageFailure) journal.fail('blocked');
      else throw error;
    }
  };

  /** Opening, moving and locking change which vault is open: one at a time. */
  const inTurn = createTurns();

  /** What another tab still wrote into a vault that was moved out of comes along; then that vault goes. */
  const dropRetired = async (from: VaultHome): Promise<void> => {
    for (const keyring of await from.retired()) {
      const moving = await loadMoving();
      if (moving === null) return;
      const retired = await openSession(keyring);
      const isEmptied = await moving.emptyInto(mustSession(), retired);
      retired.close();
      if (isEmptied) await from.forgetRetired(keyring.vaultId);
      // What came along may not have been there when the journal was read.
      await journal.refresh('many');
      await refreshUnsynced();
      for (const listener of saveListeners) listener();
    }
  };

  const copyAll = async (from: VaultSession, to: VaultSession): Promise<Result<void, StorageFailureCode>> => {
    const moving = await loadMoving();
    if (moving === null) return err('storage-unavailable');
    try {
      await to.store.reinstate();
      const copied = await moving.copyInto(to, from);
      if (!copied.ok) return err(copied.error === 'storage-full' ? 'storage-full' : 'storage-unavailable');
      await home!.completeMove(to.keyring.vaultId);
      await moving.dropMoved(from.drafts, to.drafts).catch(ignoreStorage);
      return ok();
    } catch (error) {
      if (error instanceof StorageFailure) return err(error.code);
      throw error;
    }
  };

  /** Idempotent: joins what is already there, so that a crash in between only costs time. */
  const moveTo = async (from: VaultSession, to: VaultSession): Promise<Result<void, StorageFailureCode>> => {
    // Saves wait from here on, so that none lands in the vault that is being left.
    journal.detach();
    const moved = await copyAll(from, to);
    if (!moved.ok) {
      to.close();
      await use(from);
      return moved;
    }
    await use(to);
    from.close();
    tabs.tell({ kind: 'vault-changed' });
    return ok();
  };

  const vault: Vault = {
    journal,
    profile,
    usualVoice: createUsualVoice(profile),
    session,
    unsyncedCount,
    granted,
    open: () => inTurn(openOrSay),
    lock: (finish) =>
      inTurn(async () => {
        journal.hide();
        await finish();
        const former = session.value;
        session.value = null;
        journal.release();
        unsynced = new Set();
        former?.close();
        home?.locks.closeKey();
      }),
    unlock: (lockKey) =>
      inTurn(async () => {
        const { locks } = await openHome();
        if (!(await locks.takeKey(lockKey))) return false;
        journal.detach();
        await openOrSay();
        return true;
      }),
    locks: async () => (await openHome()).locks,
    keyring: () => mustSession().keyring,
    holdsEntries: async () => (await mustSession().store.countRecords()) > 0,
    moveInto: (target) =>
      inTurn(async () => {
        const from = mustSession();
        if (from.keyring.vaultId === target.vaultId) {
          target.dispose();
          return ok();
        }
        try {
          await home!.addIncoming(target);
          return await moveTo(from, await openSession(target));
        } catch (error) {
          if (error instanceof StorageFailure) return err(error.code);
          throw error;
        }
      }),
    async setGranted(next) {
      granted.value = next;
      tabs.tell({ kind: 'granted', granted: next });
      await session.value?.store.narrowOpenLanes((open) => narrowLane(open, next));
    },
    async setLinked(next) {
      linked = next;
      await refreshUnsynced();
    },
    countRecords: () => mustSession().store.countRecords(),
    documents: () => documentsOf(mustSession()),
    async unopened() {
      const rows = await mustSession().store.readQuarantine();
      const records = rows.flatMap(({ collection, recordId, schema, opId, sealed }) => {
        const envelope = parseBase64Url(sealed);
        return envelope.ok ? [{ collection, recordId, schema, opId, envelope: envelope.value }] : [];
      });
      // What a server made up may not even have the form of a record.
      return records.filter(isSealedRecord);
    },
    async importDocuments(entries) {
      const { records } = mustSession();
      const counts = { added: 0, merged: 0, unchanged: 0 };
      const changed: RecordId[] = [];
      for await (const page of inPages(entries)) {
        const imported = await records.import(page);
        if (!imported.ok) return imported;
        for (const outcome of OUTCOMES) counts[outcome] += imported.value.counts[outcome];
        changed.push(...imported.value.changed);
      }
      await journal.refresh(fewOrMany(changed));
      noteSaved(changed);
      return ok(counts);
    },
    async mergePulled(work) {
      const current = mustSession();
      await current.records.mergePulled(work, (opened) => {
        if (current === session.value) inBackground(journal.show(opened));
      });
      if (current !== session.value) return;
      await journal.refreshQuarantine();
      const changed = [...work.placed.map((row) => row.recordId), ...work.waiting];
      tabs.tell({ kind: 'records-changed', recordIds: fewOrMany(changed) });
    },
    async queueAgain(recordIds) {
      await mustSession().records.queueAgain(recordIds);
      await refreshUnsynced(recordIds === 'all' ? undefined : recordIds);
    },
    refreshUnsynced,
    onSaved: (listener) => void saveListeners.push(listener),
    onForgotten: (listener) => void forgottenListeners.push(listener),
    async erase() {
      session.value?.close();
      session.value = null;
      heldDrafts.clear();
      await (await openHome()).erase();
      home = null;
      tabs.tell({ kind: 'vault-erased' });
    },
  };

  tabs.listen((message) => {
    if (message.kind === 'records-changed') {
      inBackground(journal.refresh(message.recordIds).then(() => journal.refreshQuarantine()));
      inBackground(refreshUnsynced(fewOrAll(message.recordIds)));
    } else if (message.kind === 'outbox-changed') inBackground(refreshUnsynced(fewOrAll(message.recordIds)));
    else if (message.kind === 'granted') granted.value = message.granted;
    else if (message.kind === 'vault-changed' || message.kind === 'vault-erased') {
      session.value?.close();
      session.value = null;
      journal.detach();
      if (message.kind === 'vault-changed') void vault.open();
      else {
        heldDrafts.clear();
        journal.fail('blocked');
      }
    }
  });
  return vault;
}

function fewOrAll(recordIds: readonly RecordId[] | 'many'): readonly RecordId[] | undefined {
  return recordIds === 'many' ? undefined : recordIds;
}

const OUTCOMES = ['added', 'merged', 'unchanged'] as const satisfies readonly (keyof ImportCounts)[];
