/**
 * Reading a voice in Chromium through the app's own port, worker and files: prosody, quality and the network together,
 * and the network alone (goal: ≤ 100 ms p50 for 5 s on one WASM thread). The first reading after a page load has
 * everything in the browser's cache. Reference systems state 500–1000 ms for their voice reading, on a server.
 */
import { buildPage, closePage, launchBrowser, openPage, servePage } from './browser-page.ts';
import { heldRow, percentile, report, round, type Row } from './report.ts';

const CLIP_SECONDS = 5;
const RECORDING_SECONDS = 60;
const COLD = 7;
const WARM_UP = 5;
const WARM = 50;
const RECORDINGS = 5;

const { url, server } = await servePage(await buildPage('voice.html'), (_request, response) =>
  response.writeHead(404).end(),
);
const browser = await launchBrowser();
const page = await openPage(browser, url);
const read = (seconds: number, count: number) =>
  page.evaluate(([s, times]) => window.voiceBench.read(s, times), [seconds, count] as const);
const network = (threads: number) =>
  page.evaluate(([n, s, times]) => window.voiceBench.network(n, s, times), [
    threads,
    CLIP_SECONDS,
    WARM,
  ] as const);
const memory = () => page.evaluate(() => window.voiceBench.memory());

const download = await read(CLIP_SECONDS, 1);
const firsts: number[] = [];
const sinceNavigation: number[] = [];
for (let load = 0; load < COLD; load++) {
  await page.reload();
  const { times, sinceNavigationMs } = await read(CLIP_SECONDS, 1);
  firsts.push(...times);
  sinceNavigation.push(sinceNavigationMs);
}
await page.reload();
const bytesBefore = await memory();
await read(CLIP_SECONDS, WARM_UP);
const { times: warm } = await read(CLIP_SECONDS, WARM);
const bytesAfterClips = await memory();
const { times: recordings } = await read(RECORDING_SECONDS, RECORDINGS);
const recordedFiles = await page.evaluate(([s, times]) => window.voiceBench.readFile(s, times), [
  RECORDING_SECONDS,
  RECORDINGS,
] as const);
const bytesAfterRecordings = await memory();

await page.reload();
await network(1);
const oneThread = await network(1);
await page.reload();
await network(2);
const twoThreads = await network(2);
const clipsOnTwo = await page.evaluate(([s, times]) => window.voiceBench.readWithThreads(2, s, times), [
  CLIP_SECONDS,
  WARM,
] as const);
const recordingsOnTwo = await page.evaluate(([s, times]) => window.voiceBench.readWithThreads(2, s, times), [
  RECORDING_SECONDS,
  RECORDINGS,
] as const);
await closePage(page);
await browser.close();
server.close();

const row = (what: string, samples: readonly number[]): Row => ({
  what,
  samples: samples.length,
  'p50 ms': round(percentile(samples, 0.5), 1),
  'p95 ms': round(percentile(samples, 0.95), 1),
});
const said = (what: string, words: string): Row => ({
  what,
  samples: '',
  'p50 ms': words,
  'p95 ms': '',
});

report(
  'voice-reading-browser',
  `Reading a voice in Chromium (goal: the network ≤ 100 ms p50 for ${CLIP_SECONDS} s on one thread)`,
  [
    row(`the network alone, ${CLIP_SECONDS} s, one thread`, oneThread),
    row(`the network alone, ${CLIP_SECONDS} s, two threads`, twoThreads),
    row(`${CLIP_SECONDS} s with prosody and quality, from the page to the worker and back`, warm),
    row(`${CLIP_SECONDS} s in all, on two threads`, clipsOnTwo),
    row('first reading after a load, all files in the cache: from asking', firsts),
    row('the same: from the start of the page load', sinceNavigation),
    row('first reading ever: files from a server on this machine', download.times),
    row(`a recording of ${RECORDING_SECONDS} s, in all`, recordings),
    row(`a recording of ${RECORDING_SECONDS} s, on two threads`, recordingsOnTwo),
    row(`a WAVE file of ${RECORDING_SECONDS} s, in all`, recordedFiles),
    said('reference systems, as they state it, on a server', '500–1000'),
    heldRow('page and workers before the first reading', bytesBefore),
    heldRow(`after ${WARM_UP + WARM} readings of ${CLIP_SECONDS} s`, bytesAfterClips),
    heldRow(`after ${2 * RECORDINGS} recordings of ${RECORDING_SECONDS} s more`, bytesAfterRecordings),
  ],
);
