import { toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import { keyText, type KeyRange } from '@undertone/geo/curve';
import type { Position } from '@undertone/geo/position';
import { gzip } from '../http/gzip.ts';
import { SEEN } from './versions.ts';

export interface Placed extends Position {
  readonly placeKey: number;
}

/** What a tile's address answers with, and what is told of it in the index. */
export interface TileBody {
  readonly gzipped: Bytes;
  /** TileDigestSchema. */
  readonly digest: string;
  /** Where its entries are, in the order of the curve. */
  readonly places: readonly Placed[];
}

interface Row {
  readonly placeKey: number;
  readonly lat: number;
  readonly lon: number;
  readonly entry: string;
}

const IN_RANGE = `
  SELECT place_key AS placeKey, lat, lon, entry FROM directory_entry AS listed
  WHERE place_key BETWEEN ?2 AND ?3 AND ${SEEN}
  ORDER BY place_key, public_id`;

/** Entries stand in it as they were stored: the same entries make the same bytes. */
export async function makeTileBody(
  database: D1Database,
  version: number,
  { firstKey, lastKey }: KeyRange,
): Promise<TileBody> {
  const { results } = await database.prepare(IN_RANGE).bind(version, firstKey, lastKey).all<Row>();
  const json = utf8(
    `{"id":"${keyText(firstKey)}","entries":[${results.map(({ entry }) => entry).join(',')}]}`,
  );
  return { gzipped: await gzip(json), digest: await digestOf(json), places: results };
}

/** 96 bits of SHA-256: nobody gains by two bodies with one digest. */
export async function digestOf(json: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', json), 0, 12));
}
