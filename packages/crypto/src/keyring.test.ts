import { utf8, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import * as fc from 'fast-check';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { createVault } from './account-key.ts';
import { MIN_ENVELOPE_BYTES } from './envelope.ts';
import { createKeyring, type Keyring, type SealedRecord } from './keyring.ts';
import type { RecordAddress } from './record-address.ts';

const id = fc.uuid({ version: 4 });
const addresses: fc.Arbitrary<RecordAddress> = fc.record({
  collection: fc.constantFrom('entries', 'drafts', 'settings'),
  recordId: id,
  schema: fc.nat(0xffffffff),
  opId: id,
});
const payloads = fc.uint8Array({ maxLength: 1_500 });

const ADDRESS: RecordAddress = { collection: 'entries', recordId: 'a', schema: 1, opId: 'b' };
const CORRUPT = { ok: false, error: 'corrupt' };

describe('a keyring', () => {
  let keyring: Keyring;
  beforeEach(() => {
    const { vaultId, accountKey } = createVault(systemRandom);
    keyring = createKeyring(vaultId, accountKey, systemRandom);
  });

  const seal = async (payload: Uint8Array, address: RecordAddress = ADDRESS): Promise<SealedRecord> => ({
    ...address,
    envelope: unwrap(await keyring.sealRecord({ ...address, payload })),
  });

  it('opens what it sealed, at any address', async () => {
    await fc.assert(
      fc.asyncProperty(addresses, payloads, async (address, payload) => {
        const opened = await keyring.openRecord(await seal(payload, address));
        expect(opened).toEqual({ ok: true, value: new Uint8Array(payload) });
      }),
    );
  });

  it('fails closed on any flipped bit', async () => {
    const { envelope } = await seal(utf8('a line about the day'));
    await fc.assert(
      fc.asyncProperty(fc.nat(envelope.length * 8 - 1), async (bit) => {
        const flipped = envelope.slice();
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        expect((await keyring.openRecord({ ...ADDRESS, envelope: flipped })).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('fails closed on any cut or lengthened envelope', async () => {
    const { envelope } = await seal(utf8('a line about the day'));
    for (let length = 0; length < envelope.length; length += 7) {
      expect(await keyring.openRecord({ ...ADDRESS, envelope: envelope.slice(0, length) })).toEqual(CORRUPT);
    }
    const lengthened = new Uint8Array([...envelope, 0]);
    expect(await keyring.openRecord({ ...ADDRESS, envelope: lengthened })).toEqual(CORRUPT);
  });

  it('opens a record at its own collection, id, schema and op only', async () => {
    await fc.assert(
      fc.asyncProperty(addresses, addresses, async (address, other) => {
        const sealed = await seal(utf8('mine'), address);
        for (const field of ['collection', 'recordId', 'schema', 'opId'] as const) {
          if (address[field] === other[field]) continue;
          const moved = { ...sealed, [field]: other[field] };
          expect(await keyring.openRecord(moved)).toEqual(CORRUPT);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('tells addresses apart whose fields run together into the same letters', async () => {
    const sealed = await seal(utf8('mine'), { ...ADDRESS, recordId: 'ab', opId: 'c' });
    expect(await keyring.openRecord({ ...sealed, recordId: 'a', opId: 'bc' })).toEqual(CORRUPT);
  });

  it('opens nothing of another vault, even with the same account key', async () => {
    const sealed = await seal(utf8('mine'));
    const other = createKeyring(createVault(systemRandom).vaultId, keyring.accountKey, systemRandom);
    expect(await other.openRecord(sealed)).toEqual(CORRUPT);
  });

  it('keeps the same payload from showing as the same bytes twice', async () => {
    const [first, second] = [await seal(utf8('same')), await seal(utf8('same'))];
    expect(first.envelope).not.toEqual(second.envelope);
  });

  it('weighs everything of one padding bucket the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 252 }), async (payload) => {
        expect((await seal(payload)).envelope.length).toBe(MIN_ENVELOPE_BYTES);
      }),
      { numRuns: 30 },
    );
  });

  it('says of a newer envelope that it is newer, so that the caller keeps it', async () => {
    const { envelope } = await seal(utf8('mine'));
    for (const version of [2, 255]) {
      envelope[0] = version;
      expect(await keyring.openRecord({ ...ADDRESS, envelope })).toEqual({
        ok: false,
        error: 'unsupported-version',
      });
    }
    envelope[0] = 0;
    expect(await keyring.openRecord({ ...ADDRESS, envelope })).toEqual(CORRUPT);
  });

  it('never throws on hostile bytes or addresses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.string({ unit: 'binary' }),
        async (bytes, text) => {
          const envelope: Bytes = new Uint8Array(bytes);
          if (envelope.length > 0) envelope[0] = 1;
          const opened = await keyring.openRecord({ ...ADDRESS, recordId: text, envelope });
          expect(opened).toEqual(CORRUPT);
        },
      ),
    );
    for (const schema of [-1, 1.5, Number.NaN, 2 ** 32]) {
      expect(await keyring.openRecord({ ...(await seal(utf8(''))), schema })).toEqual(CORRUPT);
    }
  });

  it('seals and opens in bulk, in order, a broken record spoiling no other', async () => {
    const records = Array.from({ length: 1_200 }, (_, index) => ({
      ...ADDRESS,
      recordId: `record-${index}`,
      payload: utf8(`entry ${index}`),
    }));
    const envelopes = unwrap(await keyring.sealRecords(records));
    const sealed = records.map((record, index) => ({ ...record, envelope: envelopes[index]! }));
    sealed[700] = { ...sealed[700]!, envelope: sealed[701]!.envelope };
    const opened = await keyring.openRecords(sealed);
    expect(opened.length).toBe(1_200);
    expect(opened[700]).toEqual(CORRUPT);
    expect(opened.filter((result) => result.ok).length).toBe(1_199);
    expect(unwrap(opened[1_199]!)).toEqual(utf8('entry 1199'));
  });

  it('throws on an address that could never be opened', async () => {
    for (const bad of [{ recordId: '' }, { opId: 'día' }, { collection: 'a b' }, { schema: 2 ** 32 }]) {
      await expect(keyring.sealRecord({ ...ADDRESS, ...bad, payload: utf8('') })).rejects.toThrow(RangeError);
    }
  });

  it('zeroes the account key when disposed of, and then seals and opens nothing', async () => {
    const sealed = await seal(utf8('mine'));
    keyring.dispose();
    expect(revealSecret(keyring.accountKey)).toEqual(new Uint8Array(32));
    const locked = { ok: false, error: 'locked' };
    expect(await keyring.openRecord(sealed)).toEqual(locked);
    expect(await keyring.openRecords([sealed])).toEqual([locked]);
    expect(await keyring.sealRecord({ ...ADDRESS, payload: utf8('') })).toEqual(locked);
    expect(await keyring.sealRecords([{ ...ADDRESS, payload: utf8('') }])).toEqual(locked);
  });

  it('prints nothing of its keys', () => {
    const secret = [...revealSecret(keyring.accountKey)];
    const prints = [JSON.stringify(keyring), inspect(keyring, { depth: 9, showHidden: true })];
    for (const print of prints) {
      expect(print).toContain('redacted');
      expect(print).not.toContain(secret.slice(0, 4).join(','));
      expect(print).not.toContain(secret.slice(0, 4).join(', '));
    }
  });
});
