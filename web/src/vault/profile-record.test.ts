import { unwrap } from '@undertone/base/result';
import { beforeEach, expect, test } from 'vitest';
import { PROFILE_RECORD_ID } from './collections.ts';
import { join, type EntryDocument } from './entry-document.ts';
import { emptyBrowser, openVault } from './opened-vault.testkit.ts';
import { valuesIn, writeField } from './profile-record.ts';
import type { ReplicaId } from './version-vector.ts';

const FIELD = 'plan.signs';
const writer = (replica: string, at: number) => ({ replica: replica as ReplicaId, at });

/** What is written over a state that the writer was shown whole. */
function written(seen: EntryDocument | null, value: unknown, by: ReturnType<typeof writer>): EntryDocument {
  return writeField(seen, seen, FIELD, value, by)!;
}

beforeEach(emptyBrowser);

test('what two devices wrote before they met both stand, newest first, until somebody who saw both writes', () => {
  const here = written(null, ['one'], writer('a', 1_000));
  const there = written(null, ['two'], writer('b', 2_000));
  const met = join(here, there);
  expect(met).toEqual(join(there, here));
  expect(valuesIn(met).get(FIELD)).toEqual([['two'], ['one']]);
  expect(valuesIn(written(met, ['one', 'two'], writer('a', 500))).get(FIELD)).toEqual([['one', 'two']]);
});

test('what came in after the screen drew is not overwritten by what was typed into it', () => {
  const shown = written(null, ['one'], writer('a', 1_000));
  const present = join(shown, written(shown, ['one', 'theirs'], writer('b', 2_000)));
  const typed = writeField(present, shown, FIELD, ['one', 'mine'], writer('a', 3_000))!;
  expect(valuesIn(typed).get(FIELD)).toEqual([
    ['one', 'mine'],
    ['one', 'theirs'],
  ]);
});

test('a second save of the same tab takes the place of the first even before that is shown', () => {
  const first = written(null, ['o'], writer('a', 1_000));
  const second = writeField(first, null, FIELD, ['one'], writer('a', 1_001))!;
  expect(valuesIn(second).get(FIELD)).toEqual([['one']]);
});

test('fields leave each other alone', () => {
  const both = writeField(written(null, ['one'], writer('a', 1)), null, 'care.saved.x', 7, writer('b', 2))!;
  expect(valuesIn(both)).toEqual(
    new Map<string, unknown[]>([
      [FIELD, [['one']]],
      ['care.saved.x', [7]],
    ]),
  );
});

test('it is sealed, queued, there as soon as the journal is ready after a restart, and never an entry', async () => {
  const vault = await openVault();
  unwrap(await vault.profile.write(FIELD, null));
  expect(await vault.countRecords()).toBe(0);
  unwrap(await vault.profile.write(FIELD, ['canary-line']));
  expect(vault.profile.values.value.get(FIELD)).toEqual([['canary-line']]);
  expect(vault.journal.entries.value).toEqual([]);
  const queue = await vault.session.value!.store.readOutbox();
  expect(JSON.stringify(queue)).not.toContain('canary');
  expect(queue[0]?.op).toMatchObject({ collection: 'profile', recordId: PROFILE_RECORD_ID, open: null });
  for (let entry = 0; entry < 300; entry += 1) unwrap(await vault.journal.create({ text: `day ${entry}` }));
  vault.session.value?.close();
  let whenReady: unknown;
  await openVault({
    onReady: (again) => (whenReady ??= again.profile.values.value.get(FIELD) ?? 'not there yet'),
  });
  expect(whenReady).toEqual([['canary-line']]);
});

test('a locked journal shows nothing of it, and a write says that it is locked', async () => {
  const vault = await openVault();
  unwrap(await vault.profile.write(FIELD, ['mine']));
  await vault.lock(async () => {});
  expect(vault.profile.values.value.size).toBe(0);
  expect(await vault.profile.write(FIELD, ['late'])).toEqual({ ok: false, error: { code: 'vault-locked' } });
});

test('more than one record can carry is refused and changes nothing', async () => {
  const vault = await openVault();
  unwrap(await vault.profile.write(FIELD, ['short']));
  const refused = await vault.profile.write(FIELD, ['x'.repeat(500_000)]);
  expect(refused).toMatchObject({ ok: false, error: { code: 'entry-too-long' } });
  expect(vault.profile.values.value.get(FIELD)).toEqual([['short']]);
});

test('what waits when the journal is locked takes the place of what the person saw', async () => {
  const before = await openVault();
  unwrap(await before.profile.write(FIELD, ['one']));
  const vault = await openVault();
  expect(vault.profile.values.value.get(FIELD)).toEqual([['one']]);
  await vault.lock(async () => unwrap(await vault.profile.write(FIELD, ['one', 'two'])));
  expect(vault.profile.values.value.size).toBe(0);
  expect((await openVault()).profile.values.value.get(FIELD)).toEqual([['one', 'two']]);
});
