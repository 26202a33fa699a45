import { parseUtf8, utf8 } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpId } from '@undertone/contract/primitives';
import type { Keyring } from '@undertone/crypto/keyring';
import type { Draft } from '../app/journal-port.ts';
import type { LocalStore } from '../sync/local-store.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';

const COLLECTION = 'drafts';
const SCHEMA = 1;

/** Unsaved text, sealed like everything else, on this device only. */
export interface Drafts {
  load(of: string): Promise<Draft | null>;
  save(of: string, draft: Draft): Promise<Result<void, StorageFailureCode | 'locked'>>;
  clear(of: string): Promise<void>;
}

export function createDrafts(store: LocalStore, keyring: Keyring, random: RandomBytes): Drafts {
  const addressOf = (of: string, opId: string) => ({
    collection: COLLECTION,
    recordId: of,
    schema: SCHEMA,
    opId,
  });
  return {
    async load(of) {
      const row = await store.readDraft(of);
      if (row === null) return null;
      const payload = await keyring.openRecord({ ...addressOf(of, row.stateId), envelope: row.envelope });
      return payload.ok ? parseDraft(payload.value) : null;
    },
    async save(of, draft) {
      const stateId = createUuid(random) as OpId;
      const envelope = await keyring.sealRecord({
        ...addressOf(of, stateId),
        payload: utf8(JSON.stringify(draft)),
      });
      if (!envelope.ok) return err('locked');
      return store.writeDraft({ of, stateId, envelope: envelope.value });
    },
    clear: (of) => store.deleteDraft(of),
  };
}

function parseDraft(bytes: Uint8Array): Draft | null {
  const json = parseUtf8(bytes);
  if (!json.ok) return null;
  const { text, mood, updatedAt } = JSON.parse(json.value) as Partial<Draft>;
  if (typeof text !== 'string' || typeof updatedAt !== 'number') return null;
  return { text, mood: mood ?? null, updatedAt };
}

/** Drafts of one journal under another's keys, when a device changes its journal. */
export async function moveDrafts(
  from: Drafts,
  to: Drafts,
  ofs: readonly string[],
): Promise<Result<void, StorageFailureCode | 'locked'>> {
  for (const of of ofs) {
    const draft = await from.load(of);
    if (draft === null) continue;
    const saved = await to.save(of, draft);
    if (!saved.ok) return saved;
  }
  return ok();
}
