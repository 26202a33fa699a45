import { Buffer } from 'node:buffer';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { createVault } from '@undertone/crypto/account-key';
import { sealedAttachmentLength } from '@undertone/crypto/attachment';
import * as product from '@undertone/crypto/backup';
import { createKdfParams } from '@undertone/crypto/kdf-params';
import { createKeyring, type SealedRecord, type UnsealedRecord } from '@undertone/crypto/keyring';
import { derivePassphraseKeys, type PassphraseKeys } from '@undertone/crypto/passphrase';
import {
  createRecoveryKey,
  deriveRecoveryKeys,
  spellRecoveryKey,
  type RecoveryKeys,
} from '@undertone/crypto/recovery';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBackup, readBackupHeader } from './backup-file.ts';
import { u32 } from './bytes.ts';
import { openEnvelope, type Place } from './envelope.ts';
import { attachmentName, entropyOf, passphraseLock, recoveryLock, stretch } from './keys.ts';
import { openRecording } from './recording.ts';
import { Refusal } from './refusal.ts';
import { openWrap } from './wrap.ts';

const PASSPHRASE = 'Ｆünf \u0041\u030a ﬂuffy clouds ☔';
const CREATED_AT = Date.UTC(2026, 10, 21, 9, 30) as EpochMs;

const { vaultId, accountKey } = createVault(systemRandom);
const keyring = createKeyring(vaultId, accountKey, systemRandom);
const accountKeyBytes = Buffer.from(revealSecret(accountKey));
const recoveryKey = createRecoveryKey(systemRandom);
const words = revealSecret(spellRecoveryKey(recoveryKey)).join(' ');

let byPassphrase: PassphraseKeys;
let byWords: RecoveryKeys;

beforeAll(async () => {
  byPassphrase = await derivePassphraseKeys(redact(PASSPHRASE), createKdfParams(systemRandom));
  byWords = await deriveRecoveryKeys(recoveryKey);
});

const id = fc.oneof(
  fc.uuid({ version: 4 }),
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 128,
  }),
);

const record: fc.Arbitrary<UnsealedRecord> = fc.record({
  collection: id,
  recordId: id,
  schema: fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 0xffffffff })),
  opId: id,
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.nat({ max: 70_000 }).map((length) => new Uint8Array(length).fill(length & 0xff)),
  ),
});

const seal = async (each: UnsealedRecord): Promise<SealedRecord> => ({
  collection: each.collection,
  recordId: each.recordId,
  schema: each.schema,
  opId: each.opId,
  envelope: unwrap(await keyring.sealRecord(each)),
});

/** As hex, which a matcher compares at once and not byte by byte. */
const inHex = (each: Place & { readonly envelope: Uint8Array }) => ({
  ...each,
  envelope: Buffer.from(each.envelope).toString('hex'),
});

async function backUp(records: readonly SealedRecord[]): Promise<Buffer> {
  const wraps = [unwrap(await keyring.wrap(byPassphrase.lock)), unwrap(await keyring.wrap(byWords.lock))];
  const recordCount = records.length;
  const pieces: Uint8Array[] = [];
  for await (const piece of product.writeBackup(
    { vaultId, accountKey, createdAt: CREATED_AT, wraps, recordCount, records },
    systemRandom,
  )) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
};

describe('the product seals as docs/format.md says, so that its reader', () => {
  it('opens the account key by the passphrase and by the words, and knows what is sent', async () => {
    const header = readBackupHeader(await backUp([]));
    const [first, second] = header.wraps;
    if (first === undefined || second === undefined) throw new Error('the product left out a wrap');
    const passphrase = passphraseLock(stretch(PASSPHRASE, first.kdf));
    expect(openWrap(first, passphrase.wrappingKey)).toEqual(accountKeyBytes);
    expect(passphrase.authSecret).toEqual(Buffer.from(revealSecret(byPassphrase.authSecret)));
    const recovery = recoveryLock(entropyOf(words));
    expect(openWrap(second, recovery.wrappingKey)).toEqual(accountKeyBytes);
    expect(recovery.authSecret).toEqual(Buffer.from(revealSecret(byWords.authSecret)));
  });

  it('opens any record, at its own place only', async () => {
    await fc.assert(
      fc.asyncProperty(record, async (each) => {
        const { envelope } = await seal(each);
        expect(openEnvelope(accountKeyBytes, vaultId, each, envelope).equals(each.payload)).toBe(true);
        const elsewhere = { ...each, opId: `${each.opId.slice(1)}~` };
        fc.pre(elsewhere.opId !== each.opId);
        expect(() => openEnvelope(accountKeyBytes, vaultId, elsewhere, envelope)).toThrow(Refusal);
      }),
      { numRuns: 300 },
    );
  });

  it('opens a backup of 50 records over several chunks, each as it was written', async () => {
    const written = fc.sample(record, 50);
    const long = { ...written[0]!, payload: new Uint8Array(150_000).fill(7) };
    const records = [long, ...written.slice(1)];
    const sealed = await Promise.all(records.map(seal));
    const file = await backUp(sealed);
    expect(file.length).toBeGreaterThan(2 * 65_536);
    const opened = readBackup(file, accountKeyBytes);
    expect(opened.map(inHex)).toEqual(sealed.map(inHex));
    const payloads = opened.map((each) => openEnvelope(accountKeyBytes, vaultId, each, each.envelope));
    expect(payloads.every((payload, index) => payload.equals(records[index]!.payload))).toBe(true);
  });

  it('opens a backup of nothing, and one whose records end where a chunk ends', async () => {
    expect(readBackup(await backUp([]), accountKeyBytes)).toEqual([]);
    const place = { collection: 'c', recordId: 'r', schema: 1, opId: 'o' };
    const newer = { ...place, envelope: new Uint8Array(65_536 - (3 + 3 + 6 + 3) - 4).fill(2) };
    const file = await backUp([newer]);
    expect(file.length).toBe(readBackupHeader(file).byteLength + 5 + 65_536 + 16);
    expect(readBackup(file, accountKeyBytes)).toHaveLength(1);
    expect(readBackup(await backUp([newer, newer]), accountKeyBytes)).toHaveLength(2);
  });

  it('refuses a backup cut or altered anywhere, as the product does', async () => {
    const file = await backUp(await Promise.all(fc.sample(record, 3).map(seal)));
    const damage = fc.oneof(
      fc.nat({ max: file.length - 1 }).map((length) => file.subarray(0, length)),
      fc.nat({ max: file.length * 8 - 1 }).map((bit) => flipped(file, bit)),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (damaged) => {
        expect(() => readBackup(damaged, accountKeyBytes)).toThrow(Refusal);
        expect((await product.verifyBackup([damaged], accountKey)).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a kept recording sealed by the product and opened by docs/format.md', () => {
  const place = { vaultId, recordId: 'an-entry', attachmentId: 'a-recording' };

  it('is what was sealed, around every edge of a chunk and of the padding', async () => {
    for (const length of [0, 1, 248, 249, 65_527, 65_528, 65_529, 131_072, 200_000]) {
      const content = Buffer.alloc(length, length & 0xff);
      async function* once() {
        yield content;
      }
      const pieces: Uint8Array[] = [];
      for await (const piece of unwrap(keyring.sealAttachment(place, once(), length))) pieces.push(piece);
      const sealed = Buffer.concat(pieces);
      expect(sealed.length).toBe(sealedAttachmentLength(length));
      expect(openRecording(sealed, accountKeyBytes, place).equals(content)).toBe(true);
      expect(attachmentName(accountKeyBytes, vaultId, place.attachmentId)).toBe(
        unwrap(keyring.nameAttachment(place.attachmentId)),
      );
    }
  });
});

interface HeaderJson {
  readonly vaultId: string;
  readonly salt: string;
  readonly wraps: readonly object[];
}

const KDF = createKdfParams(systemRandom);

/** The header's passphrase wrap changed; its recovery wrap as it was. */
const withFirstWrap = (change: object) => (json: HeaderJson) => ({
  ...json,
  wraps: json.wraps.map((wrap, index) => (index === 0 ? { ...wrap, ...change } : wrap)),
});

describe('a backup header, judged by the product and by the reader of docs/format.md,', () => {
  const headerWith = async (change: (json: HeaderJson) => object): Promise<Buffer> => {
    const file = await backUp([]);
    const end = readBackupHeader(file).byteLength;
    const json = JSON.parse(file.subarray(13, end).toString('utf8')) as HeaderJson;
    const changed = Buffer.from(JSON.stringify(change(json)), 'utf8');
    return Buffer.concat([file.subarray(0, 9), u32(changed.length), changed]);
  };

  it.each<readonly [string, readonly string[], (json: HeaderJson) => object]>([
    ['an unknown member', ['passphrase', 'recovery'], (json) => ({ ...json, mood: 'fine' })],
    ['no wrap', [], (json) => ({ ...json, wraps: [] })],
    ['a newer wrap', ['recovery'], withFirstWrap({ version: 2 })],
    ['a wrap of an unknown kind', ['recovery'], withFirstWrap({ kind: 'palm' })],
    ['a passkey wrap', ['recovery'], withFirstWrap({ kind: 'passkey' })],
    ['a device wrap', ['recovery'], withFirstWrap({ kind: 'device' })],
    ['a passphrase too dear to stretch', ['recovery'], withFirstWrap({ kdf: { ...KDF, iterations: 11 } })],
    ['a passphrase too cheap to stretch', ['recovery'], withFirstWrap({ kdf: { ...KDF, memoryKiB: 1024 } })],
    ['a passphrase stretched otherwise', ['recovery'], withFirstWrap({ kdf: { algorithm: 'balloon' } })],
  ])('is read with %s, and with the wraps that are left', async (_, kinds, change) => {
    const file = await headerWith(change);
    expect(readBackupHeader(file).wraps.map(({ kind }) => kind)).toEqual(kinds);
    expect(unwrap(await product.readBackupHeader([file])).wraps.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<readonly [string, (json: HeaderJson) => object]>([
    ['a wrap of another vault', withFirstWrap({ vaultId: '00000000-0000-4000-8000-000000000000' })],
    ['a wrap of version 0', withFirstWrap({ version: 0 })],
    ['a wrap too short', withFirstWrap({ sealed: 'AAAA' })],
    ['a wrap that is null', (json) => ({ ...json, wraps: [null] })],
    ['no list of wraps', (json) => ({ ...json, wraps: undefined })],
    ['a vault id in capitals', (json) => ({ ...json, vaultId: json.vaultId.toUpperCase() })],
    ['a count below zero', (json) => ({ ...json, recordCount: -1 })],
    ['a padded salt', (json) => ({ ...json, salt: `${json.salt}==` })],
    ['a key check too short', (json) => ({ ...json, keyCheck: json.salt })],
    ['no moment of making', (json) => ({ ...json, createdAt: 'yesterday' })],
  ])('is refused with %s', async (_, change) => {
    const file = await headerWith(change);
    expect(() => readBackupHeader(file)).toThrow(Refusal);
    expect((await product.readBackupHeader([file])).ok).toBe(false);
  });
});
