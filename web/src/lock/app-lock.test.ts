import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { err, ok, unwrap } from '@undertone/base/result';
import { toBase64Url } from '@undertone/base/bytes';
import { createVault as createKeys } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StretchNotLoaded } from '../account/stretch-message.ts';
import type { LockAnswer, Reopening, ReopenFailure } from '../app/app-lock-port.ts';
import { beforeReload } from '../app/before-reload.ts';
import { showSnack, snack } from '../app/snackbar.ts';
import { fillStorage } from '../vault/full-storage.ts';
import { HOME_DATABASE, type AppLockRow, type HomeRow } from '../vault/home-database.ts';
import { emptyBrowser, MORNING, openTab as openChannel, tick, until } from '../vault/opened-vault.testkit.ts';
import { createVault, type Vault } from '../vault/vault.ts';
import { createAppLockActions, type AppLockActionParts } from './app-lock-actions.ts';
import { createAppLock, type AppLock } from './app-lock.ts';

let now = MORNING;
let stretchings = 0;

beforeEach(() => {
  emptyBrowser();
  stretchings = 0;
});

/** Stands in for Argon2id: the real one has its own vectors, and half a second each. */
async function stretch(text: string): Promise<Uint8Array<ArrayBuffer>> {
  stretchings += 1;
  const hash = await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text));
  return new Uint8Array(hash);
}

const PRF = new Uint8Array(32).fill(7);
const PASSKEY = { credentialId: 'AAAA', salt: toBase64Url(new Uint8Array(32).fill(3)) };
const passkeySecret = () => ({ kind: 'passkey', bytes: redact(new Uint8Array(PRF)), ...PASSKEY }) as const;

interface Tab {
  readonly vault: Vault;
  readonly lock: AppLock;
}

/** Only what is due at once runs here: delays have their own tests. */
const runWhatIsDue = (delayMs: number, run: () => void) => void (delayMs === 0 && setImmediate(run));

async function openTab(
  changes: Partial<AppLockActionParts> = {},
  schedule: (delayMs: number, run: () => void) => void = runWhatIsDue,
): Promise<Tab> {
  const tabs = openChannel();
  const clock = { now: () => now };
  const vault = createVault({ clock, random: systemRandom, zone: () => 'UTC', tabs, pause: tick });
  const lock = createAppLock({
    vault,
    clock,
    tabs,
    schedule: (delayMs, run) => {
      schedule(delayMs, run);
      return () => {};
    },
    host: { isHidden: () => false, onVisibility: () => {}, onUse: () => {} },
    readPreference: () => null,
    writePreference: () => {},
    onOpened: async () => {},
    canUsePasskey: async () => true,
    eraseDevice: () => vault.erase(),
    loadActions: async () =>
      createAppLockActions({
        vault,
        clock,
        random: systemRandom,
        stretch,
        createPasskey: async () => ok(passkeySecret()),
        askPasskey: async () => ok(passkeySecret()),
        reopen: async () => err<ReopenFailure>('offline'),
        ...changes,
      }),
  });
  await vault.open();
  await until(() => vault.journal.status.value.kind !== 'opening');
  await lock.refresh();
  return { vault, lock };
}

const pin = (digits: string): LockAnswer => ({ kind: 'pin', secret: redact(digits) });
const passphrase = (text: string): LockAnswer => ({ kind: 'passphrase', secret: redact(text) });
const PIN = pin('274936');
const WRONG = pin('110022');
const PHRASE = passphrase('copper violin thunder saddle');
const textsOf = ({ vault }: Tab) => vault.journal.entries.value.map(({ text }) => text);

async function storedHome(): Promise<{ vaults: HomeRow[]; locks: AppLockRow[] }> {
  const home = await new Dexie(HOME_DATABASE).open();
  const stored = { vaults: await home.table('vaults').toArray(), locks: await home.table('locks').toArray() };
  home.close();
  return stored;
}

async function lockedWithPin(text = 'behind the lock'): Promise<Tab> {
  const tab = await openTab();
  unwrap(await tab.vault.journal.create({ text }));
  unwrap(await tab.lock.set(PIN, null));
  return tab;
}

describe('an app lock', () => {
  it('says that a part of the app is missing where the code for passphrases does not come', async () => {
    const tab = await openTab({ stretch: () => Promise.reject(new StretchNotLoaded()) });
    expect(await tab.lock.set(PIN, null)).toEqual(err('code-missing'));
    expect(tab.lock.state.value.kind).toBe('off');
    expect((await storedHome()).locks).toEqual([]);
  });

  it('starts locked after a reload, shows nothing, and opens by the right PIN', async () => {
    await lockedWithPin();
    const again = await openTab();
    expect(again.lock.state.value).toEqual({ kind: 'locked', ways: ['pin'], waits: {} });
    expect(again.vault.journal.status.value).toEqual({ kind: 'locked' });
    expect(textsOf(again)).toEqual([]);
    expect(again.vault.journal.search('behind')).toEqual([]);
    expect(await again.vault.journal.create({ text: 'x' })).toEqual({
      ok: false,
      error: { code: 'vault-locked' },
    });
    expect(await again.lock.unlock(WRONG)).toEqual({ ok: false, error: 'wrong' });
    unwrap(await again.lock.unlock(PIN));
    await until(() => textsOf(again).length === 1);
    expect(again.lock.state.value.kind).toBe('open');
  });

  it('takes the key that the browser alone could open away, and every plain wrap with it', async () => {
    const tab = await lockedWithPin();
    const { vaults, locks } = await storedHome();
    expect(vaults.map(({ deviceKey }) => deviceKey)).toEqual([null]);
    expect(locks).toHaveLength(1);
    expect(locks[0]!.share.extractable).toBe(false);
    expect(tab.lock.state.value.kind).toBe('open');
  });

  it('leaves no key in memory when it closes: none to be had, and the old ones open nothing', async () => {
    const tab = await lockedWithPin();
    const session = tab.vault.session.value!;
    const { row } = await session.store.readRecord(tab.vault.journal.entries.value[0]!.id as never);
    const accountKey = revealSecret(session.keyring.accountKey);
    expect(accountKey.some((byte) => byte !== 0)).toBe(true);
    await tab.lock.lockNow();
    expect(tab.vault.session.value).toBeNull();
    expect(() => tab.vault.keyring()).toThrow('not open');
    expect((await tab.vault.locks()).openKey()).toBeNull();
    expect(accountKey.every((byte) => byte === 0)).toBe(true);
    const { collection, recordId, schema, stateId: opId, envelope } = row!;
    expect(await session.keyring.openRecord({ collection, recordId, schema, opId, envelope })).toEqual({
      ok: false,
      error: 'locked',
    });
    expect(textsOf(tab)).toEqual([]);
  });

  it('seals what an open editor holds before it closes, and gives it back', async () => {
    const tab = await lockedWithPin();
    const release = beforeReload(async () => {
      unwrap(await tab.vault.journal.saveDraft('new', { text: 'half a thou', mood: null, updatedAt: now }));
    });
    await tab.lock.lockNow();
    release();
    expect(unwrap(await tab.vault.journal.loadDraft('new'))).toBeNull();
    unwrap(await tab.lock.unlock(PIN));
    expect(unwrap(await tab.vault.journal.loadDraft('new'))).toMatchObject({ text: 'half a thou' });
  });

  it('lets a save that is under way end first', async () => {
    const tab = await lockedWithPin();
    const saving = tab.vault.journal.create({ text: 'just in time' });
    await tick();
    await tab.lock.lockNow();
    expect((await saving).ok).toBe(true);
    unwrap(await tab.lock.unlock(PIN));
    await until(() => textsOf(tab).includes('just in time'));
  });

  it('does not wait for ever for a draft that cannot be saved', async () => {
    const tab = await openTab({}, (_delayMs, run) => void setImmediate(run));
    unwrap(await tab.lock.set(PIN, null));
    onTestFinished(beforeReload(() => new Promise(() => {})));
    await tab.lock.lockNow();
    expect(tab.vault.session.value).toBeNull();
  });

  it('lets go of what waited in memory for an answer', async () => {
    const tab = await lockedWithPin();
    const letGo = vi.fn<() => void>();
    showSnack({ text: 'A recording waits', decline: { label: 'Discard', run: letGo } });
    showSnack({ text: 'Kept' });
    await tab.lock.lockNow();
    expect(letGo).toHaveBeenCalledOnce();
    expect(snack.value).toBeNull();
  });

  it('closes in every other tab too, and when it is set there', async () => {
    const [one, two] = [await openTab(), await openTab()];
    unwrap(await one.lock.set(PIN, null));
    await until(() => two.lock.state.value.kind === 'locked');
    expect(one.lock.state.value.kind).toBe('open');
    unwrap(await two.lock.unlock(PIN));
    await one.lock.lockNow();
    await until(() => two.lock.state.value.kind === 'locked');
    // Locked is what it shows first; the keys go once what an editor held is saved.
    await until(() => two.vault.session.value === null);
  });

  it('opens again in the other tabs when it is taken off', async () => {
    const [one, two] = [await openTab(), await openTab()];
    unwrap(await one.lock.set(PIN, null));
    await until(() => two.lock.state.value.kind === 'locked');
    unwrap(await one.lock.remove('pin', PIN));
    await until(() => two.lock.state.value.kind === 'off');
    expect(two.vault.session.value).not.toBeNull();
    expect((await one.vault.locks()).openKey()).toBeNull();
    expect((await storedHome()).vaults[0]!.deviceKey).not.toBeNull();
    expect((await openTab()).lock.state.value.kind).toBe('off');
  });

  it('refuses weak secrets', async () => {
    const { lock } = await openTab();
    for (const [digits, failure] of [
      ['12345', 'pin-too-short'],
      ['12345a', 'pin-too-short'],
      ['123456', 'pin-too-simple'],
      ['000000', 'pin-too-simple'],
      ['121212', 'pin-too-simple'],
      ['198198', 'pin-too-simple'],
    ] as const) {
      expect(await lock.set(pin(digits), null)).toEqual({ ok: false, error: failure });
    }
    expect(await lock.set(passphrase('short'), null)).toEqual({ ok: false, error: 'passphrase-too-weak' });
    expect(lock.state.value.kind).toBe('off');
  });
});

describe('wrong PINs', () => {
  it('wait longer and longer after five, each having cost a stretching, over a reload and a clock set back', async () => {
    const start = now;
    onTestFinished(() => void (now = start));
    let { lock } = await lockedWithPin();
    await lock.lockNow();
    const wrong = async () =>
      unwrap({ ok: true, value: (await lock.unlock(WRONG)) as { error: string } }).error;
    stretchings = 0;
    for (let turn = 0; turn < 5; turn++) expect(await wrong()).toBe('wrong');
    expect(stretchings).toBe(5);
    for (const waitMs of [30_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000]) {
      expect(lock.state.value.waits).toEqual({ pin: now + waitMs });
      expect(await wrong()).toBe('wait');
      expect(await lock.unlock(PIN)).toEqual({ ok: false, error: 'wait' });
      now = (now - 86_400_000) as EpochMs;
      ({ lock } = await openTab());
      expect(await wrong()).toBe('wait');
      now = (now + waitMs - 1) as EpochMs;
      expect(await wrong()).toBe('wait');
      now = (now + 1) as EpochMs;
      expect(await wrong()).toBe('wrong');
    }
    expect(stretchings).toBe(11);
    now = (now + 3_600_000) as EpochMs;
    unwrap(await lock.unlock(PIN));
    expect((await storedHome()).locks[0]!.tries.failures).toBe(0);
  });

  it('count although the page was closed in the middle of the try', async () => {
    await lockedWithPin();
    const dying = await openTab({ stretch: () => new Promise(() => {}) });
    void dying.lock.unlock(WRONG);
    await vi.waitFor(async () => expect((await storedHome()).locks[0]!.tries.failures).toBe(1), {
      timeout: 60_000,
      interval: 1,
    });
  });

  it('do not keep the passphrase beside them from opening', async () => {
    const tab = await lockedWithPin();
    unwrap(await tab.lock.set(PHRASE, PIN));
    await tab.lock.lockNow();
    for (let turn = 0; turn < 6; turn++) await tab.lock.unlock(WRONG);
    expect(await tab.lock.unlock(PIN)).toEqual({ ok: false, error: 'wait' });
    unwrap(await tab.lock.unlock(PHRASE));
  });
});

describe('changing the lock', () => {
  it('needs the current one, for another way, a new secret or none at all', async () => {
    const tab = await lockedWithPin();
    expect(await tab.lock.set(PHRASE, WRONG)).toEqual({ ok: false, error: 'wrong' });
    expect(await tab.lock.set(PHRASE, null)).toEqual({ ok: false, error: 'changed' });
    expect(await tab.lock.remove('pin', WRONG)).toEqual({ ok: false, error: 'wrong' });
    unwrap(await tab.lock.set({ kind: 'passkey' }, PIN));
    unwrap(await tab.lock.set(pin('905518'), { kind: 'passkey' }));
    expect([...tab.lock.state.value.ways].sort()).toEqual(['passkey', 'pin']);
    await tab.lock.lockNow();
    expect(await tab.lock.unlock(PIN)).toEqual({ ok: false, error: 'wrong' });
    unwrap(await tab.lock.unlock(pin('９０５ ５１８')));
    unwrap(await tab.lock.remove('pin', { kind: 'passkey' }));
    await tab.lock.lockNow();
    expect(await tab.lock.unlock(pin('905518'))).toEqual({ ok: false, error: 'changed' });
    unwrap(await tab.lock.unlock({ kind: 'passkey' }));
  });

  it('says when a passkey cannot be had, and changes nothing', async () => {
    const tab = await openTab({ createPasskey: async () => err('passkey-unsupported') });
    expect(await tab.lock.set({ kind: 'passkey' }, null)).toEqual({
      ok: false,
      error: 'passkey-unsupported',
    });
    expect((await storedHome()).vaults[0]!.deviceKey).not.toBeNull();
  });

  it('stands whole on either side of a crash at any write', async () => {
    for (const [setUp, act, opens] of [
      [null, (tab: Tab) => tab.lock.set(PIN, null), PIN],
      [PIN, (tab: Tab) => tab.lock.set(PHRASE, PIN), PIN],
      [PIN, (tab: Tab) => tab.lock.remove('pin', PIN), PIN],
    ] as const) {
      for (let at = 1; at <= 3; at++) {
        emptyBrowser();
        const tab = await openTab();
        unwrap(await tab.vault.journal.create({ text: 'still there' }));
        if (setUp !== null) unwrap(await tab.lock.set(setUp, null));
        let puts = 0;
        const empty = fillStorage(
          (storeName) => (storeName === 'vaults' || storeName === 'locks') && ++puts === at,
        );
        const done = await act(tab);
        empty();
        const again = await openTab();
        const { vaults, locks } = await storedHome();
        expect(vaults.every(({ deviceKey }) => (deviceKey === null) === locks.length > 0)).toBe(true);
        if (again.lock.state.value.kind === 'locked') unwrap(await again.lock.unlock(opens));
        await until(() => textsOf(again).length === 1);
        expect(textsOf(again)).toEqual(['still there']);
        if (!done.ok) expect(done.error).toBe('storage-unavailable');
      }
    }
  });

  it('holds over a move into an account’s journal, also when a crash cut it short', async () => {
    const tab = await lockedWithPin();
    const { vaultId, accountKey } = createKeys(systemRandom);
    let puts = 0;
    const empty = fillStorage((storeName) => storeName === 'records' && ++puts === 1);
    const moved = await tab.vault.moveInto(createKeyring(vaultId, accountKey, systemRandom));
    empty();
    expect(moved.ok).toBe(false);
    expect((await storedHome()).vaults.map(({ deviceKey }) => deviceKey)).toEqual([null, null]);
    const again = await openTab();
    expect(again.lock.state.value.kind).toBe('locked');
    unwrap(await again.lock.unlock(PIN));
    await until(() => again.vault.keyring().vaultId === vaultId && textsOf(again).length === 1);
    await again.lock.lockNow();
    unwrap(await again.lock.unlock(PIN));
    expect(again.vault.keyring().vaultId).toBe(vaultId);
  });
});

describe('a forgotten lock', () => {
  const words: Reopening = { kind: 'words', words: redact('twenty-four of them') };

  it('opens by the account’s own key and is gone then', async () => {
    const tab = await lockedWithPin();
    const { vaultId, accountKey } = tab.vault.keyring();
    const kept = redact(new Uint8Array(revealSecret(accountKey)));
    const again = await openTab({
      reopen: async () => ok(createKeyring(vaultId, kept as typeof accountKey, systemRandom)),
    });
    unwrap(await again.lock.reopen(words));
    await until(() => textsOf(again).length === 1);
    expect(again.lock.state.value).toEqual({ kind: 'off', ways: [], waits: {} });
    expect((await storedHome()).locks).toEqual([]);
    expect((await openTab()).lock.state.value.kind).toBe('off');
  });

  it('does not open by another journal’s key, nor without any', async () => {
    await lockedWithPin();
    const { vaultId, accountKey } = createKeys(systemRandom);
    const other = await openTab({ reopen: async () => ok(createKeyring(vaultId, accountKey, systemRandom)) });
    expect(await other.lock.reopen(words)).toEqual({ ok: false, error: 'other-journal' });
    const offline = await openTab();
    expect(await offline.lock.reopen(words)).toEqual({ ok: false, error: 'offline' });
    expect(offline.lock.state.value.kind).toBe('locked');
  });

  it('can be left behind with everything on the device', async () => {
    await lockedWithPin();
    const again = await openTab();
    await again.lock.eraseDevice();
    const fresh = await openTab();
    expect(fresh.lock.state.value.kind).toBe('off');
    expect(textsOf(fresh)).toEqual([]);
  });
});
