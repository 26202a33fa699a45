import { expect, it } from 'vitest';
import { lazyPacks } from './lazy-packs.ts';

it('has no file of a pack where the code of packs does not come: the shipped models read on', async () => {
  const packs = lazyPacks(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await packs.read('face-landmarks-official', 'landmarker')).toBeNull();
});

it('offers none where that code does not come, and leaves no promise broken', async () => {
  const packs = lazyPacks(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(packs.refresh()).resolves.toBeUndefined();
  expect(packs.packs.value).toEqual([]);
});
