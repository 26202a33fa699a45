import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_FLAGS, provideChromium } from '../scripts/chromium.ts';
import { ROOT } from '../scripts/root.ts';
import { modelAssets } from '../web/build/model-assets.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** As the product serves its own pages. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** The bundled files of one page by their path; the page itself is `/`. */
export type PageFiles = ReadonlyMap<string, string | Uint8Array>;

/** Builds one page of bench/page, with the models and the runtime that the app ships. */
export async function buildPage(
  page:
    | 'index.html'
    | 'reader.html'
    | 'face.html'
    | 'face-others.html'
    | 'voice.html'
    | 'webgpu.html' = 'index.html',
): Promise<PageFiles> {
  const root = fileURLToPath(new URL('page', import.meta.url));
  const output = await build({
    configFile: false,
    root,
    plugins: [modelAssets({ modelsDir: join(ROOT, 'models') })],
    // As the app itself is built: its worker is a module, and the policy of its pages knows no data: URL.
    worker: { format: 'es' },
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, page) },
    },
  });
  if (!('output' in output)) throw new Error('the page was not built');
  return new Map(
    output.output.map((file) => {
      const path = file.fileName === page ? '/' : `/${file.fileName}`;
      return [path, file.type === 'chunk' ? file.code : file.source] as const;
    }),
  );
}

const typeOf = (path: string) =>
  path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream');

/** Serves the page, and hands every other request to `answer`. */
export async function servePage(
  files: PageFiles,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  headers: Readonly<Record<string, string>> = HEADERS,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = files.get(path);
    if (file === undefined) return answer(request, response);
    response.writeHead(200, { ...headers, 'content-type': typeOf(path) }).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://localhost:${address.port}`, server };
}

/** Draws 3D in software, as on a machine without a screen; MediaPipe takes its pictures in through WebGL. */
export const SOFTWARE_WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = provideChromium();
  if (executablePath === null) throw new Error('This needs Chromium or Chrome; name one in CHROMIUM.');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
}

/** A device of its own: another browser context, so another IndexedDB. */
export async function openPage(browser: Browser, url: string, files?: PageFiles): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
  if (files !== undefined) {
    // Another server's origin: only the page itself is put in front of it, and only while it loads.
    await page.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname;
      const file = files.get(path);
      if (file === undefined) return route.continue();
      return route.fulfill({ headers: HEADERS, contentType: typeOf(path), body: Buffer.from(file) });
    });
  }
  await page.goto(url);
  await page.waitForFunction(() => Object.keys(window).some((name) => /bench$/i.test(name)));
  return page;
}

export async function closePage(page: Page): Promise<void> {
  await page.context().close();
}
