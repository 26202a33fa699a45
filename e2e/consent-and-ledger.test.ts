import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { SyncRequest } from '@undertone/contract/sync';
import { WIDE } from './device.ts';
import { journey } from './journey.ts';
import {
  goTo,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  putWordsAside,
  readingWords,
  says,
  signUp,
} from './person.ts';
import type { Recorder } from './recorder.ts';

const CONSENT = 'Send the scores of what I write';

async function storedReadings(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const reply = await fetch('/api/v1/readings');
    return ((await reply.json()) as { readings: unknown[] }).readings.length;
  });
}

function openLanes(wire: Recorder): readonly unknown[] {
  return wire.exchanges
    .filter(({ request }) => request.path === '/api/v1/sync')
    .flatMap(({ request }) => (JSON.parse(request.body.toString()) as SyncRequest).ops)
    .flatMap(({ open }) => (open === null ? [] : [open]));
}

journey(
  'scores go up only under consent, and are gone from the server once it is taken back',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await signUp(page, newCredentials());
    await putWordsAside(page);
    await keepWords(page, 'I am so happy with this wonderful day!');
    await readingWords(page);
    await isSynced(page);
    expect(openLanes(device.wire)).toEqual([]);
    expect(await storedReadings(page)).toBe(0);

    await goToSetting(page, 'What may be sent');
    await page.getByRole('switch', { name: CONSENT }).check();
    await says(page, 'Scores will be sent from now on.');
    await goTo(page, 'Today');
    await keepWords(page, 'I am furious about what they did, so angry.');
    await readingWords(page);
    await isSynced(page);
    await expect.poll(() => storedReadings(page)).toBeGreaterThan(0);
    const lanes = openLanes(device.wire);
    expect(lanes.length).toBeGreaterThan(0);
    expect(JSON.stringify(lanes)).not.toMatch(/furious|angry about/);

    await goToSetting(page, 'What may be sent');
    await page.getByRole('switch', { name: CONSENT }).uncheck();
    await says(page, 'Nothing more is sent. What was sent is being deleted.');
    await expect.poll(() => storedReadings(page)).toBe(0);

    const before = openLanes(device.wire).length;
    await goTo(page, 'Today');
    await keepWords(page, 'So sad and lonely tonight, I cried.');
    await readingWords(page);
    await isSynced(page);
    expect(openLanes(device.wire).length).toBe(before);
    expect(await storedReadings(page)).toBe(0);
  },
);

journey('taking consent back offline stops sending at once and deletes on return', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await signUp(page, newCredentials(), { sendScores: true });
  await putWordsAside(page);
  await keepWords(page, 'I am so happy with this wonderful day!');
  await readingWords(page);
  await isSynced(page);
  await expect.poll(() => storedReadings(page)).toBe(1);

  await device.goOffline();
  await goToSetting(page, 'What may be sent');
  await page.getByRole('switch', { name: CONSENT }).uncheck();
  await says(page, 'Nothing more is sent.');
  await goTo(page, 'Today');
  await keepWords(page, 'So sad and lonely tonight, I cried.');
  await readingWords(page);
  const before = openLanes(device.wire).length;
  await device.goOnline();
  await isSynced(page);
  await expect.poll(() => storedReadings(page)).toBe(0);
  expect(openLanes(device.wire).length).toBe(before);
});

journey(
  'the ledger lists exactly the requests that went over the wire, with their fields and bytes',
  async ({ newDevice }) => {
    const device = await newDevice({ viewport: WIDE });
    const page = await device.newPage();
    await open(page);
    await keepWords(page, 'I am so happy with this wonderful day!');
    await readingWords(page);
    await signUp(page, newCredentials(), { sendScores: true });
    await putWordsAside(page);
    await keepWords(page, 'I am proud and happy that I finished the whole wall today.');
    await readingWords(page);
    await isSynced(page);
    await goToSetting(page, 'What left this device today');

    await page.getByText(/loads? of the app’s own files/).click();
    const said = () =>
      page.getByRole('row').evaluateAll((rows) =>
        rows
          .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.trim()))
          .filter((cells) => cells.length > 0)
          .map(([, where = '', fields = '', sent = '', , status = '']) => ({ where, fields, sent, status })),
      );
    const sentOverTheWire = () =>
      device.wire.exchanges
        .filter(({ request }) => request.path.startsWith('/api/'))
        .map(
          ({ request }) => `${request.method} ${request.path.split('?')[0]} ${sayBytes(request.body.length)}`,
        )
        .sort();
    const listed = (rows: Awaited<ReturnType<typeof said>>) =>
      rows
        .filter(({ where }) => where.includes(' /api/') && !where.startsWith('Socket'))
        .map(({ where, sent }) => `${where} ${sent}`)
        .sort();
    const models = () =>
      device.wire.exchanges.map(({ request }) => request.path).filter((path) => path.includes('/models/'));
    const unlisted = async () => {
      const rows = await said();
      const lines = listed(rows);
      const requests = sentOverTheWire();
      // Files of the app itself, whoever fetched them: the page, the reader or the service worker.
      const files = new Set(rows.map(({ where }) => where.replace('GET ', '')));
      return {
        missing: without(requests, lines),
        invented: without(lines, requests),
        sockets: rows.filter(({ where }) => where.startsWith('Socket')).length - device.wire.sockets.length,
        models: models().filter((path) => !files.has(path)),
      };
    };
    // More may be on its way, and is then on one of the lists first.
    await expect.poll(unlisted).toEqual({ missing: [], invented: [], sockets: 0, models: [] });
    expect(models().length).toBeGreaterThan(0);

    const rows = await said();
    const pushed = rows.filter(({ where }) => where === 'POST /api/v1/sync').map(({ fields }) => fields);
    expect(pushed.join(' ')).toContain('ops[].sealed');
    expect(pushed.join(' ')).toContain('ops[].open.scores[].distribution[]');
  },
);

/** Lines of one list beyond those of the other, each line counting once. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** As the ledger says sizes in English: decimal units, one decimal under a hundred. */
function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const value = bytes / 1000;
  return `${value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : 1 })} kB`;
}
