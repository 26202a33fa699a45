import { effect } from '@preact/signals';
import { systemClock } from '@undertone/base/clock';
import type { CallApi } from '../../../app/call-api.ts';
import { now as minute } from '../../../app/now.ts';
import type { Services } from '../../../app/services.ts';
import { createCareDirectory } from '../../../care/directory/care-directory.ts';
import { createTileShelf, DIRECTORY_CACHE, type TileShelf } from '../../../care/directory/tile-shelf.ts';
import { createNearState, type NearState } from './near-state.ts';

export interface SharedNear {
  readonly near: NearState;
  readonly shelf: TileShelf;
}

const shared = new WeakMap<CallApi, SharedNear>();

/** One for as long as the page lives, so that the way to an entry and back loses no place; dropped by the app lock. */
export function sharedNear({ callApi, journal }: Pick<Services, 'callApi' | 'journal'>): SharedNear {
  const known = shared.get(callApi);
  if (known !== undefined) return known;
  const now = () => systemClock.now();
  const shelf = createTileShelf({
    openCache: async () => caches.open(DIRECTORY_CACHE),
    origin: location.origin,
    now,
  });
  const near = createNearState({
    directory: createCareDirectory({ callApi, shelf, now }),
    now: () => new Date(minute.value),
  });
  effect(() => {
    if (journal.status.value.kind === 'locked') near.forget();
  });
  const made = { near, shelf };
  shared.set(callApi, made);
  return made;
}
