import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';
import type { Product } from '../scripts/product.ts';
import { makeMapArchive } from '../web/src/screens/care/map/map-archive.testkit.ts';
import { findBarriers } from './accessible.ts';
import { WIDE, type Device } from './device.ts';
import { journey } from './journey.ts';
import { startProductWithMap } from './map-product.ts';
import { appIsKept, open, says } from './person.ts';
import { sharedProduct } from './product.ts';
import { mediaFolder } from './senses.ts';

/** A browser that draws in three dimensions, in software. */
const WEBGL = { permission: 'denied', microphone: null, webgl: true } as const;

/** Everything of the world at every zoom up to 6 would be thousands of tiles: the whole of it, once. */
const ARCHIVE = makeMapArchive([
  {
    at: [0, 0, 0],
    layers: {
      places: [{ kind: 'point', points: [[2048, 1500]], tags: { kind: 'country', name: 'Made-up Land' } }],
      water: [
        {
          kind: 'polygon',
          points: [
            [0, 0],
            [1000, 0],
            [1000, 1000],
            [0, 1000],
          ],
          tags: { kind: 'ocean' },
        },
      ],
    },
  },
]);

const media = mediaFolder();
let withStreets: Product | null = null;

beforeAll(async () => {
  if (inject('chromium') === null) return;
  const folder = media.path('deployment');
  mkdirSync(folder);
  withStreets = await startProductWithMap(folder, ARCHIVE);
  // A fresh product fills its sample directory after it is ready.
  await vi.waitFor(
    async () => {
      const index = await fetch(`${sharedProduct().url}/api/v1/doctors/tiles`);
      if (((await index.json()) as { entries: number }).entries < 2900) throw new Error('not yet');
    },
    { timeout: 90_000, interval: 500 },
  );
});

afterAll(async () => {
  await withStreets?.stop();
  media.remove();
});

const map = (page: Page): Locator => page.getByRole('region', { name: 'Map', exact: true });
const surface = (page: Page): Locator => map(page).getByRole('application');
const markers = (page: Page): Locator =>
  map(page)
    .getByRole('list', { name: /In view/ })
    .getByRole('button');
const rows = (page: Page): Locator =>
  page.getByRole('list', { name: /Care near you|Further away/ }).getByRole('button', { expanded: false });

async function openMap(page: Page): Promise<void> {
  await open(page, '/care/near');
  await page.getByRole('button', { name: 'Choose on the map' }).click();
}

/** The place is typed, and the map opened beside the list. */
async function lookAroundNewYork(page: Page): Promise<void> {
  await open(page, '/care/near');
  await page.getByLabel('A place or postcode').fill('New York');
  await page
    .getByRole('button', { name: /^New York/ })
    .first()
    .click();
  await rows(page).first().waitFor();
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await markers(page).first().waitFor();
  await isDrawn(page);
}

/** The first whole picture stands. */
async function isDrawn(page: Page): Promise<void> {
  await surface(page).waitFor();
  await map(page).getByText('Drawing the map').waitFor({ state: 'detached', timeout: 90_000 });
}

const asked = ({ wire }: Device, path: RegExp): readonly string[] =>
  wire.exchanges.map(({ request }) => request.path).filter((one) => path.test(one));

/** How many people the markers in view stand for. */
async function peopleInView(page: Page): Promise<number> {
  const names = await markers(page).evaluateAll((found) =>
    found.map((marker) => marker.getAttribute('aria-label') ?? ''),
  );
  return names.reduce((sum, name) => sum + Number(/^\d+(?= close| at this)/.exec(name)?.[0] ?? 1), 0);
}

journey(
  'the map is the list’s twin: who is in the one is in the other, and choosing in one chooses in both',
  async ({ newDevice }) => {
    const device = await newDevice({ senses: WEBGL, viewport: WIDE });
    const page = await device.newPage();
    await lookAroundNewYork(page);
    await map(page).locator('canvas.maplibregl-canvas').waitFor();
    const total = await rows(page).count();
    await map(page).getByText(`${total} of ${total} in view`).waitFor();
    expect(await peopleInView(page)).toBe(total);

    await surface(page).focus();
    const single = markers(page).filter({ hasNotText: /\d/ }).first();
    for (let step = 0; step < 10 && (await single.count()) === 0; step += 1) await page.keyboard.press('+');
    const name = ((await single.getAttribute('aria-label')) ?? '').split(', ')[0]!;
    await single.click();
    await page.getByRole('button', { expanded: true, name: new RegExp(`^${name}`) }).waitFor();

    expect(await findBarriers(page)).toEqual([]);
  },
);

journey(
  'moving the map asks nobody for anything, until a search there is asked for',
  async ({ newDevice }) => {
    const device = await newDevice({
      senses: WEBGL,
      // Nothing is fetched ahead of its first use: when that ends, nothing here can tell.
      beforeApp: () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
    });
    const page = await device.newPage();
    await lookAroundNewYork(page);
    // What the app fetches of itself, to work offline, is nobody's question; whether there are streets is asked once.
    await appIsKept(page);
    await expect.poll(() => asked(device, /^\/api\/v1\/map$/)).toHaveLength(1);
    const before = device.wire.exchanges.length;
    await surface(page).focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp', '-', '-', '+', 'ArrowRight'])
      await page.keyboard.press(key);
    await map(page).getByRole('button', { name: 'Closer', exact: true }).click();
    await map(page).getByRole('button', { name: 'Further away', exact: true }).click();
    await map(page).getByText('What the shapes mean').click();
    const paths = device.wire.exchanges.slice(before).map(({ request }) => request.path);
    // The browser's own look for a newer service worker, at a time of its choosing: it tells nothing of the map.
    expect(paths.filter((path) => path !== '/sw.js')).toEqual([]);
    expect(asked(device, /[?&](lat|lon|q)=/)).toEqual([]);
  },
);

journey(
  'the keyboard does all of it: moving, coming closer, choosing, and back to the list',
  async ({ newDevice }) => {
    const device = await newDevice({ senses: WEBGL });
    const page = await device.newPage();
    await lookAroundNewYork(page);
    await surface(page).focus();
    await page.keyboard.press('Tab');
    const first = markers(page).first();
    await expect.poll(() => first.evaluate((marker) => marker === document.activeElement)).toBe(true);
    await surface(page).focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowLeft');
    await says(page, 'Nobody listed is in view');
    await map(page).getByRole('button', { name: 'Back to where you look from' }).click();
    await markers(page).first().waitFor();
    await surface(page).focus();
    await page.keyboard.press('Escape');
    await map(page).waitFor({ state: 'detached' });
    await rows(page).first().waitFor();
  },
);

journey(
  'somebody who says nothing of where they are chooses a place by moving the map there',
  async ({ newDevice }) => {
    const device = await newDevice({ senses: WEBGL });
    const page = await device.newPage();
    await openMap(page);
    await surface(page).focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('+');
    await map(page).getByRole('button', { name: 'Search here' }).click();
    await says(page, 'Around the place on the map');
    await expect.poll(() => asked(device, /\/doctors\/tiles/).length).toBeGreaterThan(0);
    expect(asked(device, /[?&](lat|lon|q)=/)).toEqual([]);
  },
);

journey(
  'without WebGL the same outlines are drawn as a picture, with the same markers',
  async ({ newDevice }) => {
    const device = await newDevice({
      viewport: WIDE,
      beforeApp: () => {
        HTMLCanvasElement.prototype.getContext = () => null;
      },
    });
    const page = await device.newPage();
    await lookAroundNewYork(page);
    await map(page).locator('svg path.care-map__land').first().waitFor({ state: 'attached' });
    expect(asked(device, /gl-base-map|maplibre/)).toEqual([]);
    const total = await rows(page).count();
    await map(page).getByText(`${total} of ${total} in view`).waitFor();
    expect(await peopleInView(page)).toBe(total);
    const box = (await surface(page).boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 300, { steps: 5 });
    await page.mouse.up();
    await map(page).getByRole('button', { name: 'Search here' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  },
);

journey(
  'once it was here the map is drawn without a network; before that it is not fetched, and says what it lacks',
  async ({ newDevice }) => {
    const device = await newDevice({ senses: WEBGL });
    const page = await device.newPage();
    await open(page, '/care/near');
    await appIsKept(page);
    expect(asked(device, /gl-base-map|maplibre|undertone-world/)).toEqual([]);
    // Until the service worker serves the page it has nothing to give offline.
    await page.reload();
    await page.getByRole('button', { name: 'Choose on the map' }).waitFor();
    await device.goOffline();
    await page.getByRole('button', { name: 'Choose on the map' }).click();
    await says(page, 'Coasts and borders have not come to this device yet');
    await map(page).getByRole('button', { name: 'Search here' }).waitFor();
    await device.goOnline();
    await page.reload();
    await page.getByRole('button', { name: 'Choose on the map' }).click();
    await isDrawn(page);
    expect(asked(device, /gl-base-map|maplibre|undertone-world/)).toHaveLength(3);
    await device.goOffline();
    await page.reload();
    await page.getByRole('button', { name: 'Choose on the map' }).click();
    await isDrawn(page);
    await map(page).locator('canvas.maplibregl-canvas').waitFor();
    expect(await map(page).getByText('have not come to this device').count()).toBe(0);
  },
);

journey(
  'the deployment’s streets come when they are switched on, in pieces, without an account, and off again',
  async ({ newDevice }) => {
    const device = await newDevice({ senses: WEBGL, productUrl: withStreets!.url });
    const page = await device.newPage();
    await openMap(page);
    await isDrawn(page);
    const streets = map(page).getByRole('switch', { name: 'Show streets and names' });
    await streets.waitFor();
    await says(page, 'which part of the world you look at');
    expect(asked(device, /\/api\/v1\/map\//)).toEqual([]);
    await streets.check();
    await says(page, '© OpenStreetMap contributors');
    const pieces = () =>
      device.wire.exchanges.filter(({ request }) => request.path.startsWith('/api/v1/map/'));
    await expect.poll(() => pieces().length).toBeGreaterThan(1);
    for (const { request } of pieces()) {
      const names = request.headers.map(([name]) => name.toLowerCase());
      expect(names).toContain('range');
      expect(names).not.toContain('cookie');
    }
    expect(await findBarriers(page)).toEqual([]);
    await streets.uncheck();
    await map(page).getByText('© OpenStreetMap contributors').waitFor({ state: 'detached' });

    await device.goOffline();
    // It is off again at once.
    await streets.click();
    await says(page, 'The streets did not come');
  },
);
