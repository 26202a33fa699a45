/**
 * One text reading of 40 words in Chromium through the app's own port, worker and files: warm, postMessage included
 * (budget ≤ 10 ms p50), and the first one after a page load with everything in the browser's cache (budget ≤ 1.5 s).
 */
import { buildPage, closePage, launchBrowser, openPage, servePage } from './browser-page.ts';
import { FORTY_WORDS } from './forty-words.ts';
import { heldRow, percentile, report, round, type Row } from './report.ts';

const WARM_UP = 20;
const WARM = 300;
const COLD = 7;

const { url, server } = await servePage(await buildPage('reader.html'), (_request, response) =>
  response.writeHead(404).end(),
);
const browser = await launchBrowser();
const page = await openPage(browser, url);
const read = (count: number) =>
  page.evaluate(([text, times]) => window.readerBench.read(text, times), [FORTY_WORDS, count] as const);

const download = await read(1);
const firsts: number[] = [];
const sinceNavigation: number[] = [];
for (let load = 0; load < COLD; load++) {
  await page.reload();
  const { times, sinceNavigationMs } = await read(1);
  firsts.push(...times);
  sinceNavigation.push(sinceNavigationMs);
}
await page.reload();
const bytesBefore = await page.evaluate(() => window.readerBench.memory());
await read(WARM_UP);
const { times: warm } = await read(WARM);
const bytesAfter = await page.evaluate(() => window.readerBench.memory());
await closePage(page);
await browser.close();
server.close();

const row = (what: string, samples: readonly number[]): Row => ({
  what,
  samples: samples.length,
  'p50 ms': round(percentile(samples, 0.5), 1),
  'p95 ms': round(percentile(samples, 0.95), 1),
});
const words = FORTY_WORDS.split(' ').length;
report(
  'text-reading-browser',
  `Reading ${words} words in Chromium (budgets: warm ≤ 10 ms p50, first from cache ≤ 1.5 s)`,
  [
    row('warm, from the page to the worker and back', warm),
    row('first reading after a load, all files in the cache: from asking', firsts),
    row('the same: from the start of the page load', sinceNavigation),
    row('first reading ever: files from a server on this machine', download.times),
    heldRow('page and workers before the first reading', bytesBefore),
    heldRow(`after ${WARM_UP + WARM} readings`, bytesAfter),
  ],
);
