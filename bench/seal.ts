/**
 * What a record's seal costs, through the product's own keyring: `node bench/seal.ts` (Node 24).
 * The budget (opening ≤ 10 µs in bulk) is the browser's; Node's own figure is printed beside it.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, provideChromium } from '../scripts/chromium.ts';
import { report, round } from './report.ts';
import { measureSealing, type SealTimes } from './seal-workload.ts';

const COUNT = 10_000;
const ROOT = new URL('../', import.meta.url);

/** Where the browser finds what the packages import: the sources themselves, no bundler between. */
const IMPORTS = {
  '@undertone/base/': '/packages/base/src/',
  '@undertone/crypto/': '/packages/crypto/src/',
  '@noble/hashes/': '/packages/crypto/node_modules/@noble/hashes/',
};

async function serveModule(path: string): Promise<string> {
  if (path === '/') return `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
  const source = await readFile(new URL(`.${/\.[jt]s$/.test(path) ? path : `${path}.ts`}`, ROOT), 'utf8');
  return path.endsWith('.js') ? source : stripTypeScriptTypes(source);
}

async function measureInBrowser(executablePath: string): Promise<SealTimes> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('content-type', path === '/' ? 'text/html' : 'text/javascript');
    serveModule(path).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${address.port}/`);
    return await page.evaluate<SealTimes>(
      `import('/bench/seal-workload.ts').then((workload) => workload.measureSealing(${COUNT}))`,
    );
  } finally {
    await browser.close();
    server.close();
  }
}

const rowsOf = (runtime: string, times: SealTimes) =>
  [
    { what: 'open in bulk', ...times.openBulk },
    { what: 'seal in bulk', ...times.sealBulk },
    { what: 'open one by one', ...times.openOne },
    { what: 'seal one by one', ...times.sealOne },
  ].map(({ what, median, fastest }) => ({
    runtime,
    what,
    'µs, median': round(median, 1),
    'µs, 5th percentile': round(fastest, 1),
  }));

const rows = rowsOf('node', await measureSealing(COUNT));
const executablePath = provideChromium();
if (executablePath === null) console.log('No Chromium here: the budget was not measured.');
else rows.push(...rowsOf('chromium', await measureInBrowser(executablePath)));
report('seal', `Sealing ${COUNT} records of 700 bytes (budget: open in bulk in a browser ≤ 10 µs)`, rows);
