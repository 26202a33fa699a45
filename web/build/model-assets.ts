import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { buildModelFile } from './built-models.ts';
import { sha256Of } from './file-hash.ts';
import { pinsOf, readPackManifest } from './pack-manifest.ts';

const VIRTUAL_ID = 'virtual:undertone-models';

interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly builtFrom?: string;
}

interface Manifest {
  readonly id: string;
  readonly files: readonly ManifestFile[];
}

/**
 * Ships the files that the manifests under `models/` name, and nothing else from there, as versioned static
 * files of our own origin. `virtual:undertone-models` exports `MODELS`, each manifest without its evaluation
 * and with its files' addresses, and size and hash of the WebAssembly runtimes: `RUNTIME_FILE` (ONNX Runtime) and
 * `VISION_RUNTIME_FILE` (MediaPipe's), and `PACK_PINS`, what `packs.json` there pins. A file that does not match its manifest stops the build.
 */
export function modelAssets(options: {
  readonly modelsDir: string;
  /** See `allowsDirectPacks`. */
  readonly directPacks?: boolean;
  /** See `testPackManifest`. */
  readonly packManifest?: string | null;
}): Plugin {
  const served = new Map<string, () => Promise<Uint8Array>>();

  const load = async () => {
    const models = [];
    for (const id of (await readdir(options.modelsDir)).sort()) {
      const folder = join(options.modelsDir, id);
      const text = await readFile(join(folder, 'model.json'), 'utf8').catch(() => null);
      if (text === null) continue;
      const manifest = JSON.parse(text) as Manifest;
      if (manifest.files.length === 0) continue;
      const files: Record<string, string> = {};
      for (const file of manifest.files) {
        const read = () =>
          file.builtFrom === undefined ? readFile(join(folder, file.path)) : buildModelFile(id, file.path);
        if (sha256Of(await read(), 'hex') !== file.sha256) {
          throw new Error(`${id}/${file.path} is not the file that its manifest names`);
        }
        const url = `assets/models/${id}/${file.sha256.slice(0, 12)}-${basename(file.path)}`;
        served.set(url, read);
        files[file.path] = `/${url}`;
      }
      // What it reached is told by its card: the first paint, which carries the rest, would only wait for it.
      models.push({ id, manifest: { ...manifest, evaluation: [] }, urls: files });
    }
    return models;
  };

  const runtimeFile = async (packageName: string, path: string) => {
    const entry = createRequire(import.meta.url).resolve(packageName);
    const bytes = await readFile(join(dirname(entry), path));
    return { bytes: bytes.length, sha256: sha256Of(bytes, 'hex') };
  };
  const pins = async () =>
    pinsOf(
      await readPackManifest(options.packManifest ?? join(options.modelsDir, 'packs.json')),
      options.directPacks ?? false,
    );
  const runtime = () => runtimeFile('onnxruntime-web', 'ort-wasm-simd-threaded.wasm');
  const visionRuntime = () => runtimeFile('@mediapipe/tasks-vision', 'wasm/vision_wasm_module_internal.wasm');

  return {
    name: 'model-assets',
    configResolved({ root, build }) {
      // What is deployed is web/dist: pins that nobody reviewed must not get there by a variable left over.
      if ((options.packManifest ?? null) !== null && resolve(root, build.outDir) === join(root, 'dist'))
        throw new Error('UNDERTONE_PACK_MANIFEST is for tests: build into another folder (--outDir)');
    },
    resolveId: (id) => (id === VIRTUAL_ID ? `\0${VIRTUAL_ID}` : null),
    async load(id) {
      if (id !== `\0${VIRTUAL_ID}`) return null;
      return [
        `export const MODELS = ${JSON.stringify(await load())};`,
        `export const RUNTIME_FILE = ${JSON.stringify(await runtime())};`,
        `export const VISION_RUNTIME_FILE = ${JSON.stringify(await visionRuntime())};`,
        `export const PACK_PINS = ${JSON.stringify(await pins())};`,
      ].join('\n');
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const read = served.get((request.url ?? '').slice(1).split('?')[0] ?? '');
        if (read === undefined) return next();
        read().then((bytes) => response.end(bytes), next);
      });
    },
    async generateBundle() {
      for (const [fileName, read] of served) {
        this.emitFile({ type: 'asset', fileName, source: await read() });
      }
    },
  };
}
