import type { CallApi } from '../app/call-api.ts';
import { openCacheNamed } from '../app/browser-parts.ts';
import type { Outbound } from '../app/outbound.ts';
import type { PackTask } from '../app/packs-port.ts';
import { PACK_PINS } from '../inference/shipped-models.ts';
import { createPackShelf, PACKS_CACHE } from './pack-shelf.ts';
import { createPacks, type Packs } from './packs.ts';
import type { PacksInUse } from './packs-in-use.ts';

/** What something in the app makes use of. Other pins wait in the manifest and are not offered. */
const TASKS_IN_USE: readonly PackTask[] = ['text-emotion', 'face-landmarks'];

export function joinPacks(parts: {
  readonly callApi: CallApi;
  readonly outbound: Outbound;
  readonly origin: string;
  readonly inUse: PacksInUse;
}): Packs {
  return createPacks({
    ...parts,
    pins: PACK_PINS.filter(({ task }) => TASKS_IN_USE.includes(task)),
    shelf: createPackShelf({ openCache: () => openCacheNamed(PACKS_CACHE), origin: parts.origin }),
  });
}
