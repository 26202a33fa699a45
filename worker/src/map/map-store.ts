import type { Octets } from '../http/octets.ts';
import { parseByteRange } from '../packs/byte-range.ts';
import { MAP_RANGE_BYTES } from '@undertone/contract/map';

/** What the deployment's archive lies under in its bucket. */
const KEY = 'map.pmtiles';

/** Where the upload did not say otherwise: whoever makes such archives makes them of this. */
const USUAL_ATTRIBUTION = '© OpenStreetMap contributors';

export interface StoredMap {
  readonly version: string;
  readonly bytes: number;
  readonly attribution: string;
}

/** The deployment's own map of streets and names. Optional: without it the app draws coasts and borders. */
export interface MapStore {
  describe(): Promise<StoredMap | null>;
  /**
   * @param range the `Range` header. `too-wide`: none, none that can be satisfied, or one of more than
   * {@link MAP_RANGE_BYTES}; nobody takes a planet along. `null`: this version is not here (any more).
   */
  read(version: string, range: string | null): Promise<Octets | 'too-wide' | null>;
}

export function createMapStore(bucket: R2Bucket | null): MapStore {
  return {
    async describe() {
      const head = await bucket?.head(KEY);
      if (head === null || head === undefined) return null;
      const attribution = head.customMetadata?.['attribution']?.trim().slice(0, 160);
      return { version: head.etag, bytes: head.size, attribution: attribution || USUAL_ATTRIBUTION };
    },

    async read(version, rangeHeader) {
      const head = await bucket?.head(KEY);
      if (bucket === null || head === null || head === undefined || head.etag !== version) return null;
      const range = parseByteRange(rangeHeader, head.size);
      if (range === null || range.length > MAP_RANGE_BYTES) return 'too-wide';
      const object = await bucket.get(KEY, { range, onlyIf: { etagMatches: version } });
      if (object === null || !('body' in object)) return null;
      const partOf = { start: range.offset, totalBytes: head.size };
      return { stream: object.body, length: range.length, partOf };
    },
  };
}
