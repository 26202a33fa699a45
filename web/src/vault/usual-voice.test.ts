import { systemRandom } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import { beforeEach, expect, test, vi } from 'vitest';
import { createFakeProfile } from '../app/fake-profile.ts';
import { PROFILE_RECORD_ID } from './collections.ts';
import { emptyBrowser, openVault } from './opened-vault.testkit.ts';
import { createUsualVoice } from './usual-voice.ts';

const usual = (madeAt: number): UsualVoice => ({
  version: 1,
  madeAt,
  clips: 5,
  speechSeconds: 20,
  features: { f0Mean: { centre: 27, spread: 1.5 }, arousal: { centre: 0, spread: 0.2 } },
});

beforeEach(emptyBrowser);

/** The usual voice over these standing values, newest first. */
function shownOver(values: readonly unknown[]): UsualVoice | null {
  const profile = createFakeProfile({ profile: { usualVoice: values } });
  return createUsualVoice(profile).current.value;
}

test('of two calibrations that devices made before they met the later one counts', () => {
  expect(shownOver([usual(2), usual(1)])).toEqual(usual(2));
});

test('a voice that was forgotten is forgotten, unless another device calibrated meanwhile', () => {
  expect(shownOver([null])).toBeNull();
  expect(shownOver([null, usual(2)])).toEqual(usual(2));
});

test('it is sealed, queued, there after a restart, and never an entry', async () => {
  const vault = await openVault();
  expect(vault.usualVoice.current.value).toBeNull();
  unwrap(await vault.usualVoice.forget());
  expect(await vault.countRecords()).toBe(0);
  unwrap(await vault.usualVoice.keep(usual(7)));
  expect(vault.usualVoice.current.value).toEqual(usual(7));
  expect(vault.journal.entries.value).toEqual([]);
  const [queued] = await vault.session.value!.store.readOutbox();
  expect(queued?.op).toMatchObject({
    collection: 'profile',
    recordId: PROFILE_RECORD_ID,
    open: null,
    deleted: false,
  });
  vault.session.value?.close();
  const again = await openVault();
  expect(again.usualVoice.current.value).toEqual(usual(7));
  expect(again.journal.entries.value).toEqual([]);
});

test('it comes along when the journal moves into another, which has one too', async () => {
  const vault = await openVault();
  unwrap(await vault.usualVoice.keep(usual(7)));
  const { createVault: createKeys } = await import('@undertone/crypto/account-key');
  const { createKeyring } = await import('@undertone/crypto/keyring');
  const { vaultId, accountKey } = createKeys(systemRandom);
  unwrap(await vault.moveInto(createKeyring(vaultId, accountKey, systemRandom)));
  await vi.waitFor(() => expect(vault.usualVoice.current.value).toEqual(usual(7)), { timeout: 60_000 });
  expect(vault.journal.entries.value).toEqual([]);
});

test('a spread of nothing, by which nothing can be divided, reads as no usual voice', () => {
  expect(shownOver([{ ...usual(1), features: { f0Mean: { centre: 27, spread: 0 } } }])).toBeNull();
});
