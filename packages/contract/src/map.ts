import * as v from 'valibot';

/** Changes with every change of the archive: R2's etag, an MD5 or one of a multipart upload. */
const MapVersionSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}(-\d{1,5})?$/));

/** More than a tile, a header or a directory of an archive: a request for more is no map's. */
export const MAP_RANGE_BYTES = 4 * 1024 * 1024;

/** The deployment's own map, in PMTiles version 3; `null` where it has none. */
export const MapReplySchema = v.object({
  map: v.nullable(
    v.object({
      version: MapVersionSchema,
      bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
      /** Shown beside the map, in words. */
      attribution: v.pipe(v.string(), v.minLength(1), v.maxLength(160)),
    }),
  ),
});

export const MapFileParamsSchema = v.strictObject({ version: MapVersionSchema });
