import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildWeb } from './build.ts';
import { CHROMIUM_FLAGS, provideChromium } from './chromium.ts';
import { startProduct } from './product.ts';
import { ROOT } from './root.ts';

/** Takes the README's picture of the running product: `node scripts/picture.ts`. */

const PICTURE = join(ROOT, 'docs', 'images', 'today.png');
const PORT = 8790;
const PHONE = { width: 390, height: 844 };
const WORDS =
  'Lunch with Ana by the river. We laughed so hard that I cried. I had missed her more than I knew.';

const executablePath = provideChromium();
if (executablePath === null) throw new Error('taking the picture needs Chromium');
const { chromium } = createRequire(join(ROOT, 'e2e', 'package.json'))(
  'playwright-core',
) as typeof import('../e2e/node_modules/playwright-core');

await buildWeb();
const dataDir = mkdtempSync(join(tmpdir(), 'undertone-picture-'));
const product = await startProduct({ host: '127.0.0.1', port: PORT, dataDir });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(product.url);
  await page.getByRole('textbox', { name: 'New entry' }).fill(WORDS);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('button', { name: "That's right" }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  // The whole reading, whatever the fonts did to its height.
  await page.getByText(/^Kept at/).evaluate((line) => line.scrollIntoView({ block: 'start' }));
  mkdirSync(dirname(PICTURE), { recursive: true });
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
