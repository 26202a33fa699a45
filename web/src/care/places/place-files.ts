import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { PLACE_FILES } from 'virtual:undertone-places';
import type { ObtainFile } from '../../offline/verified-files.ts';
import type { PlaceFiles } from './places.ts';

/** The gazetteer's files of this build: out of the offline cache, else fetched once, checked and kept. */
export function createPlaceFiles(obtainFile: ObtainFile): PlaceFiles {
  return {
    villagesBytes: PLACE_FILES.villages.bytes,
    async load(name) {
      const packed = await obtainFile(PLACE_FILES[name]);
      return packed.ok ? unpack(packed.value) : packed;
    },
  };
}

async function unpack(packed: Bytes): Promise<Result<Bytes, 'corrupt'>> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return ok(new Uint8Array(await new Response(stream).arrayBuffer()));
  } catch {
    return err('corrupt');
  }
}
