import type { CallApi } from '../app/call-api.ts';
import { openCacheNamed } from '../app/browser-parts.ts';
import type { Outbound } from '../app/outbound.ts';
import { PACK_PINS } from '../inference/shipped-models.ts';
import { createPackShelf, PACKS_CACHE } from './pack-shelf.ts';
import { createPacks, type Packs } from './packs.ts';
import type { PacksInUse } from './packs-in-use.ts';

export function joinPacks(parts: {
  readonly callApi: CallApi;
  readonly outbound: Outbound;
  readonly origin: string;
  readonly inUse: PacksInUse;
}): Packs {
  return createPacks({
    ...parts,
    pins: PACK_PINS,
    shelf: createPackShelf({ openCache: () => openCacheNamed(PACKS_CACHE), origin: parts.origin }),
  });
}
