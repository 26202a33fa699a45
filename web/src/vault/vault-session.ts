import type { RandomBytes } from '@undertone/base/clock';
import type { Keyring } from '@undertone/crypto/keyring';
import { createLocalStore, type LocalStore } from '../sync/local-store.ts';
import type { StoreBackend } from '../sync/store-tables.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createEntryRecords, type EntryRecords } from './entry-records.ts';
import { viewEntry } from './entry-view.ts';
import type { HeldDrafts } from './held-drafts.ts';
import { openLaneOf, type Granted } from './open-lane.ts';
import { createRecordCodec } from './record-codec.ts';
import type { Writer } from './writer.ts';

/** One vault while it is open: its keys, its rows, and entries over both. */
export interface VaultSession {
  readonly keyring: Keyring;
  readonly store: LocalStore;
  readonly records: EntryRecords;
  readonly drafts: Drafts;
  /** Closes the database and zeroes the keys. */
  close(): void;
}

export function createVaultSession(parts: {
  readonly keyring: Keyring;
  readonly backend: StoreBackend;
  readonly closeDatabase: () => void;
  readonly random: RandomBytes;
  readonly writer: () => Writer;
  readonly granted: () => Granted;
  readonly heldDrafts: HeldDrafts;
  readonly pause: () => Promise<void>;
}): VaultSession {
  const { keyring, random, granted } = parts;
  const store = createLocalStore(parts.backend);
  const records = createEntryRecords({
    store,
    codec: createRecordCodec(keyring),
    random,
    writer: parts.writer,
    pause: parts.pause,
    openLane: (recordId, document) => openLaneOf(viewEntry(recordId as never, document, false), granted()),
  });
  return {
    keyring,
    store,
    records,
    drafts: createDrafts({ store, keyring, random, held: parts.heldDrafts }),
    close() {
      parts.closeDatabase();
      keyring.dispose();
    },
  };
}
