/**
 * Reading a face in Chromium through the app's own worker and files: detector, landmarks, crop and network on one frame
 * of 640 × 480 (budget ≤ 50 ms p50), the same without the expression (what the preview costs), the first frame after a
 * load with all files in the cache, and a photo.
 */
import { readFileSync } from 'node:fs';
import { dataFile } from '../scripts/data-file.ts';
import { APP_HEADERS } from '../worker/src/http/security-headers.ts';
import { buildPage, closePage, launchBrowser, openPage, servePage, SOFTWARE_WEBGL } from './browser-page.ts';
import { heldRow, percentile, report, round, type Row } from './report.ts';

const WARM_UP = 20;
const WARM = 200;
const COLD = 5;
const PHOTOS = 20;

const picture = dataFile('face/astronaut.png');
if (picture === null) process.exit(0);
const bytes = readFileSync(picture);

const { url, server } = await servePage(
  await buildPage('face.html'),
  (request, response) => {
    if (request.url === '/picture') response.end(bytes);
    else response.writeHead(404).end();
  },
  APP_HEADERS,
);
const browser = await launchBrowser(SOFTWARE_WEBGL);
const page = await openPage(browser, url);
const frames = (count: number, expression: boolean) =>
  page.evaluate(([times, read]) => window.faceBench.timeFrames('/picture', times, read), [
    count,
    expression,
  ] as const);

const download = await frames(1, true);
const firsts: number[] = [];
for (let load = 0; load < COLD; load++) {
  await page.reload();
  await page.waitForFunction(() => 'faceBench' in window);
  firsts.push(...(await frames(1, true)).times);
}
await page.reload();
await page.waitForFunction(() => 'faceBench' in window);
const bytesBefore = await page.evaluate(() => window.faceBench.memory());
await frames(WARM_UP, true);
const read = await frames(WARM, true);
const looked = await frames(WARM, false);
const photos: number[] = [];
for (let photo = 0; photo < PHOTOS; photo++)
  photos.push((await page.evaluate(() => window.faceBench.readEncoded('/picture', 48))).ms);
const bytesAfter = await page.evaluate(() => window.faceBench.memory());
await closePage(page);
await browser.close();
server.close();

const row = (what: string, samples: readonly number[], faces: number): Row => ({
  what,
  samples: samples.length,
  'with a face': faces,
  'p50 ms': round(percentile(samples, 0.5), 1),
  'p95 ms': round(percentile(samples, 0.95), 1),
});
report(
  'face-reading',
  'Reading a face in Chromium, one WASM thread, WebGL in software (budget: a frame ≤ 50 ms p50; the reference system 300–800 ms)',
  [
    row(
      'a 640 × 480 frame, warm: face, landmarks, crop, expression, from the page and back',
      read.times,
      read.faces,
    ),
    row('the same without the expression, as the preview looks', looked.times, looked.faces),
    row('a 512 × 512 photo, searched afresh', photos, photos.length),
    row('first frame after a load, all files in the cache', firsts, firsts.length),
    row('first frame ever: files from a server on this machine', download.times, download.faces),
    heldRow('page and workers before the first frame', bytesBefore),
    heldRow(`after ${WARM_UP + 2 * WARM + PHOTOS} frames and photos`, bytesAfter),
  ],
);
