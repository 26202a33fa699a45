import { expect, it } from 'vitest';
import { lazyPacks } from './lazy-packs.ts';

it('has no file of a pack where the code of packs does not come: the shipped models read on', async () => {
  const packs = lazyPacks(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await packs.read('face-landmarks-official', 'landmarker')).toBeNull();
});
