import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { findCanary } from './canary.ts';
import { journey } from './journey.ts';
import { entryRow, goTo, goToSetting, keepWords, open, says } from './person.ts';

const PASSPHRASE = 'lantern orbit walrus meadow quilt';

async function saveBackup(page: Page): Promise<string> {
  await goToSetting(page, 'Backup');
  const form = page.getByRole('form', { name: 'Save a backup' });
  await form.getByRole('textbox', { name: 'Passphrase for the file' }).fill(PASSPHRASE);
  const downloading = page.waitForEvent('download');
  await form.getByRole('button', { name: 'Save the file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^undertone-\d{4}-\d\d-\d\d\.undertone$/);
  await says(page, /^Saved, /);
  return download.path();
}

async function lookInto(page: Page, file: string, passphrase: string): Promise<void> {
  await goToSetting(page, 'Backup');
  const form = page.getByRole('form', { name: 'Restore a backup' });
  await form.getByLabel('Backup file').setInputFiles(file);
  await form.getByRole('textbox', { name: 'Its passphrase' }).fill(passphrase);
  await form.getByRole('button', { name: 'Look into it' }).click();
}

journey('a backup file is sealed, and brings the journal back on a fresh device', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, 'The first of two entries.');
  await keepWords(page, 'The second of two entries.');
  const file = await saveBackup(page);
  expect(findCanary('second of two', readFileSync(file))).toEqual([]);

  const fresh = await (await newDevice()).newPage();
  await open(fresh);
  await lookInto(fresh, file, 'not the right passphrase');
  await says(fresh, 'The passphrase does not open it');
  await lookInto(fresh, file, PASSPHRASE);
  await says(fresh, 'It holds 2 records');
  await says(fresh, 'It is from another journal.');
  await fresh.getByRole('button', { name: 'Restore', exact: true }).click();
  await says(fresh, 'Restored: 2 added, 0 joined, 0 already here.');
  await goTo(fresh, 'Journal');
  await entryRow(fresh, 'The first of two entries.').waitFor();
  await entryRow(fresh, 'The second of two entries.').waitFor();
  await fresh.reload();
  await says(fresh, '2 entries');
});

journey('restoring into a fuller journal says so first and overwrites nothing', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, 'In the file and here.');
  const file = await saveBackup(page);
  await goTo(page, 'Today');
  await keepWords(page, 'Only here.');
  await lookInto(page, file, PASSPHRASE);
  await says(page, 'The journal here is fuller: 1 record is not in the file. It stays. (2 entries here.)');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await says(page, 'Restored: 0 added, 0 joined, 1 already here.');
  await goTo(page, 'Journal');
  await entryRow(page, 'In the file and here.').waitFor();
  await entryRow(page, 'Only here.').waitFor();
  await says(page, '2 entries');
});
