import type { Octets } from '../http/octets.ts';
import { parseByteRange } from './byte-range.ts';

/** Name of a file in the mirror: `<pack>/<sha-256>`, which `npm run packs:mirror` gives it. */
export interface PackFileAddress {
  readonly pack: string;
  readonly file: string;
}

/** The mirror of larger models. What it holds is checked by whoever asks, against the hash in its name. */
export interface PackStore {
  list(): Promise<readonly PackFileAddress[]>;
  /** @param range the `Range` header. `null` when there is no such file. */
  get(at: PackFileAddress, range: string | null): Promise<Octets | null>;
}

/** Many times what the manifest names; R2 lists a thousand at once. */
const MOST_FILES = 200;

export function createPackStore(bucket: R2Bucket | null): PackStore {
  return {
    async list() {
      const listed = await bucket?.list({ limit: MOST_FILES });
      return (listed?.objects ?? []).flatMap(({ key }) => {
        const match = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/([0-9a-f]{64})$/.exec(key);
        return match === null ? [] : [{ pack: match[1]!, file: match[2]! }];
      });
    },

    async get({ pack, file }, rangeHeader) {
      const key = `${pack}/${file}`;
      const head = await bucket?.head(key);
      if (bucket === null || head === null || head === undefined) return null;
      const range = parseByteRange(rangeHeader, head.size);
      const object = await bucket.get(key, range === null ? {} : { range });
      if (object === null) return null;
      if (range === null) return { stream: object.body, length: object.size };
      const partOf = { start: range.offset, totalBytes: head.size };
      return { stream: object.body, length: range.length, partOf };
    },
  };
}
