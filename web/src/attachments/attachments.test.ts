import 'fake-indexeddb/auto';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { LIMITS } from '@undertone/contract/protocol';
import { createVault as createKeys, holdAccountKey } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ATTACHMENT_MOST_BYTES } from '../app/attachments-port.ts';
import type { EntryId } from '../app/journal-port.ts';
import { createBackup } from '../backup/backup.ts';
import { fillStorage } from '../vault/full-storage.ts';
import type { TabMessage } from '../vault/tab-channel.ts';
import { createVault, type Vault } from '../vault/vault.ts';
import { REMOVAL_GRACE_MS } from './attachment-session.ts';
import { createAttachments, type Attachments } from './attachments.ts';
import { openFilesDatabase } from './files-database.ts';
import { createAttachmentServer, type AttachmentServer } from './attachments.testkit.ts';

const DAY = 86_400_000;
let now = Date.UTC(2026, 10, 21, 9, 0);
let server: AttachmentServer;

beforeEach(() => {
  now = Date.UTC(2026, 10, 21, 9, 0);
  server = createAttachmentServer();
  newDevice();
});

function newDevice(): void {
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 60_000, interval: 1 });
}

interface Device {
  readonly vault: Vault;
  readonly attachments: Attachments;
  /** Runs what was scheduled. */
  readonly runTimers: () => void;
}

async function openDevice(): Promise<Device> {
  const timers = new Set<() => void>();
  const listeners: ((message: TabMessage) => void)[] = [];
  const tabs = {
    tell: () => {},
    listen: (listener: (message: TabMessage) => void) => void listeners.push(listener),
    close: () => {},
  };
  const clock = { now: () => now as EpochMs };
  const vault = createVault({
    clock,
    random: systemRandom,
    zone: () => 'UTC',
    tabs,
    pause: async () => {},
  });
  const attachments = createAttachments({
    vault,
    callApi: server.callApi,
    clock,
    randomBytes: systemRandom,
    random: () => 0,
    schedule: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
    leadership: {
      seek: (lead) => {
        lead();
        return () => {};
      },
    },
    tabs,
  });
  await vault.open();
  await until(() => vault.journal.status.value.kind === 'ready');
  const runTimers = () => {
    for (const run of timers) {
      timers.delete(run);
      run();
    }
  };
  return { vault, attachments, runTimers };
}

/** The same journal on a device that has pulled everything. */
async function openSecondDevice({ vault }: Device): Promise<Device> {
  const entries = [];
  for await (const page of vault.documents()) entries.push(...page);
  const { vaultId, accountKey } = vault.keyring();
  const copy = holdAccountKey(revealSecret(accountKey).slice());
  newDevice();
  const second = await openDevice();
  unwrap(await second.vault.moveInto(createKeyring(vaultId, copy, systemRandom)));
  unwrap(await second.vault.importDocuments(entries));
  await until(() => second.vault.journal.entries.value.length === entries.length);
  return second;
}

const sound = (bytes = 5_000, type = 'audio/webm;codecs=opus') =>
  new Blob([Uint8Array.from({ length: bytes }, (_, index) => (index * 31) % 251)], { type });
const recording = (bytes?: number) => ({ kind: 'voice', sound: sound(bytes), seconds: 60 }) as const;
const newEntry = async ({ vault }: Device): Promise<EntryId> =>
  unwrap(await vault.journal.create({ text: 'rain' }));
/** As one string, which a matcher compares at once and not byte by byte. */
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer()).toString('base64');
const shownIn = ({ vault }: Device, id: EntryId) =>
  vault.journal.entries.value.find((entry) => entry.id === id)?.attachments;

describe('a recording that is kept', () => {
  it('is named by its entry, sealed on this device without any account, and there after a restart', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const ref = unwrap(await device.attachments.keep(id, recording()));
    expect(shownIn(device, id)).toEqual([ref]);
    expect(ref).toMatchObject({
      kind: 'voice',
      mediaType: 'audio/webm;codecs=opus',
      seconds: 60,
      bytes: 5_000,
    });
    device.vault.session.value?.close();
    const again = await openDevice();
    await until(() => again.attachments.places.value.get(ref.id) === 'here');
    expect(again.attachments.usage.value.count).toBe(1);
    const blob = unwrap(await again.attachments.open(id, ref));
    expect(blob.type).toBe('audio/webm;codecs=opus');
    expect(await bytesOf(blob)).toEqual(await bytesOf(sound()));
    const ofAnotherSize = await again.attachments.open(id, { ...ref, bytes: 4_999 });
    expect(ofAnotherSize).toEqual({ ok: false, error: 'corrupt' });
    expect(server.calls).toEqual([]);
  });

  it('lies nowhere in the clear', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const canary = new TextEncoder().encode('canary in the coal mine, many times over. '.repeat(100));
    unwrap(await device.attachments.keep(id, { kind: 'voice', sound: new Blob([canary]), seconds: 1 }));
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    expect(names.some((name) => name.startsWith('undertone-files-'))).toBe(true);
    device.attachments.resume();
    await until(() => server.parts.size > 0);
    for (const bytes of server.parts.values()) {
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('canary');
    }
  });

  it('is not kept on a full device, and the entry is as it was', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const empty = fillStorage((store) => store === 'parts');
    const kept = await device.attachments.keep(id, recording());
    empty();
    expect(kept).toEqual({ ok: false, error: { code: 'storage-full' } });
    expect(shownIn(device, id)).toEqual([]);
    expect(device.attachments.usage.value).toEqual({ count: 0, bytes: 0 });
    expect((await device.attachments.keep(id, recording())).ok).toBe(true);
  });

  it('must be no larger than the server would take, and needs an entry', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const large = { size: ATTACHMENT_MOST_BYTES + 1 } as Blob;
    expect(await device.attachments.keep(id, { kind: 'voice', sound: large, seconds: 1 })).toEqual({
      ok: false,
      error: { code: 'recording-too-large' },
    });
    expect(await device.attachments.keep('nowhere' as EntryId, recording())).toMatchObject({ ok: false });
    expect(device.attachments.usage.value.count).toBe(0);
  });
});

describe('sending', () => {
  it('goes on with the next part after the network failed, and ends as stored', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    server.failures = [null, { code: 'offline' }];
    const ref = unwrap(await device.attachments.keep(id, recording(2.5 * LIMITS.attachmentPartBytes)));
    await until(() => server.calls.filter((call) => call.startsWith('put')).length === 2);
    expect(server.parts.size).toBe(1);
    expect(device.attachments.places.value.get(ref.id)).not.toBe('stored');
    server.failures = [];
    await until(() => device.attachments.places.value.get(ref.id) === 'here');
    device.runTimers();
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    const puts = server.calls.filter((call) => call.startsWith('put')).map((call) => call.split('/')[1]);
    expect(puts).toEqual(['0', '1', '1', '2']);
  });

  it('stops when the server has no room, says so, and tries again at the next sign-in', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    server.failures = [{ code: 'quota-exceeded' }];
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.places.value.get(ref.id) === 'refused');
    server.failures = [];
    device.attachments.pause();
    device.attachments.resume();
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    expect(server.parts.size).toBe(1);
  });

  it('goes on after a sign-in, though the end of the former session is told only then', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    let answer: () => void = () => {};
    server.hold = new Promise((resolve) => (answer = resolve));
    server.failures = [{ code: 'unauthenticated' }, null];
    device.attachments.resume();
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => server.calls.some((call) => call.startsWith('put')));
    device.attachments.pause();
    device.attachments.resume();
    // Signing in anew is under way, as far as it gets.
    await new Promise((resolve) => setTimeout(resolve));
    answer();
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    expect(server.parts.size).toBe(1);
  });

  it('sends again what a restored server has lost', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    server.parts.clear();
    device.attachments.resume();
    await until(() => server.parts.size === 1);
    expect((await device.attachments.open(id, ref)).ok).toBe(true);
  });
});

it('asks the server nothing for those who keep nothing', async () => {
  const device = await openDevice();
  device.attachments.resume();
  await newEntry(device);
  await until(async () => (await indexedDB.databases()).some(({ name }) => name!.includes('files')));
  device.attachments.wake();
  device.runTimers();
  expect(server.calls).toEqual([]);
});

describe('on a second device', () => {
  async function sent(bytes?: number) {
    const first = await openDevice();
    const id = await newEntry(first);
    first.attachments.resume();
    const ref = unwrap(await first.attachments.keep(id, recording(bytes)));
    await until(() => first.attachments.places.value.get(ref.id) === 'stored');
    const second = await openSecondDevice(first);
    return { id, ref, second };
  }

  it('a recording is fetched when it is opened, part by part, and then kept there', async () => {
    const { id, ref, second } = await sent(1.5 * LIMITS.attachmentPartBytes);
    expect(await second.attachments.open(id, ref)).toEqual({ ok: false, error: 'not-here-yet' });
    second.attachments.resume();
    expect(second.attachments.places.value.has(ref.id)).toBe(false);
    server.failures = [null, { code: 'offline' }];
    expect(await second.attachments.open(id, ref)).toEqual({ ok: false, error: 'offline' });
    server.failures = [];
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    const blob = unwrap(await second.attachments.open(id, ref, { onProgress }));
    expect(await bytesOf(blob)).toEqual(await bytesOf(sound(ref.bytes)));
    expect(shares).toEqual([0, 0.5, 1]);
    await until(() => second.attachments.places.value.get(ref.id) === 'stored');
    const fetched = server.calls.filter((call) => call.startsWith('attachmentPart')).length;
    unwrap(await second.attachments.open(id, ref));
    expect(server.calls.filter((call) => call.startsWith('attachmentPart'))).toHaveLength(fetched);
  });

  it('an altered recording is not played, and nothing of it is kept', async () => {
    const { id, ref, second } = await sent();
    second.attachments.resume();
    const [key, bytes] = [...server.parts][0]!;
    server.parts.set(key, bytes.with(4_000, bytes[4_000]! ^ 1));
    expect(await second.attachments.open(id, ref)).toEqual({ ok: false, error: 'corrupt' });
    expect(second.attachments.usage.value.count).toBe(0);
    server.parts.set(key, bytes);
    expect((await second.attachments.open(id, ref)).ok).toBe(true);
  });

  it('a full device plays a recording without keeping it', async () => {
    const { id, ref, second } = await sent();
    second.attachments.resume();
    const empty = fillStorage((store) => store === 'parts' || store === 'files');
    const opened = await second.attachments.open(id, ref);
    empty();
    expect(await bytesOf(unwrap(opened))).toEqual(await bytesOf(sound()));
    expect(second.attachments.places.value.has(ref.id)).toBe(false);
  });
});

describe('a recording that is removed', () => {
  it('goes from here and from the server a day later, and not before', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    unwrap(await device.attachments.remove(id, ref.id));
    expect(shownIn(device, id)).toEqual([]);
    now += REMOVAL_GRACE_MS - 1;
    device.attachments.wake();
    await until(() => device.attachments.usage.value.count === 1);
    expect(server.parts.size).toBe(1);
    now += 1;
    await until(() => {
      device.runTimers();
      device.attachments.wake();
      return server.parts.size === 0;
    });
    await until(() => device.attachments.usage.value.count === 0);
  });

  it('goes a day later without an account too, also after one was signed out of', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.usage.value.count === 1);
    device.attachments.pause();
    unwrap(await device.attachments.remove(id, ref.id));
    now += REMOVAL_GRACE_MS;
    await until(() => {
      device.attachments.wake();
      return device.attachments.usage.value.count === 0;
    });
    expect(server.calls).toEqual([]);
  });

  it('and brought back in time stays, to its last byte', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    unwrap(await device.attachments.remove(id, ref.id));
    unwrap(await device.attachments.restore(id, ref));
    expect(shownIn(device, id)).toEqual([ref]);
    now += 2 * REMOVAL_GRACE_MS;
    device.vault.session.value?.close();
    const again = await openDevice();
    again.attachments.resume();
    const database = await openFilesDatabase(again.vault.keyring().vaultId);
    await until(async () => (await database.removals()).length === 0);
    database.close();
    await until(() => again.attachments.usage.value.count === 1);
    expect(again.attachments.places.value.get(ref.id)).toBe('stored');
    expect(server.calls.some((call) => call.startsWith('delete'))).toBe(false);
    expect((await again.attachments.open(id, ref)).ok).toBe(true);
  });

  it('with its entry goes when the entry can no longer be brought back', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    device.attachments.resume();
    const ref = unwrap(await device.attachments.keep(id, recording()));
    await until(() => device.attachments.places.value.get(ref.id) === 'stored');
    unwrap(await device.vault.journal.delete(id));
    now += 29 * DAY;
    device.vault.session.value?.close();
    const early = await openDevice();
    early.attachments.resume();
    await until(() => early.attachments.usage.value.count === 1);
    expect(server.parts.size).toBe(1);
    early.vault.session.value?.close();
    now += 2 * DAY;
    const due = await openDevice();
    // Erased only where it is still due at an opening on another day: a clock can be wrong.
    const { store } = due.vault.session.value!;
    await until(async () => (await store.readMeta('dueForErasure')) !== undefined);
    expect(server.parts.size).toBe(1);
    due.vault.session.value?.close();
    now += DAY;
    const late = await openDevice();
    late.attachments.resume();
    await until(() => server.parts.size === 0);
    await until(() => late.attachments.usage.value.count === 0);
  });
});

it('moves with the journal into an account’s, under its keys and names', async () => {
  const device = await openDevice();
  const id = await newEntry(device);
  const ref = unwrap(await device.attachments.keep(id, recording(1.2 * LIMITS.attachmentPartBytes)));
  const former = device.vault.keyring().nameAttachment(ref.id);
  const { vaultId, accountKey } = createKeys(systemRandom);
  unwrap(await device.vault.moveInto(createKeyring(vaultId, accountKey, systemRandom)));
  await until(() => shownIn(device, id)?.length === 1);
  device.attachments.resume();
  await until(() => server.parts.size === 2);
  expect([...server.parts.keys()][0]).not.toContain(unwrap(former));
  const blob = unwrap(await device.attachments.open(id, ref));
  expect(await bytesOf(blob)).toEqual(await bytesOf(sound(ref.bytes)));
});

describe('a backup', () => {
  const PASSPHRASE = redact('a quiet morning in May');
  const backupOf = ({ vault, attachments }: Device) =>
    createBackup({
      vault,
      recordings: attachments.recordings,
      clock: { now: () => now as EpochMs },
      random: systemRandom,
      stretch: async (passphrase, { salt }) =>
        new Uint8Array(await crypto.subtle.digest('SHA-512', new TextEncoder().encode(salt + passphrase))),
      onSaved: async () => {},
    });

  it('brings recordings along to another journal, and counts only what people call records', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    const ref = unwrap(await device.attachments.keep(id, recording(1.2 * LIMITS.attachmentPartBytes)));
    const small = unwrap(await device.attachments.keep(id, recording(10)));
    const file = unwrap(await backupOf(device).save(PASSPHRASE));
    newDevice();
    const other = await openDevice();
    expect(unwrap(await backupOf(other).inspect(file, PASSPHRASE))).toMatchObject({ records: 1 });
    expect(other.attachments.usage.value.count).toBe(0);
    for (let times = 0; times < 2; times++) unwrap(await backupOf(other).restore(file, PASSPHRASE));
    await until(() => other.attachments.usage.value.count === 2);
    const blob = unwrap(await other.attachments.open(id, ref));
    expect(await bytesOf(blob)).toEqual(await bytesOf(sound(ref.bytes)));
    expect((await other.attachments.open(id, small)).ok).toBe(true);
  });

  it('whose recordings find no room says so, and its entries are here', async () => {
    const device = await openDevice();
    const id = await newEntry(device);
    unwrap(await device.attachments.keep(id, recording()));
    const file = unwrap(await backupOf(device).save(PASSPHRASE));
    newDevice();
    const other = await openDevice();
    const empty = fillStorage((store) => store === 'parts');
    expect(await backupOf(other).restore(file, PASSPHRASE)).toEqual({ ok: false, error: 'storage-full' });
    empty();
    await until(() => shownIn(other, id)?.length === 1);
    expect(other.attachments.usage.value.count).toBe(0);
  });
});

it('leaves nothing behind when the device is erased', async () => {
  const device = await openDevice();
  unwrap(await device.attachments.keep(await newEntry(device), recording()));
  await device.vault.erase();
  const names = (await indexedDB.databases()).map(({ name }) => name!);
  expect(names.filter((name) => /undertone-(files|vault)/.test(name))).toEqual([]);
});
