import type { Bytes } from '@undertone/base/bytes';
import { IMMUTABLE } from '../http/security-headers.ts';

/** Bytes kept near whoever asks, under names that change with them. It may forget at any time. */
export interface EdgeCache {
  get(name: string): Promise<Bytes | null>;
  put(name: string, bytes: Bytes): Promise<void>;
}

/** A host that cannot exist: entries are found by our names alone, never by an address that somebody asked for. */
const addressOf = (name: string) => `https://directory.invalid/${name}`;

/**
 * The data centre's own cache. Bytes stand in it as they are, so that nothing between packs or unpacks them. Where
 * there is none (raw workerd), nothing is ever found.
 */
export function createEdgeCache(): EdgeCache {
  const orNothing = async <Value>(work: (cache: Cache) => Promise<Value>): Promise<Value | null> => {
    try {
      return await work(await caches.open('directory'));
    } catch {
      return null;
    }
  };
  return {
    get: (name) =>
      orNothing(async (cache) => {
        const found = await cache.match(addressOf(name));
        return found === undefined ? null : new Uint8Array(await found.arrayBuffer());
      }),
    put: async (name, bytes) => {
      const headers = { 'cache-control': IMMUTABLE, 'content-type': 'application/octet-stream' };
      await orNothing((cache) => cache.put(addressOf(name), new Response(bytes, { headers })));
    },
  };
}
