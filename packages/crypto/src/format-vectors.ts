import { concatBytes, toHex, utf8, type Bytes } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { holdAccountKey, type VaultId } from './account-key.ts';
import { ATTACHMENT_LABEL, ATTACHMENT_SALT_BYTES, encodeAttachmentAddress } from './attachment.ts';
import { BACKUP_CHECK_LABEL, BACKUP_KEY_LABEL, writeBackup } from './backup.ts';
import { BACKUP_SALT_BYTES } from './backup-header.ts';
import { COLLECTION_LABEL, RECORD_LABEL } from './collection-key.ts';
import { encodeFields } from './fields.ts';
import { createExpander, deriveKeyBytes } from './hkdf.ts';
import { createKdfParams } from './kdf-params.ts';
import { createKeyring } from './keyring.ts';
import { padmeLength } from './padding.ts';
import {
  AUTH_SECRET_LABEL,
  KEY_ENCRYPTION_LABEL,
  splitPassphraseKeys,
  stretchPassphrase,
} from './passphrase.ts';
import { encodeRecordAddress, encodeVaultPrefix } from './record-address.ts';
import {
  deriveRecoveryKeys,
  RECOVERY_AUTH_LABEL,
  RECOVERY_LOCK_LABEL,
  spellRecoveryKey,
} from './recovery.ts';
import { wrapAccountKey, WRAP_LABEL } from './wrap.ts';

/** Counts up from `first` instead of being random, so that everyone computes the same bytes. */
function countingFrom(first: number): RandomBytes {
  return (length) => Uint8Array.from({ length }, (_, index) => first + index);
}

const VAULT_ID = '6f1c2f0e-7a54-4d2b-9c1e-0a5b3c4d5e6f' as VaultId;
const CREATED_AT = Date.UTC(2026, 0, 2, 3, 4, 5, 678) as EpochMs;
const PASSPHRASE = 'cafe\u0301 \ufb01ne 7 rainy days';
const PAYLOAD = '{"text":"ni fu ni fa \u2614"}';

/** The worked example of `docs/format.md`, in the order a decoder would need it; bytes are hex. */
async function computeFormatVectors(): Promise<object> {
  const accountKeyBytes = countingFrom(0xa0)(32);
  const accountKey = holdAccountKey(accountKeyBytes);
  const random = countingFrom(0x10);

  const kdf = createKdfParams(countingFrom(0x30));
  const stretched = await stretchPassphrase(PASSPHRASE, kdf);
  const passphrase = {
    passphrase: PASSPHRASE,
    nfkcUtf8: toHex(utf8(PASSPHRASE.normalize('NFKC'))),
    kdf,
    stretched: toHex(stretched),
    authSecret: toHex(deriveKeyBytes(stretched, encodeFields(AUTH_SECRET_LABEL))),
    wrappingKey: toHex(deriveKeyBytes(stretched, encodeFields(KEY_ENCRYPTION_LABEL))),
  };
  const passphraseKeys = await splitPassphraseKeys(stretched, kdf);

  const entropy = countingFrom(0x50)(32);
  const recoveryKey = redact(entropy);
  const recoveryKeys = await deriveRecoveryKeys(recoveryKey);
  const recovery = {
    words: revealSecret(spellRecoveryKey(recoveryKey)).join(' '),
    entropy: toHex(entropy),
    authSecret: toHex(deriveKeyBytes(entropy, encodeFields(RECOVERY_AUTH_LABEL))),
    wrappingKey: toHex(deriveKeyBytes(entropy, encodeFields(RECOVERY_LOCK_LABEL))),
  };

  const wraps = [
    await wrapAccountKey(accountKey, VAULT_ID, passphraseKeys.lock, random),
    await wrapAccountKey(accountKey, VAULT_ID, recoveryKeys.lock, random),
  ];

  const address = {
    collection: 'entries',
    recordId: '0b8e5e0a-31f4-4c77-8a53-2f4f7d1c9a10',
    schema: 1,
    opId: 'd2719f4c-5b1e-4b0a-9f3d-6c8e7a9b0c1d',
  };
  const payload = utf8(PAYLOAD);
  const keyring = createKeyring(VAULT_ID, accountKey, random);
  const envelope = unwrap(await keyring.sealRecord({ ...address, payload }));
  const collectionInfo = encodeFields(COLLECTION_LABEL, VAULT_ID, address.collection);
  const collectionKey = deriveKeyBytes(accountKeyBytes, collectionInfo);
  const recordInfo = utf8(RECORD_LABEL + address.recordId);
  const record = {
    ...address,
    payloadText: PAYLOAD,
    payload: toHex(payload),
    collectionKeyInfo: toHex(collectionInfo),
    collectionKey: toHex(collectionKey),
    recordKeyInfo: toHex(recordInfo),
    recordKey: toHex(createExpander(collectionKey).expand(recordInfo)),
    associatedData: toHex(encodeRecordAddress(encodeVaultPrefix(VAULT_ID), address)),
    paddedLength: padmeLength(4 + payload.length),
    nonce: toHex(envelope.subarray(1, 13)),
    envelope: toHex(envelope),
  };

  const pieces: Bytes[] = [];
  const second = {
    ...address,
    recordId: '5d0c7c55-9d0e-4a3f-8f57-1e2d3c4b5a69',
    opId: 'e3829a5d-6c2f-4c1b-8a4e-7d9f8b0c1d2e',
  };
  const secondEnvelope = unwrap(await keyring.sealRecord({ ...second, payload: utf8('{}') }));
  const records = [
    { ...address, envelope },
    { ...second, envelope: secondEnvelope },
  ];
  const contents = { vaultId: VAULT_ID, accountKey, createdAt: CREATED_AT, wraps, recordCount: 2, records };
  for await (const piece of writeBackup(contents, random)) pieces.push(piece);
  const salt = random(BACKUP_SALT_BYTES);
  const headerHash = new Uint8Array(await crypto.subtle.digest('SHA-256', pieces[0]!));
  const backup = {
    salt: toHex(salt),
    fileKey: toHex(deriveKeyBytes(accountKeyBytes, encodeFields(BACKUP_KEY_LABEL, VAULT_ID), salt)),
    keyCheck: toHex(deriveKeyBytes(accountKeyBytes, encodeFields(BACKUP_CHECK_LABEL, VAULT_ID), salt)),
    headerLength: pieces[0]!.length,
    headerHash: toHex(headerHash),
    records: records.map((each) => ({ ...each, envelope: toHex(each.envelope) })),
    file: toHex(concatBytes(...pieces)).match(/.{1,128}/g),
  };

  const recordingAddress = {
    recordId: address.recordId,
    attachmentId: '3c4d5e6f-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  };
  const content = utf8('a minute of rain');
  async function* once() {
    yield content;
  }
  const sealedPieces: Bytes[] = [];
  const sealing = keyring.sealAttachment(recordingAddress, once(), content.length);
  for await (const piece of unwrap(sealing)) sealedPieces.push(piece);
  const fileSalt = random(ATTACHMENT_SALT_BYTES);
  const fileInfo = encodeFields(ATTACHMENT_LABEL, VAULT_ID, recordingAddress.attachmentId);
  const recording = {
    ...recordingAddress,
    content: toHex(content),
    salt: toHex(fileSalt),
    fileKeyInfo: toHex(fileInfo),
    fileKey: toHex(deriveKeyBytes(accountKeyBytes, fileInfo, fileSalt)),
    associatedData: toHex(encodeAttachmentAddress(VAULT_ID, recordingAddress)),
    paddedLength: padmeLength(8 + content.length),
    name: unwrap(keyring.nameAttachment(recordingAddress.attachmentId)),
    sealed: toHex(concatBytes(...sealedPieces)).match(/.{1,128}/g),
  };

  return {
    vault: { vaultId: VAULT_ID, accountKey: toHex(accountKeyBytes) },
    passphrase,
    recovery,
    wraps: wraps.map((wrap) => ({
      associatedData: toHex(encodeFields(WRAP_LABEL, wrap.kind, VAULT_ID)),
      wrap,
    })),
    padme: [0, 252, 253, 268, 269, 700, 1_020, 1_021, 70_000, 1_000_000].map((payloadLength) => ({
      payloadLength,
      paddedLength: padmeLength(4 + payloadLength),
    })),
    record,
    backup,
    recording,
  };
}

/** As it stands in the document: JSON with every character outside ASCII escaped. */
export async function printFormatVectors(): Promise<string> {
  const json = JSON.stringify(await computeFormatVectors(), null, 2);
  return json.replaceAll(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
