import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpId, RecordId } from '@undertone/contract/primitives';
import type { Keyring } from '@undertone/crypto/keyring';
import type { QuarantineReason } from '../sync/store-rows.ts';
import { encodeDocument, parseDocument } from './document-json.ts';
import { ENTRY_SCHEMA, type EntryDocument } from './entry-document.ts';

/** What an envelope is bound to. */
export interface StateAddress {
  readonly collection: string;
  readonly recordId: RecordId;
  readonly schema: number;
  readonly opId: OpId;
}

export interface SealedState extends StateAddress {
  readonly envelope: Bytes;
}

/** Between documents and envelopes. Simulations put a cheap one in place of the keyring's. */
export interface RecordCodec {
  seal(address: StateAddress, document: EntryDocument): Promise<Result<Bytes, 'locked'>>;
  /** One result per state, in order. Hostile bytes give a reason, never an exception. */
  open(
    states: readonly SealedState[],
  ): Promise<readonly Result<EntryDocument, QuarantineReason | 'locked'>[]>;
}

export function createRecordCodec(keyring: Keyring): RecordCodec {
  return {
    seal: (address, document) => keyring.sealRecord({ ...address, payload: encodeDocument(document) }),
    async open(states) {
      const payloads = await keyring.openRecords(states);
      return payloads.map((payload, index) => {
        if (!payload.ok) return payload;
        // A newer app's document in an envelope that this one can open.
        if (states[index]!.schema > ENTRY_SCHEMA) return err('unsupported-version');
        const document = parseDocument(payload.value);
        return document.ok ? ok(document.value) : document;
      });
    },
  };
}
