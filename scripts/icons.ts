import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BRAND_READING } from '../web/src/ui/brand-reading.ts';
import { petalOf, shapeReading } from '../web/src/ui/reading-form-geometry.ts';
import { provideChromium } from './chromium.ts';

/**
 * Draws the app's icons from the same form as every reading, in the colours of tokens.css, and writes them to
 * web/public/icons. Run by hand after the form, the brand's reading or the colours change; the results are committed.
 */

const WEB = join(import.meta.dirname, '../web');
const OUT = join(WEB, 'public/icons');

/** `span`: how many of the form's units fit across the icon. Maskable icons keep the form in the inner 80 %. */
const ICONS = [
  { file: 'icon-192.png', size: 192, span: 172, corner: 0.22 },
  { file: 'icon-512.png', size: 512, span: 172, corner: 0.22 },
  { file: 'maskable-512.png', size: 512, span: 224, corner: 0 },
  { file: 'apple-touch-icon.png', size: 180, span: 190, corner: 0 },
] as const;

const tokens = await readFile(join(WEB, 'src/ui/tokens.css'), 'utf8');

function lightValue(name: string): string {
  const found = new RegExp(`--${name}: light-dark\\((oklch\\([^)]*\\))`).exec(tokens)?.[1];
  if (found === undefined) throw new Error(`tokens.css has no --${name}`);
  return found;
}

function drawIcon(span: number, corner: number): string {
  const shape = shapeReading(BRAND_READING);
  const gradients = shape.lobes.map(({ label }) => {
    const colour = lightValue(`hue-${label}`);
    return `<radialGradient id="${label}"><stop stop-color="${colour}"/><stop offset=".5" stop-color="${colour}" stop-opacity=".86"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
  });
  const petals = shape.lobes.map((lobe) => {
    const petal = petalOf(lobe);
    return `<ellipse cx="${petal.centre.toFixed(1)}" rx="${petal.halfLength.toFixed(1)}" ry="${petal.halfWidth.toFixed(1)}" fill="url(#${lobe.label})" opacity="${lobe.strength.toFixed(2)}" transform="rotate(${petal.turnDegrees.toFixed(1)})"/>`;
  });
  const half = span / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-half} ${-half} ${span} ${span}"><defs><clipPath id="form"><path d="${shape.outline}"/></clipPath>${gradients.join('')}</defs><rect x="${-half}" y="${-half}" width="${span}" height="${span}" rx="${span * corner}" fill="${lightValue('paper')}"/><g transform="rotate(${shape.tiltDegrees.toFixed(1)})" clip-path="url(#form)"><path d="${shape.outline}" fill="${lightValue('heart')}"/>${petals.join('')}</g></svg>\n`;
}

const executablePath = provideChromium();
if (executablePath === null) throw new Error('drawing the PNG icons needs Chromium');
const { chromium } = createRequire(join(WEB, 'package.json'))(
  'playwright-core',
) as typeof import('../web/node_modules/playwright-core');
await mkdir(OUT, { recursive: true });
await writeFile(join(OUT, 'icon.svg'), drawIcon(172, 0.22));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const { file, size, span, corner } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawIcon(span, corner)}`);
  await page.screenshot({ path: join(OUT, file), omitBackground: true });
  await page.close();
}
await browser.close();
