import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { sha256Of } from '../file-hash.ts';
import { GAZETTEER_FILES, makeGazetteer } from './gazetteer-files.ts';

const VIRTUAL_ID = 'virtual:undertone-places';
const LIST_PATH = 'places.json';

interface MadeGazetteer {
  /** Name of a file to where it lies, its packed size and the hash of that, as JSON. */
  readonly list: string;
  /** Path to packed bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Ships the gazetteer, packed with gzip by ourselves, since no host packs `.bin`. `virtual:undertone-places` exports
 * `PLACE_FILES`, where each file lies; `/places.json` says the same to the Worker, which is not built with the app.
 */
export function gazetteerAssets(): Plugin {
  let made: Promise<MadeGazetteer> | null = null;
  return {
    name: 'gazetteer-assets',
    resolveId: (id) => (id === VIRTUAL_ID ? `\0${VIRTUAL_ID}` : null),
    async load(id) {
      if (id !== `\0${VIRTUAL_ID}`) return null;
      const { list } = await (made ??= pack());
      return `export const PLACE_FILES = ${list};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').slice(1).split('?')[0] ?? '';
        if (path !== LIST_PATH && !path.startsWith('assets/places/')) return next();
        (made ??= pack()).then(
          ({ list, files }) => response.end(path === LIST_PATH ? list : files.get(path)),
          next,
        );
      });
    },
    async generateBundle() {
      const { list, files } = await (made ??= pack());
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
      this.emitFile({ type: 'asset', fileName: LIST_PATH, source: list });
    },
  };
}

async function pack(): Promise<MadeGazetteer> {
  const unpacked = await makeGazetteer();
  const files = new Map<string, Uint8Array>();
  const list = GAZETTEER_FILES.map((name) => {
    const packed = gzipSync(unpacked[name], { level: 9 });
    const sha256 = sha256Of(packed, 'hex');
    const path = `assets/places/${sha256.slice(0, 12)}-${name}.bin`;
    files.set(path, packed);
    return [name, { url: `/${path}`, bytes: packed.length, sha256 }] as const;
  });
  return { list: JSON.stringify(Object.fromEntries(list)), files };
}
