import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Device } from './device.ts';
import { journey } from './journey.ts';
import { appIsKept, open } from './person.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'A place or postcode' });
const offered = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();

/** Names of the gazetteer's files that were asked for, the hash of each left out. */
const filesOf = ({ wire }: Device): readonly string[] =>
  wire.exchanges.flatMap(({ request }) => /^\/assets\/places\/[0-9a-f]+-(.*)$/.exec(request.path)?.[1] ?? []);

journey(
  'places are looked up in files that are the same for everybody, and then without a network',
  async ({ newDevice }) => {
    const device = await newDevice({ position: 'denied' });
    const page = await device.newPage();
    await open(page);
    await appIsKept(page);
    await open(page, '/care/near');
    await search(page).waitFor();
    expect(filesOf(device)).toEqual([]);

    await search(page).fill('Springfield, Ill');
    await offered(page, /^Springfield/).waitFor();
    expect(filesOf(device)).toEqual(['towns.bin']);
    await search(page).fill('28013 Madrid');
    await offered(page, /^28013/).waitFor();
    expect(filesOf(device)).toEqual(['towns.bin', 'postcodes.bin']);

    await search(page).fill('Frigiliana');
    await page.getByRole('button', { name: /smaller places/i }).click();
    await offered(page, /^Frigiliana/).waitFor();
    expect(filesOf(device)).toEqual(['towns.bin', 'postcodes.bin', 'villages.bin']);

    await device.goOffline();
    await page.reload();
    await search(page).fill('62704');
    await offered(page, /^62704/).waitFor();
    await search(page).fill('Toledo');
    await offered(page, /^Toledo/).click();
    await page.getByText(/^(Around|Near) Toledo/).waitFor();
  },
);
