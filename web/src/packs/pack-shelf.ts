import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { FileCache } from '../offline/verified-files.ts';

/** Apart from the app's own files, which an update clears out. */
export const PACKS_CACHE = 'undertone-packs';

/** Whole only once its SHA-256 was found to be the pinned one. */
export interface ShelvedFile {
  readonly bytes: number;
  readonly whole: boolean;
  /** It was whole once, and then found to be other bytes. */
  readonly spoiled: boolean;
}

/**
 * Files of packs in pieces, in Cache Storage. A download so goes on after a reload, and a file of 125 MB is never
 * copied to be joined.
 */
export interface PackShelf {
  look(pack: string, file: string): Promise<ShelvedFile>;
  /** Two tabs that fetch the same put the same piece in the same place. @param at from 0, none left out */
  add(pack: string, file: string, at: number, piece: Bytes): Promise<Result<void, 'storage-full'>>;
  pieces(pack: string, file: string): AsyncIterable<Bytes>;
  /** Says that the hash was checked. */
  seal(pack: string, file: string): Promise<Result<void, 'storage-full'>>;
  /** Throws away what is no longer the pinned file, and remembers that. */
  spoil(pack: string, file: string): Promise<void>;
  remove(pack: string, file?: string): Promise<void>;
}

const BYTES_HEADER = 'x-undertone-bytes';

/** @param openCache `null` where the browser keeps nothing; every piece is then one too many. */
export function createPackShelf(parts: {
  readonly openCache: () => Promise<FileCache | null>;
  readonly origin: string;
}): PackShelf {
  const keyOf = (pack: string, file: string, piece: number | 'whole' | 'spoiled') =>
    `${parts.origin}/packs/${pack}/${file}/${piece}`;

  const put = async (key: string, response: Response): Promise<Result<void, 'storage-full'>> => {
    const cache = await parts.openCache();
    if (cache === null) return err('storage-full');
    try {
      await cache.put(key, response);
      return ok();
    } catch {
      return err('storage-full');
    }
  };

  const stored = async function* (pack: string, file: string): AsyncGenerator<Response> {
    const cache = await parts.openCache();
    for (let piece = 0; ; piece++) {
      const response = await cache?.match(keyOf(pack, file, piece));
      if (response === undefined) return;
      yield response;
    }
  };

  const remove = async (pack: string, file?: string): Promise<void> => {
    const cache = await parts.openCache();
    const prefix = `${parts.origin}/packs/${pack}/${file === undefined ? '' : `${file}/`}`;
    for (const { url } of (await cache?.keys()) ?? []) if (url.startsWith(prefix)) await cache?.delete(url);
  };

  return {
    async look(pack, file) {
      let bytes = 0;
      for await (const response of stored(pack, file)) bytes += Number(response.headers.get(BYTES_HEADER));
      const cache = await parts.openCache();
      const has = async (mark: 'whole' | 'spoiled') =>
        (await cache?.match(keyOf(pack, file, mark))) !== undefined;
      return { bytes, whole: await has('whole'), spoiled: await has('spoiled') };
    },

    add(pack, file, at, piece) {
      const headers = { [BYTES_HEADER]: String(piece.length) };
      return put(keyOf(pack, file, at), new Response(piece, { headers }));
    },

    async *pieces(pack, file) {
      for await (const response of stored(pack, file)) yield new Uint8Array(await response.arrayBuffer());
    },

    seal: (pack, file) => put(keyOf(pack, file, 'whole'), new Response('')),

    async spoil(pack, file) {
      await remove(pack, file);
      await put(keyOf(pack, file, 'spoiled'), new Response(''));
    },

    remove,
  };
}
