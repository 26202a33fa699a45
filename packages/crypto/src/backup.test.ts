import { concatBytes, type Bytes } from '@undertone/base/bytes';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createVault } from './account-key.ts';
import { importAesKey } from './aead.ts';
import { CHUNK_BYTES, sealChunks } from './chunked-aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes } from './hkdf.ts';
import { encodeFrame } from './backup-frame.ts';
import {
  BACKUP_KEY_LABEL,
  readBackup,
  readBackupHeader,
  unlockBackup,
  verifyBackup,
  writeBackup,
} from './backup.ts';
import { encodeBackupHeader, type PortableWrap } from './backup-header.ts';
import { createKeyring, type SealedRecord } from './keyring.ts';
import type { LockOf } from './lock.ts';
import { createRecoveryKey, deriveRecoveryKeys } from './recovery.ts';
import { wrapAccountKey } from './wrap.ts';

const { vaultId, accountKey } = createVault(systemRandom);
const keyring = createKeyring(vaultId, accountKey, systemRandom);
const CREATED_AT = Date.UTC(2026, 10, 21, 9, 30) as EpochMs;
const CHUNK_ON_DISK = 5 + CHUNK_BYTES + 16;

let lock: LockOf<'recovery'>;
let wraps: PortableWrap[];
let records: SealedRecord[];
let file: Bytes;
let headerEnd: number;

async function write(contents: readonly SealedRecord[]): Promise<Bytes> {
  const pieces: Bytes[] = [];
  const backup = {
    vaultId,
    accountKey,
    createdAt: CREATED_AT,
    wraps,
    recordCount: contents.length,
    records: contents,
  };
  for await (const piece of writeBackup(backup, systemRandom)) pieces.push(piece);
  return concatBytes(...pieces);
}

async function drain(change: { recordCount?: number; wraps?: PortableWrap[] }): Promise<void> {
  const backup = {
    vaultId,
    accountKey,
    createdAt: CREATED_AT,
    wraps,
    recordCount: 1,
    records: [],
    ...change,
  };
  for await (const piece of writeBackup(backup, systemRandom)) void piece;
}

const verify = (bytes: Bytes) => verifyBackup([bytes], accountKey);
const withByte = (bytes: Bytes, index: number, change: (byte: number) => number) =>
  bytes.map((byte, at) => (at === index ? change(byte) : byte));
const chunk = (index: number) =>
  file.subarray(headerEnd + index * CHUNK_ON_DISK, headerEnd + (index + 1) * CHUNK_ON_DISK);

beforeAll(async () => {
  lock = (await deriveRecoveryKeys(createRecoveryKey(systemRandom))).lock;
  wraps = [await wrapAccountKey(accountKey, vaultId, lock, systemRandom)];
  const addresses = Array.from({ length: 300 }, (_, index) => ({
    collection: 'entries',
    recordId: `record-${index}`,
    schema: 1,
    opId: `op-${index}`,
  }));
  const unsealed = addresses.map((address) => ({ ...address, payload: systemRandom(600) }));
  const envelopes = unwrap(await keyring.sealRecords(unsealed));
  records = addresses.map((address, index) => ({ ...address, envelope: envelopes[index]! }));
  file = await write(records);
  headerEnd = 13 + new DataView(file.buffer).getUint32(9);
});

describe('a backup file', () => {
  it('gives its records back in order, whatever pieces it arrives in', async () => {
    for (const size of [file.length, CHUNK_BYTES, 977]) {
      const pieces: Uint8Array[] = [];
      for (let start = 0; start < file.length; start += size) pieces.push(file.subarray(start, start + size));
      const read: SealedRecord[] = [];
      for await (const record of readBackup(pieces, accountKey)) read.push(unwrap(record));
      expect(read).toEqual(records);
    }
  });

  it('says whose it is without a key, and opens with the words alone', async () => {
    const header = unwrap(await readBackupHeader([file]));
    expect(header).toMatchObject({ vaultId, createdAt: CREATED_AT, recordCount: 300, wraps });
    const unlocked = unwrap(await unlockBackup(header, lock));
    expect(await verifyBackup([file], unlocked)).toEqual({
      ok: true,
      value: { recordCount: 300, newestAt: null },
    });
    const other = await deriveRecoveryKeys(createRecoveryKey(systemRandom));
    expect(await unlockBackup(header, other.lock)).toEqual({ ok: false, error: 'wrong-key' });
  });

  it('reports the newest record', async () => {
    const times = new Map([
      ['record-7', 99 as EpochMs],
      ['record-9', 5 as EpochMs],
    ]);
    const verified = await verifyBackup(
      [file],
      accountKey,
      async ({ recordId }) => times.get(recordId) ?? null,
    );
    expect(unwrap(verified).newestAt).toBe(99);
  });

  it('may hold nothing, or end exactly with a chunk', async () => {
    expect(unwrap(await verify(await write([]))).recordCount).toBe(0);
    const framing = 8 + 1 + 1 + 4 + 1 + 4;
    const filler = {
      collection: 'c',
      recordId: 'r',
      schema: 0,
      opId: 'o',
      envelope: systemRandom(CHUNK_BYTES - framing),
    };
    const bytes = await write([filler]);
    expect(bytes.length).toBe(13 + new DataView(bytes.buffer).getUint32(9) + CHUNK_ON_DISK);
    expect(unwrap(await verify(bytes)).recordCount).toBe(1);
  });

  it('fails closed on any flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length * 8 - 1), async (bit) => {
        const verified = await verify(withByte(file, bit >> 3, (byte) => byte ^ (1 << (bit & 7))));
        expect(verified.ok).toBe(false);
      }),
      { numRuns: 150 },
    );
    for (let index = 0; index < headerEnd + 5; index++) {
      expect((await verify(withByte(file, index, (byte) => byte ^ 1))).ok).toBe(false);
    }
  });

  it('is truncated wherever it is cut', async () => {
    const cuts = [
      8,
      9,
      12,
      13,
      headerEnd - 1,
      headerEnd,
      headerEnd + 5,
      headerEnd + CHUNK_ON_DISK,
      file.length - 1,
    ];
    for (const cut of cuts) {
      expect(await verify(file.slice(0, cut))).toEqual({ ok: false, error: 'truncated' });
    }
  });

  it('is corrupt with chunks swapped, repeated, dropped or added', async () => {
    const head = file.subarray(0, headerEnd);
    const rest = file.subarray(headerEnd + 2 * CHUNK_ON_DISK);
    const variants = [
      concatBytes(head, chunk(1), chunk(0), rest),
      concatBytes(head, chunk(0), chunk(0), chunk(1), rest),
      concatBytes(head, chunk(1), rest),
      concatBytes(head, chunk(0), rest),
      concatBytes(file, rest),
      concatBytes(file, new Uint8Array(1)),
    ];
    for (const variant of variants) expect(await verify(variant)).toEqual({ ok: false, error: 'corrupt' });
  });

  it('does not pass a middle chunk off as the last', async () => {
    const cut = file.slice(0, headerEnd + CHUNK_ON_DISK);
    expect(await verify(withByte(cut, headerEnd, () => 1))).toEqual({ ok: false, error: 'corrupt' });
  });

  it('takes no chunk of another file of the same journal', async () => {
    const other = await write(records);
    expect(await verify(concatBytes(other.subarray(0, headerEnd), file.subarray(headerEnd)))).toEqual({
      ok: false,
      error: 'corrupt',
    });
  });

  it('tells another journal’s key, a newer format and a stranger’s file apart', async () => {
    const stranger = createVault(systemRandom).accountKey;
    expect(await verifyBackup([file], stranger)).toEqual({ ok: false, error: 'wrong-key' });
    expect(await verify(withByte(file, 8, () => 2))).toEqual({ ok: false, error: 'unsupported-version' });
    for (const bytes of [new Uint8Array(), new Uint8Array(500), file.subarray(1)]) {
      expect(await verify(bytes)).toEqual({ ok: false, error: 'not-a-backup' });
    }
  });

  it('never throws on a hostile header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.json(), async (noise, json) => {
        const text = new TextEncoder().encode(json);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, text.length);
        expect((await verify(concatBytes(file.subarray(0, 9), noise))).ok).toBe(false);
        expect(await verify(concatBytes(file.subarray(0, 9), length, text))).toEqual({
          ok: false,
          error: 'corrupt',
        });
      }),
    );
    const huge = concatBytes(file.subarray(0, 9), new Uint8Array(4).fill(0xff));
    expect(await verify(huge)).toEqual({ ok: false, error: 'corrupt' });
  });

  it('is corrupt when its writer announced another number of records than it wrote', async () => {
    const header = unwrap(await readBackupHeader([await write(records.slice(0, 2))]));
    const key = await importAesKey(
      deriveKeyBytes(revealSecret(accountKey), encodeFields(BACKUP_KEY_LABEL, vaultId), header.salt),
    );
    for (const recordCount of [1, 3]) {
      const headerBytes = encodeBackupHeader({ ...header, recordCount });
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', headerBytes));
      const pieces: Bytes[] = [headerBytes];
      const plaintext = (async function* () {
        for (const record of records.slice(0, 2)) yield encodeFrame(record);
      })();
      for await (const piece of sealChunks(key, hash, plaintext)) pieces.push(piece);
      expect(await verify(concatBytes(...pieces))).toEqual({ ok: false, error: 'corrupt' });
    }
  });

  it('holds no record in the clear, not even its id', () => {
    expect(new TextDecoder('latin1').decode(file)).not.toContain('record-');
  });

  it('is not written with another number of records than announced, nor without a lock', async () => {
    await expect(drain({})).rejects.toThrow('1 records');
    await expect(drain({ recordCount: 0, wraps: [] })).rejects.toThrow('wrap');
  });
});
