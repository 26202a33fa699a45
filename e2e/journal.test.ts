import { expect } from 'vitest';
import { PHONE } from './device.ts';
import { journey } from './journey.ts';
import { editEntry, entryRow, goTo, keepWords, noticesStay, open, openEntry, says } from './person.ts';

journey(
  'several entries a day are kept, found again by any word, edited with their history, deleted with undo',
  async ({ newDevice }) => {
    const page = await (await newDevice({ viewport: PHONE, beforeApp: noticesStay })).newPage();
    await open(page);
    await keepWords(page, 'Breakfast at the café with Zoë.');
    await keepWords(page, 'The letter from the bank came.');
    await keepWords(page, 'Rain on the roof all evening.');

    await goTo(page, 'Journal');
    await says(page, '3 entries');
    expect(await page.getByRole('heading', { level: 2, name: 'Today' }).count()).toBe(1);
    const search = page.getByRole('searchbox', { name: 'Search your journal' });
    await search.fill('cafe zoe');
    await says(page, '1 entry found');
    await entryRow(page, 'Breakfast').waitFor();
    await search.fill('roof bank');
    await says(page, 'No entry has all of these words.');
    await search.fill('');

    await openEntry(page, 'The letter');
    await editEntry(page, 'The letter from the bank came, and it was good news.');
    await says(page, 'The letter from the bank came, and it was good news.');
    const history = page.getByRole('region', { name: 'Earlier versions' });
    await history.getByText('The letter from the bank came.').first().click();
    await history.getByRole('button', { name: 'Bring this back' }).click();
    await says(page, 'Brought back.');
    await history.getByText('The letter from the bank came, and it was good news.').first().waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await says(page, 'Entry deleted');
    await says(page, '2 entries');
    await page.getByRole('button', { name: 'Undo' }).click();
    await entryRow(page, 'The letter').waitFor();
    await says(page, '3 entries');

    await page.reload();
    await says(page, '3 entries');
  },
);

journey('an entry stays on the day it was written on, wherever it is read', async ({ newDevice }) => {
  const device = await newDevice({ onDisk: true, timezoneId: 'Pacific/Kiritimati' });
  const page = await device.newPage();
  await open(page);
  await keepWords(page, 'Written where the day begins.');
  await goTo(page, 'Journal');
  const written = await entryRow(page, 'Written where').getByRole('time').getAttribute('datetime');

  await device.powerCut({ timezoneId: 'Pacific/Pago_Pago' });
  const away = await device.newPage();
  await open(away, '/journal');
  expect(await entryRow(away, 'Written where').getByRole('time').getAttribute('datetime')).toBe(written);
  // Twenty-five hours apart: here it is never the day on which it was written.
  expect(await away.getByRole('heading', { level: 2, name: 'Today' }).count()).toBe(0);
  await entryRow(away, 'Written where').click();
  await says(away, /, Kiritimati/);
});
