import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { toBase64Url } from '@undertone/base/bytes';
import { unwrap } from '@undertone/base/result';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { createVault as createKeys } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { databaseNameOf } from './dexie-backend.ts';
import { fillStorage } from './full-storage.ts';
import { createVault, type Vault } from './vault.ts';
import {
  emptyBrowser,
  MORNING,
  openTab,
  openVault as openSomeVault,
  tick,
  until,
} from './opened-vault.testkit.ts';
import { HOME_DATABASE } from './home-database.ts';

let now = MORNING;

beforeEach(emptyBrowser);

const openVault = () => openSomeVault({ clock: { now: () => now }, zone: 'America/New_York' });

const eventually = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 60_000, interval: 1 });

const textsOf = (vault: Vault) => vault.journal.entries.value.map(({ text }) => text);

async function rawBytes(): Promise<string> {
  const names = (await Dexie.getDatabaseNames()).filter((name) => name.startsWith('undertone'));
  const dumps: string[] = [];
  for (const name of names) {
    const database = await new Dexie(name).open();
    for (const table of database.tables) {
      const rows = await table.toArray();
      dumps.push(
        JSON.stringify(rows, (_, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
        ),
      );
    }
    database.close();
  }
  return dumps.join('\n');
}

describe('a vault without any account', () => {
  it('keeps entries and drafts over a restart', async () => {
    const first = await openVault();
    const id = unwrap(
      await first.journal.create({ text: 'Rain on the café roof', mood: { valence: 0.5, arousal: -0.5 } }),
    );
    unwrap(await first.journal.saveDraft('new', { text: 'half a thou', mood: null, updatedAt: now }));
    const second = await openVault();
    expect(second.journal.entries.value).toMatchObject([
      { id, text: 'Rain on the café roof', localDate: '2026-11-21', localTime: '04:00', unsynced: false },
    ]);
    expect(unwrap(await second.journal.loadDraft('new'))).toMatchObject({ text: 'half a thou' });
    await second.journal.clearDraft('new');
    expect(unwrap(await second.journal.loadDraft('new'))).toBeNull();
    expect(second.unsyncedCount.value).toBe(1);
  });

  it('leaves no word of either in the database, and no key that could be read out', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'canary-entry' }));
    unwrap(await vault.journal.edit(id, { text: 'canary-edited' }));
    unwrap(await vault.journal.saveDraft(id, { text: 'canary-draft', mood: null, updatedAt: now }));
    expect(await rawBytes()).not.toContain('canary');
    const home = await new Dexie(HOME_DATABASE).open();
    const [row] = (await home.table('vaults').toArray()) as { deviceKey: CryptoKey }[];
    home.close();
    expect(row?.deviceKey.extractable).toBe(false);
  });

  it('edits with history, deletes, and brings back', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'one' }));
    unwrap(await vault.journal.edit(id, { text: 'two' }));
    expect(vault.journal.entries.value[0]).toMatchObject({ text: 'two', revisions: [{ text: 'one' }] });
    unwrap(await vault.journal.delete(id));
    expect(vault.journal.entries.value).toEqual([]);
    expect(await vault.journal.edit(id, { text: 'x' })).toEqual({
      ok: false,
      error: { code: 'entry-missing' },
    });
    unwrap(await vault.journal.undelete(id));
    expect(textsOf(await openVault())).toEqual(['two']);
  });

  it('queues one op for an entry however often it is saved before it is sent', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'a' }));
    for (const text of ['ab', 'abc']) unwrap(await vault.journal.edit(id, { text }));
    expect(await vault.session.value!.store.countOutbox()).toBe(1);
  });

  it('never says for a moment that everything is synced when something was just saved', async () => {
    const vault = await openVault();
    unwrap(await vault.journal.create({ text: 'a' }));
    expect(vault.unsyncedCount.value).toBe(1);
  });

  it('does not say so either of what was saved while the queue was looked at', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'a' }));
    const looking = Promise.withResolvers<ReadonlySet<RecordId>>();
    vi.spyOn(vault.session.value!.store, 'queuedRecords').mockReturnValueOnce(looking.promise);
    const looked = vault.refreshUnsynced([id as string as RecordId]);
    const counts: number[] = [];
    onTestFinished(vault.unsyncedCount.subscribe((count) => void counts.push(count)));
    unwrap(await vault.journal.edit(id, { text: 'b' }));
    looking.resolve(new Set());
    await looked;
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  it('erases a deleted entry after thirty days, and not because a clock was wrong for a day', async () => {
    const start = now;
    onTestFinished(() => void (now = start));
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'gone' }));
    unwrap(await vault.journal.delete(id));
    const today = Math.floor(start / 86_400_000);
    const openAfter = async (days: number) => {
      now = (start + days * 86_400_000) as EpochMs;
      const { records, store } = (await openVault()).session.value!;
      return {
        fields: async () => Object.keys(unwrap(await records.read(id as string as RecordId))!.fields),
        noted: () => store.readMeta('dueForErasure'),
      };
    };
    // What looks comes on demand: later than this, it would look on another day than it was opened on.
    await import('./erase-deleted.ts');
    const early = await openAfter(29);
    for (let turn = 0; turn < 50; turn++) await tick();
    expect(await early.noted()).toBeUndefined();
    expect(await early.fields()).toContain('text');
    // A clock that was years ahead, and set right again.
    for (const [days, due] of [
      [2_000, { [id]: today + 2_000 }],
      [1, {}],
      [31, { [id]: today + 31 }],
    ] as const) {
      const soon = await openAfter(days);
      await eventually(async () => expect(await soon.noted()).toEqual(due));
      expect(await soon.fields()).toContain('text');
    }
    const late = await openAfter(32);
    await eventually(async () => expect(await late.fields()).toEqual(['deleted']));
  });

  it('finds every word whatever its case and accents', async () => {
    const vault = await openVault();
    for (const text of ['Café del Mar', 'the CAFE closed', 'mar de fondo'])
      unwrap(await vault.journal.create({ text }));
    expect(
      vault.journal
        .search('café')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Café del Mar', 'the CAFE closed']);
    expect(vault.journal.search('MAR cafe').map(({ text }) => text)).toEqual(['Café del Mar']);
    expect(vault.journal.search('  ')).toEqual([]);
  });

  it('refuses a text that could not travel, and says how long one may be', async () => {
    const vault = await openVault();
    const saved = await vault.journal.create({ text: 'x'.repeat(60_000) });
    expect(saved).toEqual({ ok: false, error: { code: 'entry-too-long', maxCharacters: 50_000 } });
  });

  it('never queues an op larger than the server takes, however long its history', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'x' }));
    for (let step = 0; step < 14; step++) {
      unwrap(await vault.journal.edit(id, { text: String(step % 10).repeat(45_000) }));
    }
    const [row] = await vault.session.value!.store.readOutbox();
    expect(row!.op.sealed.length).toBeLessThan(700_000);
    expect(vault.journal.entries.value[0]!.revisions.length).toBeGreaterThan(5);
  });

  it('says when storage is full, and keeps the draft and what was there', async () => {
    const vault = await openVault();
    unwrap(await vault.journal.create({ text: 'kept' }));
    unwrap(await vault.journal.saveDraft('new', { text: 'too much', mood: null, updatedAt: now }));
    onTestFinished(fillStorage((storeName) => storeName === 'outbox'));
    expect(await vault.journal.create({ text: 'too much' })).toEqual({
      ok: false,
      error: { code: 'storage-full' },
    });
    expect(textsOf(vault)).toEqual(['kept']);
    const again = await openVault();
    expect(textsOf(again)).toEqual(['kept']);
    expect(unwrap(await again.journal.loadDraft('new'))).toMatchObject({ text: 'too much' });
  });

  it('waits with a save until the vault is open', async () => {
    const vault = createVault({
      clock: { now: () => now },
      random: systemRandom,
      zone: () => 'UTC',
      tabs: openTab(),
      pause: tick,
    });
    const saving = vault.journal.create({ text: 'early' });
    await vault.open();
    expect((await saving).ok).toBe(true);
  });
});

it('opens what an app without locks has made', async () => {
  const vault = await openVault();
  unwrap(await vault.journal.create({ text: 'from before' }));
  const home = await new Dexie(HOME_DATABASE).open();
  const rows: unknown[] = await home.table('vaults').toArray();
  home.close();
  (await vault.locks()).closeKey();
  await Dexie.delete(HOME_DATABASE);
  const older = new Dexie(HOME_DATABASE);
  older.version(1).stores({ vaults: 'vaultId, role' });
  await older.open();
  await older.table('vaults').bulkPut(rows);
  older.close();
  expect(textsOf(await openVault())).toEqual(['from before']);
});

describe('two tabs', () => {
  it('make one vault at a first launch, and show each other what they save', async () => {
    const [one, two] = await Promise.all([openVault(), openVault()]);
    expect(one.keyring().vaultId).toBe(two.keyring().vaultId);
    const id = unwrap(await one.journal.create({ text: 'from one' }));
    await until(() => two.journal.entries.value.length === 1);
    unwrap(await two.journal.edit(id, { text: 'from two' }));
    await until(() => textsOf(one)[0] === 'from two');
  });

  it('lose neither edit when both save at the same moment', async () => {
    const [one, two] = [await openVault(), await openVault()];
    const id = unwrap(await one.journal.create({ text: 'start' }));
    await until(() => two.journal.entries.value.length === 1);
    await Promise.all([one.journal.edit(id, { text: 'left' }), two.journal.edit(id, { text: 'right' })]);
    const [entry] = (await openVault()).journal.entries.value;
    const texts = [
      entry!.text,
      ...entry!.otherVersions.map((version) => version.text),
      ...entry!.revisions.map(({ text }) => text),
    ];
    expect(texts.sort()).toEqual(['left', 'right', 'start']);
  });
});

describe('what cannot be opened', () => {
  it('is set aside, shown, and stands in nobody’s way', async () => {
    const vault = await openVault();
    const broken = unwrap(await vault.journal.create({ text: 'will rot' }));
    unwrap(await vault.journal.create({ text: 'sound' }));
    const { store } = vault.session.value!;
    const { queued } = await store.readRecord(broken as string as RecordId);
    const batch = await store.takeBatch({ ops: 10, chars: 1e6 });
    unwrap(
      await store.applyExchange({
        batch,
        cursor: 2 as Sequence,
        acked: batch.ops.map(({ opId }) => ({ opId, seq: 1 as Sequence })),
        refused: [],
        pulled: [],
      }),
    );
    const database = await new Dexie(databaseNameOf(vault.keyring().vaultId)).open();
    await database.table('records').update(broken, { envelope: new Uint8Array(400).fill(1) });
    database.close();
    const again = await openVault();
    await until(() => again.journal.quarantined.value.length === 1);
    expect(textsOf(again)).toEqual(['sound']);
    expect(again.journal.quarantined.value).toMatchObject([{ recordId: broken, reason: 'corrupt' }]);
    // The server's sound copy comes back with the next exchange, which starts from the beginning.
    const { open: _, ...op } = queued[0]!.op;
    const next = await again.session.value!.store.takeBatch({ ops: 10, chars: 1e6 });
    expect(next.cursor).toBe(0);
    const pulled = [{ ...op, seq: 1 as Sequence }];
    const effect = unwrap(
      await again.session.value!.store.applyExchange({
        batch: next,
        cursor: 2 as Sequence,
        acked: [],
        refused: [],
        pulled,
      }),
    );
    await again.mergePulled(effect.pulled);
    expect(textsOf(again).sort()).toEqual(['sound', 'will rot']);
  });

  it('is never superseded by an edit here', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'mine' }));
    const { store } = vault.session.value!;
    const hostile = {
      seq: 1 as Sequence,
      opId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as OpId,
      collection: 'entries',
      recordId: id as string as RecordId,
      supersedes: [],
      schema: 1,
      sealed: toBase64Url(new Uint8Array(400).fill(1)),
      deleted: false,
    };
    const batch = await store.takeBatch({ ops: 10, chars: 1e6 });
    const effect = unwrap(
      await store.applyExchange({ batch, cursor: 1 as Sequence, acked: [], refused: [], pulled: [hostile] }),
    );
    await vault.mergePulled(effect.pulled);
    expect(vault.journal.quarantined.value).toMatchObject([{ recordId: id, reason: 'corrupt' }]);
    unwrap(await vault.journal.edit(id, { text: 'edited' }));
    for (const { op } of await store.readOutbox()) expect(op.supersedes).not.toContain(hostile.opId);
    expect(textsOf(vault)).toEqual(['edited']);
  });

  it('keeps nothing else closed, even on a device too full to set it aside', async () => {
    const vault = await openVault();
    const broken = unwrap(await vault.journal.create({ text: 'will rot' }));
    unwrap(await vault.journal.create({ text: 'sound' }));
    const database = await new Dexie(databaseNameOf(vault.keyring().vaultId)).open();
    await database.table('records').update(broken, { envelope: new Uint8Array(400).fill(1) });
    const rotten = {
      opId: 'op-1',
      recordId: broken,
      order: 1,
      collection: 'entries',
      schema: 1,
      supersedes: [],
    };
    await database.table('inbox').put({ ...rotten, sealed: toBase64Url(new Uint8Array(400).fill(2)) });
    database.close();
    onTestFinished(fillStorage((storeName) => storeName === 'quarantine' || storeName === 'meta'));
    const again = await openVault();
    await until(() => again.journal.status.value.kind === 'ready');
    expect(textsOf(again)).toEqual(['sound']);
  });

  it('is carried by a backup as it came', async () => {
    const vault = await openVault();
    const { store } = vault.session.value!;
    const sealed = toBase64Url(new Uint8Array(400).fill(1));
    const strange = { seq: 1 as Sequence, supersedes: [], schema: 9, deleted: false };
    const recordId = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' as RecordId;
    const pulled = [
      { ...strange, collection: 'dreams', recordId, opId: 'op-1' as OpId, sealed },
      { ...strange, collection: 'entries', recordId, opId: 'op-2' as OpId, sealed: '!' },
      { ...strange, collection: 'no such name', recordId, opId: 'op-3' as OpId, sealed },
    ];
    const batch = await store.takeBatch({ ops: 10, chars: 1e6 });
    unwrap(await store.applyExchange({ batch, cursor: 1 as Sequence, acked: [], refused: [], pulled }));
    expect(await store.readQuarantine()).toHaveLength(3);
    expect(await vault.unopened()).toEqual([
      { collection: 'dreams', recordId, schema: 9, opId: 'op-1', envelope: new Uint8Array(400).fill(1) },
    ]);
  });

  it('is tried again by an app that knows its version', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'from a newer app' }));
    const { row } = await vault.session.value!.store.readRecord(id as string as RecordId);
    const database = await new Dexie(databaseNameOf(vault.keyring().vaultId)).open();
    const { recordId, collection, schema, stateId: opId, envelope } = row!;
    const kept = { recordId, collection, opId, order: 1, supersedes: [], reason: 'unsupported-version' };
    const sealed = toBase64Url(envelope);
    await database.table('quarantine').bulkPut([
      { ...kept, key: 'known', schema, sealed },
      { ...kept, key: 'newer', opId: 'op-2', schema: 2, sealed },
      { ...kept, key: 'newest', opId: 'op-3', schema, sealed: toBase64Url(new Uint8Array(400).fill(2)) },
    ]);
    await database.table('records').delete(id);
    database.close();
    const again = await openVault();
    await until(() => again.journal.entries.value.length === 1);
    expect(textsOf(again)).toEqual(['from a newer app']);
    const left = await again.session.value!.store.readQuarantine();
    expect(left.map(({ key }) => key).sort()).toEqual(['newer', 'newest']);
  });

  it('shows as a status when the browser has no IndexedDB', async () => {
    const factory = globalThis.indexedDB;
    onTestFinished(() => void (globalThis.indexedDB = factory));
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const vault = await openVault();
    expect(vault.journal.status.value).toEqual({ kind: 'unavailable', reason: 'no-indexeddb' });
    expect(await vault.journal.create({ text: 'x' })).toEqual({
      ok: false,
      error: { code: 'storage-unavailable' },
    });
  });

  it('touches nothing that a newer app has made', async () => {
    const newer = new Dexie(HOME_DATABASE);
    newer.version(7).stores({ vaults: 'vaultId, role', more: 'id' });
    await newer.open();
    newer.close();
    const vault = await openVault();
    expect(vault.journal.status.value).toEqual({ kind: 'unavailable', reason: 'newer-schema' });
  });
});

describe('moving into the journal of an account', () => {
  const otherKeys = () => {
    const { vaultId, accountKey } = createKeys(systemRandom);
    return { vaultId, bytes: accountKey, keyring: createKeyring(vaultId, accountKey, systemRandom) };
  };

  it('seals everything again, queues it and brings drafts along', async () => {
    const vault = await openVault();
    const { keyring, vaultId } = otherKeys();
    unwrap(await vault.journal.create({ text: 'local' }));
    unwrap(await vault.journal.saveDraft('new', { text: 'draft', mood: null, updatedAt: now }));
    unwrap(await vault.moveInto(keyring));
    await until(() => vault.journal.entries.value.length === 1);
    const again = await openVault();
    expect(again.keyring().vaultId).toBe(vaultId);
    expect(textsOf(again)).toEqual(['local']);
    expect(await again.session.value!.store.countOutbox()).toBe(1);
    expect(unwrap(await again.journal.loadDraft('new'))).toMatchObject({ text: 'draft' });
  });

  it('stays a journal that saves when the device cannot finish the move', async () => {
    const vault = await openVault();
    unwrap(await vault.journal.create({ text: 'local' }));
    let puts = 0;
    const empty = fillStorage((storeName) => storeName === 'vaults' && ++puts === 2);
    const moved = await vault.moveInto(otherKeys().keyring);
    empty();
    expect(moved).toEqual({ ok: false, error: 'storage-full' });
    unwrap(await vault.journal.create({ text: 'still here' }));
    await until(() => vault.journal.entries.value.length === 2);
    expect(textsOf(vault).sort()).toEqual(['local', 'still here']);
  });

  it('goes on where a crash left it', async () => {
    const vault = await openVault();
    const { keyring, vaultId } = otherKeys();
    for (const text of ['a', 'b', 'c']) unwrap(await vault.journal.create({ text }));
    let puts = 0;
    const empty = fillStorage((storeName) => storeName === 'records' && ++puts === 2);
    const moved = await vault.moveInto(keyring);
    empty();
    expect(moved).toEqual({ ok: false, error: 'storage-full' });
    const again = await openVault();
    await until(() => again.keyring().vaultId === vaultId && again.journal.entries.value.length === 3);
    expect(textsOf(again).sort()).toEqual(['a', 'b', 'c']);
  });

  it('leaves no entry in a journal that nobody opens again, though another tab moves elsewhere meanwhile', async () => {
    const deaf = () => openSomeVault({ tabs: { tell: () => {}, listen: () => {}, close: () => {} } });
    const [one, two] = [await deaf(), await deaf()];
    unwrap(await one.journal.create({ text: 'before' }));
    const others: Promise<unknown>[] = [];
    const stop = fillStorage((storeName) => {
      if (storeName === 'records' && others.length === 0) others.push(two.moveInto(otherKeys().keyring));
      return false;
    });
    await one.moveInto(otherKeys().keyring);
    await Promise.all(others);
    stop();
    for (const [text, tab] of [['one', one] as const, ['two', two] as const]) {
      await until(() => tab.journal.status.value.kind === 'ready');
      unwrap(await tab.journal.create({ text }));
    }
    const again = await openVault();
    await until(() => again.journal.entries.value.length === 3);
    expect(textsOf(again).sort()).toEqual(['before', 'one', 'two']);
  });
});

describe('importing', () => {
  it('adds what is missing, merges what differs and overwrites nothing', async () => {
    const vault = await openVault();
    const id = unwrap(await vault.journal.create({ text: 'old' }));
    const backup: (readonly [RecordId, never])[] = [];
    for await (const page of vault.documents()) backup.push(...(page as never[]));
    unwrap(await vault.journal.edit(id, { text: 'newer' }));
    expect(unwrap(await vault.importDocuments(backup))).toEqual({ added: 0, merged: 0, unchanged: 1 });
    expect(textsOf(vault)).toEqual(['newer']);
    await vault.erase();
    const empty = await openVault();
    expect(unwrap(await empty.importDocuments(backup))).toEqual({ added: 1, merged: 0, unchanged: 0 });
    expect(textsOf(empty)).toEqual(['old']);
  });
});
