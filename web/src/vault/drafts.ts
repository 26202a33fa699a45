import { parseUtf8, utf8 } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, type Result } from '@undertone/base/result';
import type { OpId } from '@undertone/contract/primitives';
import type { Keyring } from '@undertone/crypto/keyring';
import type { Draft } from '../app/journal-port.ts';
import type { LocalStore } from '../sync/local-store.ts';
import type { DraftRow } from '../sync/store-rows.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';
import type { HeldDrafts } from './held-drafts.ts';

const COLLECTION = 'drafts';
const SCHEMA = 1;

/** Unsaved text, sealed like everything else, on this device only. */
export interface Drafts {
  load(of: string): Promise<Draft | null>;
  /** What the device does not take is held in memory, and tried again when it is loaded. */
  save(of: string, draft: Draft): Promise<Result<void, StorageFailureCode | 'locked'>>;
  clear(of: string): Promise<void>;
  names(): Promise<readonly string[]>;
  /** Takes it away if this is still what it says. */
  drop(of: string, text: string): Promise<void>;
}

export function createDrafts(parts: {
  readonly store: LocalStore;
  readonly keyring: Keyring;
  readonly random: RandomBytes;
  readonly held: HeldDrafts;
}): Drafts {
  const { store, keyring, held } = parts;
  const prefix = `${keyring.vaultId}/`;
  const addressOf = (of: string, opId: string) => ({
    collection: COLLECTION,
    recordId: of,
    schema: SCHEMA,
    opId,
  });
  /** Newest first: what is held was written after what the device took. */
  const read = async (of: string): Promise<DraftRow | null> =>
    held.rows.get(prefix + of) ?? (await store.readDraft(of));
  const open = async (row: DraftRow | null): Promise<Draft | null> => {
    if (row === null) return null;
    const payload = await keyring.openRecord({ ...addressOf(row.of, row.stateId), envelope: row.envelope });
    return payload.ok ? parseDraft(payload.value) : null;
  };
  const write = async (row: DraftRow): Promise<Result<void, StorageFailureCode>> => {
    const written = await store.writeDraft(row);
    if (!written.ok) held.hold(prefix + row.of, row);
    else held.release(prefix + row.of);
    return written;
  };
  const names = async () => {
    const inMemory = [...held.rows.keys()].filter((key) => key.startsWith(prefix));
    return [...new Set([...(await store.draftNames()), ...inMemory.map((key) => key.slice(prefix.length))])];
  };
  return {
    async load(of) {
      const row = await read(of);
      const draft = await open(row);
      const isHeld = row !== null && held.rows.get(prefix + of) === row && !(await write(row)).ok;
      return draft !== null && isHeld ? { ...draft, isHeld } : draft;
    },
    async save(of, draft) {
      const stateId = createUuid(parts.random) as OpId;
      const { text, mood, updatedAt } = draft;
      const payload = utf8(JSON.stringify({ text, mood, updatedAt } satisfies Draft));
      const envelope = await keyring.sealRecord({ ...addressOf(of, stateId), payload });
      if (!envelope.ok) return err('locked');
      return write({ of, stateId, envelope: envelope.value });
    },
    async clear(of) {
      held.release(prefix + of);
      await store.deleteDraft(of);
    },
    names,
    async drop(of, text) {
      const row = await read(of);
      if (row === null || (await open(row))?.text !== text) return;
      if (held.rows.get(prefix + of) === row) held.release(prefix + of);
      await store.deleteDraft(of, row.stateId);
    },
  };
}

function parseDraft(bytes: Uint8Array): Draft | null {
  const json = parseUtf8(bytes);
  if (!json.ok) return null;
  const { text, mood, updatedAt } = JSON.parse(json.value) as Partial<Draft>;
  if (typeof text !== 'string' || typeof updatedAt !== 'number') return null;
  return { text, mood: mood ?? null, updatedAt };
}
