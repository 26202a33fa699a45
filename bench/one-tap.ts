/**
 * From the tap on a mood until the entry is durable on the device, through the app's own journal, in Chromium, with no
 * account and 1,000 entries present. Budget: ≤ 50 ms p95.
 */
import { systemRandom } from '@undertone/base/clock';
import { buildPage, launchBrowser, openPage, servePage } from './browser-page.ts';
import { newAccountSecrets } from './account-secrets.ts';
import { percentile, report, round, type Row } from './report.ts';

const TAPS = 200;

const { url, server } = await servePage(await buildPage(), (_request, response) =>
  response.writeHead(404).end(),
);
const browser = await launchBrowser();
const rows: Row[] = [];
for (const present of [1_000, 10_000]) {
  const page = await openPage(browser, url);
  await page.evaluate((secrets) => window.bench.open(secrets), newAccountSecrets(systemRandom));
  const importMs = await page.evaluate((count) => window.bench.device().importEntries(count, 700), present);
  const times = await page.evaluate((count) => window.bench.device().createMoods(count), TAPS);
  rows.push({
    'entries present': present,
    'p50 ms': round(percentile(times, 0.5)),
    'p95 ms': round(percentile(times, 0.95)),
    'slowest ms': round(percentile(times, 1)),
    'importing those present, ms each': round(importMs / present),
  });
  await page.context().close();
}
await browser.close();
server.close();
report(
  'one-tap',
  `Tap on a mood → durable on the device, ${TAPS} taps (budget: p95 ≤ 50 ms with 1,000 present)`,
  rows,
);
