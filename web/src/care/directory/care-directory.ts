import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { CareSource } from '@undertone/contract/directory';
import { areaOf } from '@undertone/geo/area';
import { completeUpToKm, nextTiles } from '@undertone/geo/cover';
import { placeKeyOf } from '@undertone/geo/curve';
import type { Position } from '@undertone/geo/position';
import { tileAt } from '@undertone/geo/tile';
import type { ApiFailure, CallApi } from '../../app/call-api.ts';
import { readTileIndex, type IndexedTile, type ReadTileIndex } from './read-tile-index.ts';
import { loadTile, type LoadedTile } from './ranking.ts';
import type { TileShelf } from './tile-shelf.ts';

/** As many as a first look at the list shows, of any place of the area. */
export const NEAREST = 20;

/** Before a lookup an index this old is asked about: where it is still the newest, no more than that is sent. */
const INDEX_FRESH_MS = 10 * 60_000;

const AT_ONCE = 4;

/** Tiles of earlier lookups that stay parsed. */
const PARSED_TILES = 96;

export interface Surroundings {
  readonly tiles: readonly LoadedTile[];
  readonly sources: ReadonlyMap<string, CareSource>;
  /** Everything there is within this distance is here; `Infinity` when the whole directory is. */
  readonly completeKm: number;
  /** Of the whole directory, wherever they are. */
  readonly entries: number;
  /** When the oldest of what is shown was fetched, if the network gave nothing newer; `null`: all of it is current. */
  readonly asOf: EpochMs | null;
  /** Tiles that belong to this and did not come. */
  readonly missing: number;
}

export interface LookupProgress {
  readonly done: number;
  readonly wanted: number;
  /** Of the tiles that came over the network, as JSON. */
  readonly bytes: number;
}

export interface LookupOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LookupProgress) => void;
}

/** The directory as a device sees it: in tiles that many people share. ADR 17 says what a request tells. */
export interface CareDirectory {
  /**
   * What is near a place. The requests depend on the area of the place (`areaOf`) and on `stretch` alone; what is on
   * this device already is not asked for.
   *
   * @param stretch 1, and twice that for each "look further".
   */
  around(place: Position, stretch: number, options: LookupOptions): Promise<Result<Surroundings, ApiFailure>>;
}

interface Index extends ReadTileIndex {
  readonly fetchedAt: EpochMs;
  readonly isFresh: boolean;
}

interface Held {
  readonly digest: string;
  readonly tile: LoadedTile;
  readonly fetchedAt: EpochMs;
}

interface Gathered {
  readonly held: ReadonlyMap<IndexedTile, Held>;
  readonly failed: ReadonlyMap<IndexedTile, ApiFailure>;
}

export function createCareDirectory(parts: {
  readonly callApi: CallApi;
  readonly shelf: TileShelf;
  readonly now: () => EpochMs;
}): CareDirectory {
  const { callApi, shelf, now } = parts;
  const parsed = new Map<string, Held>();
  let current: Index | null = null;

  const obtainIndex = async (
    cache: 'no-cache' | 'reload',
    signal: AbortSignal,
  ): Promise<Result<Index, ApiFailure>> => {
    const isYoung = current?.isFresh === true && now() - current.fetchedAt < INDEX_FRESH_MS;
    if (cache === 'no-cache' && current !== null && isYoung) return ok(current);
    const reply = await callApi('tileIndex', {}, { anonymous: true, cache, signal });
    if (reply.ok) {
      current = { ...readTileIndex(reply.value), fetchedAt: now(), isFresh: true };
      await shelf.keepIndex(reply.value);
      return ok(current);
    }
    const kept = current === null ? await shelf.index() : null;
    if (kept !== null) current = { ...readTileIndex(kept.index), fetchedAt: kept.fetchedAt, isFresh: false };
    if (current === null) return err(reply.error);
    current = { ...current, isFresh: false };
    return ok(current);
  };

  const hold = (id: string, held: Held): Held => {
    parsed.delete(id);
    parsed.set(id, held);
    for (const oldest of parsed.keys()) {
      if (parsed.size <= PARSED_TILES) break;
      parsed.delete(oldest);
    }
    return held;
  };

  const fromHere = async ({ id, digest }: IndexedTile, isAnyServed: boolean): Promise<Held | null> => {
    const ready = parsed.get(id);
    if (ready !== undefined && (isAnyServed || ready.digest === digest)) return hold(id, ready);
    const kept = await shelf.tile(id);
    if (kept === null || (!isAnyServed && kept.digest !== digest)) return null;
    return hold(id, { digest: kept.digest, tile: loadTile(kept.entries), fetchedAt: kept.fetchedAt });
  };

  const gather = async (
    index: Index,
    place: Position,
    stretch: number,
    { signal, onProgress }: LookupOptions,
  ): Promise<Gathered> => {
    const held = new Map<IndexedTile, Held>();
    const failed = new Map<IndexedTile, ApiFailure>();
    const progress = { done: 0, wanted: 0, bytes: 0 };

    const obtain = async (tile: IndexedTile): Promise<void> => {
      const here = await fromHere(tile, false);
      if (here !== null) return void held.set(tile, here);
      // Where one did not come for want of a network, the next would only wait as long.
      const noNetwork = [...failed.values()].find(({ code }) => code === 'offline' || code === 'timeout');
      const { id, digest } = tile;
      const asked = { params: { cell: id }, query: { version: digest } };
      const reply =
        noNetwork === undefined
          ? await callApi('tile', asked, { anonymous: true, signal })
          : err<ApiFailure>(noNetwork);
      // Nobody waits for it any more, and whoever had the areas forgotten must not find it kept.
      if (signal.aborted) return;
      if (reply.ok && reply.value.id === id) {
        held.set(tile, hold(id, { digest, tile: loadTile(reply.value.entries), fetchedAt: now() }));
        progress.bytes += await shelf.keep(reply.value, digest);
        return;
      }
      failed.set(tile, reply.ok ? { code: 'malformed-reply' } : reply.error);
      const older = await fromHere(tile, true);
      if (older !== null) held.set(tile, older);
    };

    const known = (tile: IndexedTile): readonly Position[] | undefined =>
      held.get(tile)?.tile.entries ?? (failed.has(tile) ? standIn(tile) : undefined);
    if (index.tiles.length === 0) return { held, failed };
    const area = areaOf(index.tiles, place);
    for (;;) {
      const next = nextTiles(index.tiles, area, { nearest: NEAREST, stretch }, known);
      if (next.length === 0 || signal.aborted) return { held, failed };
      progress.wanted += next.length;
      onProgress({ ...progress });
      const queue = [...next];
      const work = async () => {
        for (let tile = queue.shift(); tile !== undefined; tile = queue.shift()) {
          await obtain(tile);
          progress.done += 1;
          onProgress({ ...progress });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    }
  };

  return {
    async around(place, stretch, options) {
      let index = await obtainIndex('no-cache', options.signal);
      if (!index.ok) return index;
      let gathered = await gather(index.value, place, stretch, options);
      if ([...gathered.failed.values()].some(({ code }) => code === 'not-found')) {
        // A newer version went live since the index was made.
        index = await obtainIndex('reload', options.signal);
        if (!index.ok) return index;
        gathered = await gather(index.value, place, stretch, options);
      }
      if (options.signal.aborted) return err({ code: 'aborted' });
      const { held, failed } = gathered;
      const [firstFailure] = failed.values();
      const { tiles, sources, entries, isFresh } = index.value;
      // Others' ground alone would be a list of places somewhere else.
      if (firstFailure !== undefined && !held.has(tileAt(tiles, placeKeyOf(place)))) return err(firstFailure);
      const isCurrent = isFresh && failed.size === 0;
      const all = [...held.values()];
      return ok({
        tiles: isCurrent ? all.map(({ tile }) => tile) : withoutDoubles(all),
        sources,
        completeKm: completeUpToKm(tiles, place, (tile) => held.get(tile)?.tile.entries),
        entries,
        asOf: isCurrent
          ? null
          : (Math.min(index.value.fetchedAt, ...all.map(({ fetchedAt }) => fetchedAt)) as EpochMs),
        missing: [...failed.keys()].filter((tile) => !held.has(tile)).length,
      });
    },
  };
}

/** What did not come counts as so many in its middle: without, the cover would go on around the Earth to make up for it. */
function standIn({ cap, entries }: IndexedTile): readonly Position[] {
  return Array.from({ length: Math.min(entries, NEAREST) }, () => cap);
}

/** An older tile may have ended elsewhere on the curve than the one beside it begins now. */
function withoutDoubles(all: readonly Held[]): readonly LoadedTile[] {
  const seen = new Set<string>();
  return all.map(({ tile }) =>
    loadTile(
      tile.entries.filter(({ id }) => {
        const isNew = !seen.has(id);
        seen.add(id);
        return isNew;
      }),
    ),
  );
}
