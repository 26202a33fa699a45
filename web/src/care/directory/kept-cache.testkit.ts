import type { FileCache } from '../../offline/verified-files.ts';

/** Cache Storage in memory. */
export function createKeptCache(): { readonly cache: FileCache; readonly kept: Map<string, Response> } {
  const kept = new Map<string, Response>();
  const cache: FileCache = {
    match: async (key) => kept.get(key)?.clone(),
    put: async (key, response) => void kept.set(key, response),
    delete: async (key) => kept.delete(key),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
  };
  return { cache, kept };
}
