import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { gazetteerAssets } from './build/gazetteer/gazetteer-assets.ts';
import { helpPages } from './build/help-pages.ts';
import { modelAssets } from './build/model-assets.ts';
import { allowsDirectPacks, testPackManifest } from './build/pack-manifest.ts';
import { offlineShell } from './build/offline-shell.ts';
import { worldOutlines } from './build/world-outlines.ts';
import manifest from './package.json' with { type: 'json' };

/** Asks for the two text faces with the document, so that words do not wait for the stylesheet to name them. */
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => /(figtree|newsreader).*-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            injectTo: 'head-prepend' as const,
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          })),
    },
  };
}

export default defineConfig({
  base: '/',
  define: { UNDERTONE_VERSION: JSON.stringify(manifest.version) },
  root: import.meta.dirname,
  plugins: [
    preloadFonts(),
    modelAssets({
      modelsDir: join(import.meta.dirname, '../models'),
      directPacks: allowsDirectPacks(process.env),
      packManifest: testPackManifest(process.env),
    }),
    gazetteerAssets(),
    worldOutlines(),
    helpPages(import.meta.dirname),
    offlineShell({ srcDir: 'src' }),
  ],
  // Workers are modules as well: the runtime inside one of them reads `import.meta.url`.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // A data: URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One script and one style sheet for the first paint: over HTTP/1 every further file waits its turn.
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shell', tags: ['$initial'] }] } },
    },
  },
});
