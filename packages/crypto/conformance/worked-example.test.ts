import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readBackup, readBackupHeader } from './backup-file.ts';
import { envelopeAssociatedData, openEnvelope, padme } from './envelope.ts';
import * as keys from './keys.ts';
import { hkdf, hkdfExpand } from './primitives.ts';
import { openRecording, recordingAssociatedData } from './recording.ts';
import { Refusal } from './refusal.ts';
import { hex, readWorkedExample } from './worked-example.ts';
import { openWrap, wrapAssociatedData } from './wrap.ts';

const { vault, passphrase, recovery, wraps, padme: lengths, record, backup, recording } = readWorkedExample();
const accountKey = hex(vault.accountKey);
const envelope = hex(record.envelope);
const file = hex(backup.file.join(''));

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
};

/** One bit of every byte, each of the eight in turn. */
const bitsOf = (bytes: Buffer) => Array.from(bytes, (_, index) => index * 8 + (index % 8));
const lengthsBelow = (bytes: Buffer) => Array.from(bytes, (_, length) => length);

/** The damages that `open` does not refuse; anything but a refusal is the reader's own mistake. */
const openedInSpiteOf = (damages: readonly number[], open: (damage: number) => unknown) =>
  damages.filter((damage) => {
    try {
      open(damage);
      return true;
    } catch (thrown) {
      if (thrown instanceof Refusal) return false;
      throw thrown;
    }
  });

const wrapOf = (kind: string) => {
  const found = wraps.find(({ wrap }) => wrap.kind === kind);
  if (found === undefined) throw new Error(`the worked example has no ${kind} wrap`);
  return found;
};

describe('keys, read as docs/format.md says', () => {
  it('come from a passphrase in normalisation form KC', () => {
    const stretched = keys.stretch(passphrase.passphrase, passphrase.kdf);
    expect(stretched.toString('hex')).toBe(passphrase.stretched);
    expect(Buffer.from(passphrase.passphrase.normalize('NFKC')).toString('hex')).toBe(passphrase.nfkcUtf8);
  });

  it('part a stretched passphrase into what is sent and what is kept', () => {
    const lock = keys.passphraseLock(hex(passphrase.stretched));
    expect(lock.authSecret.toString('hex')).toBe(passphrase.authSecret);
    expect(lock.wrappingKey.toString('hex')).toBe(passphrase.wrappingKey);
  });

  it.each([
    ['less memory', { memoryKiB: 65_535 }],
    ['more memory', { memoryKiB: 262_145 }],
    ['fewer iterations', { iterations: 2 }],
    ['more iterations', { iterations: 11 }],
    ['more lanes', { parallelism: 2 }],
    ['a short salt', { salt: 'MDEyMzQ1Njc4OTo7PD0-' }],
    ['a salt with other trailing bits', { salt: 'MDEyMzQ1Njc4OTo7PD0-Px' }],
    ['another algorithm', { algorithm: 'argon2i' }],
  ])('are not computed with %s', (_, change) => {
    expect(() => keys.stretch(passphrase.passphrase, { ...passphrase.kdf, ...change })).toThrow(Refusal);
  });

  it('come from 24 recovery words', () => {
    const entropy = keys.entropyOf(recovery.words);
    expect(entropy.toString('hex')).toBe(recovery.entropy);
    const lock = keys.recoveryLock(entropy);
    expect(lock.authSecret.toString('hex')).toBe(recovery.authSecret);
    expect(lock.wrappingKey.toString('hex')).toBe(recovery.wrappingKey);
  });

  it('do not come from words that are mistaken', () => {
    expect(() => keys.entropyOf(recovery.words.replace('melody', 'member'))).toThrow(Refusal);
    expect(() => keys.entropyOf(recovery.words.replace('melody', 'melodi'))).toThrow(Refusal);
  });

  it('part the account key by collection, record and backup', () => {
    const collection = keys.collectionKey(accountKey, vault.vaultId, record.collection);
    expect(hkdf(accountKey, hex(record.collectionKeyInfo))).toEqual(collection);
    expect(hkdfExpand(collection, hex(record.recordKeyInfo)).toString('hex')).toBe(record.recordKey);
    expect(collection.toString('hex')).toBe(record.collectionKey);
    expect(keys.recordKey(collection, record.recordId).toString('hex')).toBe(record.recordKey);
    const salt = hex(backup.salt);
    expect(keys.backupFileKey(accountKey, vault.vaultId, salt).toString('hex')).toBe(backup.fileKey);
    expect(keys.backupKeyCheck(accountKey, vault.vaultId, salt).toString('hex')).toBe(backup.keyCheck);
  });
});

describe('a wrap, read as docs/format.md says', () => {
  it.each([
    ['passphrase', passphrase.wrappingKey],
    ['recovery', recovery.wrappingKey],
  ])('of kind %s gives the account key', (kind, wrappingKey) => {
    const { wrap, associatedData } = wrapOf(kind);
    expect(wrapAssociatedData(kind, vault.vaultId).toString('hex')).toBe(associatedData);
    expect(openWrap(wrap, hex(wrappingKey)).toString('hex')).toBe(vault.accountKey);
  });

  it('is refused with a bit of any byte flipped, and as another kind, vault or version', () => {
    const { wrap } = wrapOf('recovery');
    const key = hex(recovery.wrappingKey);
    const sealed = Buffer.from(wrap.sealed, 'base64url');
    expect(
      openedInSpiteOf(bitsOf(sealed), (bit) =>
        openWrap({ ...wrap, sealed: flipped(sealed, bit).toString('base64url') }, key),
      ),
    ).toEqual([]);
    for (const change of [{ kind: 'passphrase' }, { vaultId: record.recordId }, { version: 2 }]) {
      expect(() => openWrap({ ...wrap, ...change }, key)).toThrow(Refusal);
    }
  });
});

describe('an envelope, read as docs/format.md says', () => {
  it('gives its payload', () => {
    expect(envelopeAssociatedData(vault.vaultId, record).toString('hex')).toBe(record.associatedData);
    const payload = openEnvelope(accountKey, vault.vaultId, record, envelope);
    expect(payload.toString('hex')).toBe(record.payload);
    expect(payload.toString('utf8')).toBe(record.payloadText);
  });

  it('is as long as version, nonce, padded payload and tag', () => {
    expect(envelope.subarray(1, 13).toString('hex')).toBe(record.nonce);
    expect(envelope).toHaveLength(1 + 12 + record.paddedLength + 16);
    expect(lengths.map(({ payloadLength }) => padme(4 + payloadLength))).toEqual(
      lengths.map(({ paddedLength }) => paddedLength),
    );
    expect(1 + 12 + padme(4 + 16_777_216) + 16).toBe(17_301_533);
  });

  it('is refused with a bit of any byte flipped, or cut anywhere', () => {
    const open = (bytes: Buffer) => openEnvelope(accountKey, vault.vaultId, record, bytes);
    expect(openedInSpiteOf(bitsOf(envelope), (bit) => open(flipped(envelope, bit)))).toEqual([]);
    expect(openedInSpiteOf(lengthsBelow(envelope), (length) => open(envelope.subarray(0, length)))).toEqual(
      [],
    );
  });

  it('is refused in any place but its own', () => {
    for (const change of [
      { collection: 'drafts' },
      { recordId: record.opId },
      { schema: record.schema + 1 },
      { opId: record.recordId },
    ]) {
      expect(() => openEnvelope(accountKey, vault.vaultId, { ...record, ...change }, envelope)).toThrow(
        Refusal,
      );
    }
    expect(() => openEnvelope(accountKey, record.recordId, record, envelope)).toThrow(Refusal);
  });
});

describe('a backup file, read as docs/format.md says', () => {
  it('says whose it is before it is decrypted', () => {
    const header = readBackupHeader(file);
    expect(header.vaultId).toBe(vault.vaultId);
    expect(header.byteLength).toBe(backup.headerLength);
    expect(header.hash.toString('hex')).toBe(backup.headerHash);
    expect(header.salt.toString('hex')).toBe(backup.salt);
    expect(header.keyCheck.toString('hex')).toBe(backup.keyCheck);
    expect(header.recordCount).toBe(backup.records.length);
    expect(header.wraps).toEqual(wraps.map(({ wrap }) => wrap));
  });

  it('gives the account key to its words alone, and with it every record', () => {
    const [wrap] = readBackupHeader(file).wraps.filter(({ kind }) => kind === 'recovery');
    if (wrap === undefined) throw new Error('the worked backup has no recovery wrap');
    const key = openWrap(wrap, keys.recoveryLock(keys.entropyOf(recovery.words)).wrappingKey);
    const records = readBackup(file, key);
    expect(records.map((each) => ({ ...each, envelope: each.envelope.toString('hex') }))).toEqual(
      backup.records,
    );
    for (const each of records) {
      expect(() => openEnvelope(key, vault.vaultId, each, each.envelope)).not.toThrow();
    }
  });

  it('is refused with a bit of any byte flipped, cut anywhere, continued, or under another key', () => {
    expect(openedInSpiteOf(bitsOf(file), (bit) => readBackup(flipped(file, bit), accountKey))).toEqual([]);
    expect(
      openedInSpiteOf(lengthsBelow(file), (length) => readBackup(file.subarray(0, length), accountKey)),
    ).toEqual([]);
    expect(() => readBackup(Buffer.concat([file, Buffer.of(0)]), accountKey)).toThrow(Refusal);
    expect(() => readBackup(file, flipped(accountKey, 0))).toThrow('another key');
  });
});

describe('a kept recording, read as docs/format.md says', () => {
  const sealed = hex(recording.sealed.join(''));
  const place = { ...recording, vaultId: vault.vaultId };

  it('opens to its content, under its keys and name', () => {
    const key = keys.attachmentFileKey(
      accountKey,
      vault.vaultId,
      recording.attachmentId,
      hex(recording.salt),
    );
    expect(key.toString('hex')).toBe(recording.fileKey);
    expect(keys.attachmentName(accountKey, vault.vaultId, recording.attachmentId)).toBe(recording.name);
    const aad = recordingAssociatedData(vault.vaultId, recording.recordId, recording.attachmentId);
    expect(aad.toString('hex')).toBe(recording.associatedData);
    expect(openRecording(sealed, accountKey, place).toString('hex')).toBe(recording.content);
  });

  it('opens for no other entry, and with no bit or byte different', () => {
    expect(() => openRecording(sealed, accountKey, { ...place, recordId: recording.attachmentId })).toThrow(
      Refusal,
    );
    expect(
      openedInSpiteOf(bitsOf(sealed), (bit) => openRecording(flipped(sealed, bit), accountKey, place)),
    ).toEqual([]);
    expect(
      openedInSpiteOf(lengthsBelow(sealed), (length) =>
        openRecording(sealed.subarray(0, length), accountKey, place),
      ),
    ).toEqual([]);
  });
});
