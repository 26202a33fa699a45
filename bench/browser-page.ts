import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_FLAGS, provideChromium } from '../scripts/chromium.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** As the product serves its own pages. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** The bundled files of bench/page by their path. */
export type PageFiles = ReadonlyMap<string, string | Uint8Array>;

export async function buildPage(): Promise<PageFiles> {
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    logLevel: 'warn',
    build: { write: false, target: 'es2023', modulePreload: { polyfill: false } },
  });
  if (!('output' in output)) throw new Error('the page was not built');
  return new Map(
    output.output.map(
      (file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const,
    ),
  );
}

const typeOf = (path: string) => TYPES[extname(path)] ?? 'application/octet-stream';

/** Serves the page, and hands every other request to `answer`. */
export async function servePage(
  files: PageFiles,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = files.get(path);
    if (file === undefined) return answer(request, response);
    response.writeHead(200, { ...HEADERS, 'content-type': typeOf(path) }).end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://localhost:${address.port}`, server };
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = provideChromium();
  if (executablePath === null)
    throw new Error('This benchmark needs Chromium or Chrome; name one in CHROMIUM.');
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}

/** A device of its own: another browser context, so another IndexedDB. */
export async function openPage(browser: Browser, url: string, files?: PageFiles): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
  if (files !== undefined) {
    // Another server's origin: only the page itself is put in front of it, and only while it loads.
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      const path = pathname === '/' ? '/index.html' : pathname;
      const file = files.get(path);
      if (file === undefined) return route.continue();
      return route.fulfill({ headers: HEADERS, contentType: typeOf(path), body: Buffer.from(file) });
    });
  }
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in window);
  return page;
}

export async function closePage(page: Page): Promise<void> {
  await page.context().close();
}
