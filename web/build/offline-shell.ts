import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { sha256Of } from './file-hash.ts';

const LARGEST_FILE_BYTES = 24 * 1024 * 1024;

/**
 * Builds `src/sw.ts` into `sw.js` and writes into it the list of every file of the build with its SHA-256,
 * which the service worker checks before it keeps anything. Registration is the app's (`app/update.ts`).
 */
export function offlineShell(options: { readonly srcDir: string }): Plugin[] {
  let outDir = '';
  const findOutDir: Plugin = {
    name: 'offline-shell-out-dir',
    configResolved: ({ root, build }) => {
      outDir = resolve(root, build.outDir);
    },
  };
  const serviceWorker = VitePWA({
    strategies: 'injectManifest',
    srcDir: options.srcDir,
    filename: 'sw.ts',
    injectRegister: false,
    // The manifest is a file of its own in public/, written with the icons.
    manifest: false,
    injectManifest: {
      globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest,wasm,onnx,bin,task,json,txt}'],
      globIgnores: ['sw.js', 'fakes.html', 'places.json', '_headers', '_redirects'],
      maximumFileSizeToCacheInBytes: LARGEST_FILE_BYTES,
      manifestTransforms: [
        async (rows) => ({
          manifest: await Promise.all(
            rows.map(async (row) => ({
              url: row.url,
              revision: null,
              size: row.size,
              integrity: `sha256-${sha256Of(await readFile(join(outDir, row.url)), 'base64')}`,
            })),
          ),
          warnings: [],
        }),
      ],
    },
  });
  return [findOutDir, ...serviceWorker];
}
