import type { EpochMs } from '@undertone/base/clock';
import { TileIndexSchema, type Tile, type TileIndex } from '@undertone/contract/directory';
import * as v from 'valibot';
import type { FileCache } from '../../offline/verified-files.ts';

/** Apart from the app's own files, which an update clears out. */
export const DIRECTORY_CACHE = 'undertone-directory';

/** Of JSON as it is kept: some fifty areas. The tiles that were used longest ago make room. */
export const SHELF_BYTES = 24 * 1024 * 1024;

/** A tile in use is written anew at most this often, to say that it is. */
const STAMP_MS = 24 * 60 * 60_000;

export interface ShelvedTile {
  readonly entries: Tile['entries'];
  /** Of the body it came as; another one than the index names means that there is a newer one. */
  readonly digest: string;
  readonly fetchedAt: EpochMs;
}

/**
 * Tiles that were visited, for the next time and for without a network; one for each place on the curve. They are public
 * and lie unsealed: which ones lie here says roughly where somebody looked, hence {@link TileShelf.clear}.
 */
export interface TileShelf {
  index(): Promise<{ readonly index: TileIndex; readonly fetchedAt: EpochMs } | null>;
  keepIndex(index: TileIndex): Promise<void>;
  /** `null`: not here, or not readable any more. */
  tile(id: string): Promise<ShelvedTile | null>;
  /** Returns how many bytes it takes, kept or not. */
  keep(tile: Tile, digest: string): Promise<number>;
  /** How much of what was visited lies here, without the index, which is the same for everybody. */
  usedBytes(): Promise<number>;
  clear(): Promise<void>;
}

const DIGEST_HEADER = 'x-undertone-digest';
const FETCHED_HEADER = 'x-undertone-fetched-at';
const USED_HEADER = 'x-undertone-used-at';
const BYTES_HEADER = 'x-undertone-bytes';

/** @param openCache `null` where the browser keeps nothing: everything is then fetched when it is needed. */
export function createTileShelf(parts: {
  readonly openCache: () => Promise<FileCache | null>;
  readonly origin: string;
  readonly now: () => EpochMs;
  readonly maxBytes?: number;
}): TileShelf {
  const { now, maxBytes = SHELF_BYTES } = parts;
  const indexKey = `${parts.origin}/directory/index`;
  const tilePrefix = `${parts.origin}/directory/tiles/`;
  const open = () => parts.openCache().catch(() => null);

  const put = async (key: string, text: string, headers: Readonly<Record<string, string>>): Promise<void> => {
    try {
      const cache = await open();
      await cache?.put(key, new Response(text, { headers }));
    } catch {
      // A full disk: what was fetched is used all the same, and fetched again the next time.
    }
  };

  const tiles = async () => {
    const cache = await open();
    const rows: { readonly url: string; readonly bytes: number; readonly usedAt: number }[] = [];
    for (const { url } of (await cache?.keys()) ?? []) {
      const headers = url.startsWith(tilePrefix) ? (await cache?.match(url))?.headers : undefined;
      if (headers === undefined) continue;
      rows.push({
        url,
        bytes: Number(headers.get(BYTES_HEADER)),
        usedAt: Number(headers.get(USED_HEADER)),
      });
    }
    return rows;
  };

  const makeRoom = async (): Promise<void> => {
    const cache = await open();
    const rows = (await tiles()).sort((left, right) => right.usedAt - left.usedAt);
    let bytes = 0;
    for (const row of rows) {
      bytes += row.bytes;
      if (bytes > maxBytes) await cache?.delete(row.url);
    }
  };

  let clearings = 0;

  const shelve = async (id: string, text: string, digest: string, fetchedAt: EpochMs): Promise<void> => {
    const before = clearings;
    await put(`${tilePrefix}${id}`, text, {
      [DIGEST_HEADER]: digest,
      [FETCHED_HEADER]: String(fetchedAt),
      [USED_HEADER]: String(now()),
      [BYTES_HEADER]: String(text.length),
    });
    // Cleared meanwhile, perhaps before this one was there to be seen.
    if (before !== clearings) await (await open())?.delete(`${tilePrefix}${id}`);
  };

  return {
    async index() {
      const response = await (await open())?.match(indexKey);
      if (response === undefined) return null;
      const parsed = v.safeParse(TileIndexSchema, await readJson(response));
      if (!parsed.success) return null;
      return { index: parsed.output, fetchedAt: Number(response.headers.get(FETCHED_HEADER)) as EpochMs };
    },

    keepIndex: (index) => put(indexKey, JSON.stringify(index), { [FETCHED_HEADER]: String(now()) }),

    async tile(id) {
      const response = await (await open())?.match(`${tilePrefix}${id}`);
      if (response === undefined) return null;
      const { headers } = response;
      const text = await response.text();
      const digest = headers.get(DIGEST_HEADER) ?? '';
      const fetchedAt = Number(headers.get(FETCHED_HEADER)) as EpochMs;
      // It was parsed by the schema before it was kept; to do so again takes longer than all the ranking.
      const tile = parseJson(text) as Tile | undefined;
      if (tile?.id !== id || !Array.isArray(tile.entries)) return null;
      if (now() - Number(headers.get(USED_HEADER)) > STAMP_MS) await shelve(id, text, digest, fetchedAt);
      return { entries: tile.entries, digest, fetchedAt };
    },

    async keep(tile, digest) {
      const text = JSON.stringify(tile);
      await shelve(tile.id, text, digest, now());
      await makeRoom();
      return text.length;
    },

    usedBytes: async () => (await tiles()).reduce((sum, { bytes }) => sum + bytes, 0),

    async clear() {
      clearings++;
      const cache = await open();
      for (const { url } of await tiles()) await cache?.delete(url);
    },
  };
}

async function readJson(response: Response): Promise<unknown> {
  return parseJson(await response.text());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
