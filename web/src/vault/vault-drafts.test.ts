import { systemRandom } from '@undertone/base/clock';
import { err, unwrap } from '@undertone/base/result';
import { createVault as createKeys } from '@undertone/crypto/account-key';
import { createKeyring, type Keyring } from '@undertone/crypto/keyring';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DraftRow } from '../sync/store-rows.ts';
import { fillStorage } from './full-storage.ts';
import { createHeldDrafts } from './held-drafts.ts';
import { emptyBrowser, MORNING, openVault, until } from './opened-vault.testkit.ts';
import type { Vault } from './vault.ts';

beforeEach(emptyBrowser);

const draft = (text: string, updatedAt: number = MORNING) => ({
  text,
  mood: null,
  updatedAt: updatedAt as never,
});
const save = async (vault: Vault, text: string, updatedAt?: number) =>
  unwrap(await vault.journal.saveDraft('new', draft(text, updatedAt)));
const load = async (vault: Vault) => unwrap(await vault.journal.loadDraft('new'))?.text ?? null;

/** A tab that the others’ messages do not reach: frozen in the background. */
const DEAF = { tell: () => {}, listen: () => {}, close: () => {} };

function otherKeys(): () => Keyring {
  const { vaultId, accountKey } = createKeys(systemRandom);
  return () => createKeyring(vaultId, accountKey, systemRandom);
}

describe('a draft that was moved into the journal of an account', () => {
  it('is not put back over what was written on from it', async () => {
    const vault = await openVault();
    await save(vault, 'half a');
    unwrap(await vault.moveInto(otherKeys()()));
    await until(() => vault.journal.status.value.kind === 'ready');
    await save(vault, 'half a thought, and the other half');
    expect(await load(await openVault())).toBe('half a thought, and the other half');
  });

  it('does not come back once it was kept', async () => {
    const vault = await openVault();
    await save(vault, 'half a');
    unwrap(await vault.moveInto(otherKeys()()));
    await until(() => vault.journal.status.value.kind === 'ready');
    await vault.journal.clearDraft('new');
    expect(await load(await openVault())).toBeNull();
  });
});

it('brings along what another tab wrote into the journal that was left, beside what was written since', async () => {
  const [here, there] = [await openVault(), await openVault({ tabs: DEAF })];
  unwrap(await here.moveInto(otherKeys()()));
  await until(() => here.journal.status.value.kind === 'ready');
  await save(here, 'of the account', MORNING + 1);
  await save(there, 'of the other tab');
  expect(await load(await openVault())).toBe('of the account\n\nof the other tab');
  // The journal that was left is gone by then, and says so to whoever is still in it.
  expect((await there.journal.saveDraft('new', draft('late'))).ok).toBe(false);
});

describe('a draft for which the device has no room', () => {
  it('says so, is there when its page is opened again, and rests on the device once there is room', async () => {
    const vault = await openVault();
    const empty = fillStorage((storeName) => storeName === 'drafts');
    const saved = await vault.journal.saveDraft('new', draft('half a thought'));
    expect(saved).toEqual({ ok: false, error: { code: 'storage-full' } });
    expect(unwrap(await vault.journal.loadDraft('new'))).toMatchObject({
      text: 'half a thought',
      isHeld: true,
    });
    empty();
    expect(unwrap(await vault.journal.loadDraft('new'))).toEqual(draft('half a thought'));
    expect(await load(await openVault())).toBe('half a thought');
  });

  it('takes the place of what the device took before', async () => {
    const vault = await openVault();
    await save(vault, 'half a');
    onTestFinished(fillStorage((storeName) => storeName === 'drafts'));
    await vault.journal.saveDraft('new', draft('half a thought'));
    expect(await load(vault)).toBe('half a thought');
    await vault.journal.clearDraft('new');
    expect(await load(vault)).toBeNull();
  });

  it('waits behind the app lock, sealed', async () => {
    const vault = await openVault();
    const empty = fillStorage((storeName) => storeName === 'drafts');
    await vault.lock(async () => {
      await vault.journal.saveDraft('new', draft('half a thought'));
    });
    empty();
    await vault.open();
    expect(await load(vault)).toBe('half a thought');
  });

  it('comes along into the journal of an account', async () => {
    const vault = await openVault();
    const empty = fillStorage((storeName) => storeName === 'drafts');
    await vault.journal.saveDraft('new', draft('half a thought'));
    empty();
    unwrap(await vault.moveInto(otherKeys()()));
    await until(() => vault.journal.status.value.kind === 'ready');
    expect(await load(vault)).toBe('half a thought');
  });
});

it('is not taken for none while it cannot be read', async () => {
  const vault = await openVault();
  await save(vault, 'half a');
  const refused = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('The disk does not answer', 'UnknownError');
  });
  onTestFinished(() => refused.mockRestore());
  expect(await vault.journal.loadDraft('new')).toEqual(err('storage-unavailable'));
  refused.mockRestore();
  expect(await load(vault)).toBe('half a');
});

it('asks before a tab is closed that holds the only copy of a draft, and no longer than that', () => {
  const tab = new EventTarget();
  const isAsked = () => !tab.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const held = createHeldDrafts(tab);
  const row = (of: string): DraftRow => ({ of, stateId: 'state' as never, envelope: new Uint8Array() });
  expect(isAsked()).toBe(false);
  held.hold('one', row('one'));
  held.hold('two', row('two'));
  held.release('one');
  expect(isAsked()).toBe(true);
  held.release('two');
  expect(isAsked()).toBe(false);
});
