/**
 * What the app needs to draw its first screen: bytes of the files that index.html asks for, by the build's own import
 * graph, and when Chromium has painted and answered, from the product in local workerd without throttling. Budgets:
 * JS ≤ 80 KB gzip; LCP ≤ 1.5 s, INP ≤ 100 ms, CLS ≤ 0.02.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { buildWeb } from '../scripts/build.ts';
import { startProduct } from '../scripts/product.ts';
import { ROOT } from '../scripts/root.ts';
import { launchBrowser } from './browser-page.ts';
import { freePort } from '../scripts/free-port.ts';
import { percentile, report, round, type Row } from './report.ts';

const DIST = join(ROOT, 'web', 'dist');
const LOADS = 7;
const KIND_OF = { js: 'JS', css: 'CSS', woff2: 'fonts' } as const;

const read = (path: string) => readFileSync(join(DIST, path));

/** Every script that must be there before the first of them runs: what they import without asking for it later. */
function scriptGraph(entries: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const source = read(path).toString();
    for (const [, name] of source.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) {
      visit(`/assets/${name}`);
    }
  };
  for (const entry of entries) visit(entry);
  return [...seen];
}

function byteRows(): readonly Row[] {
  const html = read('index.html').toString();
  const asked = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.(?:js|css|woff2))"/g)].map(
    ([, path]) => path ?? '',
  );
  const ofKind = (extension: string) => asked.filter((path) => path.endsWith(`.${extension}`));
  const files = {
    HTML: ['/index.html'],
    [KIND_OF.js]: scriptGraph(ofKind('js')),
    [KIND_OF.css]: ofKind('css'),
    [KIND_OF.woff2]: ofKind('woff2'),
  };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return Object.entries(files).map(([kind, paths]) => {
    const bodies = paths.map(read);
    const sum = (sizeOf: (body: Buffer) => number) =>
      round(bodies.reduce((bytes, body) => bytes + sizeOf(body), 0) / 1000, 1);
    const isPacked = kind === KIND_OF.woff2;
    return {
      what: `${kind} for the first paint, KB`,
      files: paths.length,
      gzip: isPacked ? sum((body) => body.length) : sum((body) => gzipSync(body, { level: 9 }).length),
      brotli: isPacked ? sum((body) => body.length) : sum((body) => brotliCompressSync(body, quality).length),
      raw: sum((body) => body.length),
    };
  });
}

interface Vitals {
  readonly lcpMs: number;
  readonly cls: number;
  /** Longest of the interactions; what took less than 16 ms is not reported by the browser. */
  readonly interactionMs: number;
}

async function measureLoad(browser: Browser, url: string): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const vitals = { lcpMs: 0, cls: 0, interactionMs: 0 };
    Object.assign(window, { vitals });
    const observe = (type: string, note: (entry: PerformanceEntry) => void, options = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
        type,
        buffered: true,
        ...options,
      });
    observe('largest-contentful-paint', (entry) => (vitals.lcpMs = entry.startTime));
    observe('layout-shift', (entry) => (vitals.cls += (entry as PerformanceEntry & { value: number }).value));
    observe('event', (entry) => (vitals.interactionMs = Math.max(vitals.interactionMs, entry.duration)), {
      durationThreshold: 16,
    });
  });
  await page.goto(url);
  const good = page.getByRole('radio', { name: 'Good' });
  await good.waitFor();
  // The paint that counts may come after the element is there.
  await page.waitForTimeout(1000);
  const { lcpMs, cls } = await page.evaluate(() => (window as Window & { vitals?: Vitals }).vitals!);
  await good.click();
  await page.getByRole('textbox').first().pressSequentially('a line', { delay: 30 });
  await page.waitForTimeout(300);
  const { interactionMs } = await page.evaluate(() => (window as Window & { vitals?: Vitals }).vitals!);
  await context.close();
  return { lcpMs, cls, interactionMs };
}

await buildWeb();
const rows: Row[] = [...byteRows()];
const dataDir = mkdtempSync(join(tmpdir(), 'undertone-bench-'));
const product = await startProduct({ host: '127.0.0.1', port: await freePort(), dataDir, outbox: false });
const browser = await launchBrowser();
try {
  const loads: Vitals[] = [];
  for (let load = 0; load < LOADS; load++) loads.push(await measureLoad(browser, product.url));
  const vital = (what: string, samples: readonly number[], digits: number): Row => ({
    what,
    p50: round(percentile(samples, 0.5), digits),
    worst: round(Math.max(...samples), digits),
  });
  rows.push(
    vital(
      'LCP of a first visit, ms',
      loads.map(({ lcpMs }) => lcpMs),
      0,
    ),
    vital(
      'CLS of a first visit',
      loads.map(({ cls }) => cls),
      4,
    ),
    vital(
      'slowest interaction (a face tapped, a line typed), ms; 0 is under 16',
      loads.map(({ interactionMs }) => interactionMs),
      0,
    ),
  );
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataDir, { recursive: true });
}
report(
  'first-paint',
  `First paint, ${LOADS} first visits on a phone's screen (budgets: JS ≤ 80 KB gzip, LCP ≤ 1500 ms, CLS ≤ 0.02, INP ≤ 100 ms)`,
  rows,
);
