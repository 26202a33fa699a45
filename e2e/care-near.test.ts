import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { findCanary } from './canary.ts';
import type { Device } from './device.ts';
import { journey } from './journey.ts';
import { appIsKept, isSynced, newCredentials, open, putWordsAside, says, signUp } from './person.ts';
import { sharedProduct } from './product.ts';
import type { WireRequest } from './recorder.ts';
import { sentBy } from './traffic.ts';

/** Two places of one area in Madrid, some 400 m apart, and one on the other side of the ocean. */
const HERE = { latitude: 40.4171863, longitude: -3.7032591 };
const NEARBY = { latitude: 40.4153829, longitude: -3.7071948 };
const FAR = { latitude: 19.4326077, longitude: -99.1332081 };

/** The product makes its sample directory once it is up. */
async function sampleIsThere(): Promise<void> {
  const count = async () => {
    const reply = await fetch(`${sharedProduct().url}/api/v1/doctors/tiles`);
    return ((await reply.json()) as { readonly entries: number }).entries;
  };
  await expect.poll(count, { timeout: 60_000, interval: 500 }).toBeGreaterThan(1000);
}

const listed = (page: Page) => page.getByRole('list', { name: 'Care near you' }).getByRole('listitem');

async function lookHere(page: Page): Promise<void> {
  await open(page, '/care/near');
  await page.getByRole('button', { name: 'Use where I am' }).click();
  await listed(page).first().waitFor();
}

const askedOf = ({ wire }: Device): readonly WireRequest[] =>
  wire.exchanges.map(({ request }) => request).filter(({ path }) => path.startsWith('/api/v1/doctors/'));

/** All that the page has kept: addresses, history, storage, databases. */
function dumpStorage(): Promise<string> {
  const all = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('indexeddb'));
    });
  const dump = async () => {
    const parts: unknown[] = [location.href, history.state, { ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await all(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames)
        parts.push(await all(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) parts.push(url);
    return JSON.stringify(parts);
  };
  return dump();
}

/** As text to a tenth of a metre and to ten of them, without a sign or a point, and as the bytes of a number. */
function traceOf(degrees: number): { readonly texts: readonly string[]; readonly bytes: readonly Buffer[] } {
  const text = String(Math.abs(degrees));
  const double = Buffer.alloc(8);
  double.writeDoubleLE(degrees);
  const single = Buffer.alloc(4);
  single.writeFloatLE(degrees);
  const wide = [double, Buffer.from(double).swap64()];
  return {
    texts: [text, text.slice(0, 8), text.replace('.', '').slice(0, 8), `${text.split('.')[1]}0`],
    bytes: [...wide, single, Buffer.from(single).swap32()],
  };
}

journey(
  'nobody is told where someone looks for care, what they type, or whom they save',
  async ({ newDevice }) => {
    await sampleIsThere();
    const device = await newDevice({ position: HERE });
    const page = await device.newPage();
    await open(page);
    // With an account there is a cookie to leave out.
    await signUp(page, newCredentials());
    await putWordsAside(page);
    await lookHere(page);
    await page.getByRole('button', { name: 'Look further' }).click();
    await says(page, 'Complete up to');
    await listed(page).first().getByRole('button').first().click();
    const name = await listed(page).first().locator('.rows__title').innerText();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await says(page, 'Saved, sealed with your journal.');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('searchbox', { name: 'A place or postcode' }).fill('Guadalajara');
    await page
      .getByRole('button', { name: /^Guadalajara/ })
      .first()
      .click();
    await says(page, /^Around Guadalajara/);
    await listed(page).first().waitFor();
    await isSynced(page);

    const asked = askedOf(device);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter(({ headers }) => headers.some(([header]) => /^cookie$/i.test(header)))).toEqual([]);
    for (const { path, body } of asked) {
      expect(path).toMatch(/^\/api\/v1\/doctors\/tiles(\/[0-9a-f]{13}\?version=[\w-]{16})?$/);
      expect(body).toHaveLength(0);
    }
    const traffic = sentBy(device.wire);
    const traces = [HERE.latitude, HERE.longitude].map(traceOf);
    const texts = [...traces.flatMap((trace) => trace.texts), 'Guadalajara', name];
    const found = texts.flatMap((text) =>
      traffic.flatMap(({ where, bytes }) =>
        findCanary(text, bytes).map((how) => `${text} as ${how} in ${where}`),
      ),
    );
    const binary = traffic.flatMap(({ where, bytes }) =>
      traces.flatMap((trace) => trace.bytes).some((number) => bytes.includes(number)) ? [where] : [],
    );
    expect(found).toEqual([]);
    expect(binary).toEqual([]);
    // Told on purpose it is found.
    await page.evaluate((at) => fetch(`/api/v1/health?at=${at}`).then(() => undefined), HERE.latitude);
    expect(sentBy(device.wire).some(({ bytes }) => findCanary(String(HERE.latitude), bytes).length > 0)).toBe(
      true,
    );

    const kept = await page.evaluate(dumpStorage);
    expect(kept).toContain('/directory/tiles/');
    for (const text of texts) expect(kept).not.toContain(text);
  },
);

journey('whoever is in one area asks for the same, wherever in it they are', async ({ newDevice }) => {
  await sampleIsThere();
  const asked: (readonly string[])[] = [];
  for (const position of [HERE, NEARBY]) {
    const device = await newDevice({ position });
    const page = await device.newPage();
    await lookHere(page);
    asked.push(askedOf(device).map(({ path }) => path));
  }
  expect(asked[0]!.length).toBeGreaterThan(1);
  expect([...asked[1]!].sort()).toEqual([...asked[0]!].sort());
});

journey(
  'an area that was looked at is there without a network, and another says it is not',
  async ({ newDevice }) => {
    await sampleIsThere();
    const device = await newDevice({ position: HERE });
    const page = await device.newPage();
    await open(page);
    await appIsKept(page);
    await lookHere(page);
    const names = await listed(page).locator('.rows__title').allInnerTexts();
    await device.goOffline();
    await page.reload();
    await lookHere(page);
    await says(page, /^As of /);
    expect(await listed(page).locator('.rows__title').allInnerTexts()).toEqual(names);

    await device.context.setGeolocation(FAR);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('button', { name: 'Use where I am' }).click();
    await says(page, 'There is no network, and this area is not on this device');

    await device.goOnline();
    await page.getByRole('button', { name: 'Try again' }).click();
    await listed(page).first().waitFor();
    await page.getByRole('button', { name: 'Forget these areas' }).click();
    await says(page, 'Forgotten.');
    await page.getByRole('button', { name: 'Use where I am' }).waitFor();
  },
);

journey(
  'a no to the browser leaves a place to type, in the whole screen without a barrier',
  async ({ newDevice }) => {
    await sampleIsThere();
    const device = await newDevice({ position: 'denied' });
    const page = await device.newPage();
    await open(page, '/care/near');
    await page.getByRole('button', { name: 'Use where I am' }).click();
    await says(page, 'Your position is not shared with this page');
    expect(askedOf(device)).toEqual([]);
    await page.getByRole('searchbox', { name: 'A place or postcode' }).fill('madrid');
    await page
      .getByRole('button', { name: /^Madrid/ })
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await says(page, /^Around Madrid/);
    await listed(page).first().getByRole('button').first().click();
    await page.getByText('Directions', { exact: true }).click();
    await page.getByText('Wrong or out of date').click();
    await page.getByText('Filters', { exact: true }).click();
    await says(page, 'These entries are made up');
    expect(await findBarriers(page)).toEqual([]);
  },
);

journey('whom someone saved is there after a reload and without a network', async ({ newDevice }) => {
  await sampleIsThere();
  const device = await newDevice({ position: HERE });
  const page = await device.newPage();
  await open(page);
  await appIsKept(page);
  await lookHere(page);
  const name = await listed(page).first().locator('.rows__title').innerText();
  await listed(page).first().getByRole('button').first().click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await says(page, 'Saved, sealed with your journal.');
  await device.goOffline();
  await open(page, '/care/saved');
  await says(page, name);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('list', { name: 'Saved' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  // It passes after some seconds, but not while it is pointed at.
  await page.getByRole('button', { name: 'Undo' }).hover();
  await says(page, 'Nobody saved yet');
  await page.getByRole('button', { name: 'Undo' }).click();
  await says(page, name);
});

journey('that an entry is wrong is said with a reason, and without saying who', async ({ newDevice }) => {
  await sampleIsThere();
  const device = await newDevice({ position: HERE });
  const page = await device.newPage();
  await open(page);
  await signUp(page, newCredentials());
  await putWordsAside(page);
  await lookHere(page);
  await listed(page).first().getByRole('button').first().click();
  await page.getByText('Wrong or out of date').click();
  await page.getByRole('radio', { name: 'It has moved' }).check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await says(page, 'Sent. Thank you.');
  const report = askedOf(device).find(({ method }) => method === 'POST')!;
  expect(report.path).toMatch(/^\/api\/v1\/doctors\/entries\/[\w-]{16}\/reports$/);
  expect(report.body.toString()).toBe('{"reason":"moved"}');
  expect(report.headers.some(([name]) => /^cookie$/i.test(name))).toBe(false);
});
