import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../scripts/root.ts';
import { findBarriers } from './accessible.ts';
import type { Device } from './device.ts';
import { journey } from './journey.ts';
import { messageTo } from './outbox.ts';
import {
  goToSetting,
  newCredentials,
  open,
  putWordsAside,
  says,
  signIn,
  signUp,
  type Credentials,
} from './person.ts';
import { showAgainByMail } from './show-again.ts';

/** Signs in on a device whose network is in that country, as the edge would say it. */
async function signInFrom(device: Device, country: string, person: Credentials): Promise<Page> {
  await device.context.setExtraHTTPHeaders({ 'cf-ipcountry': country });
  const page = await device.newPage();
  await open(page);
  await signIn(page, person);
  return page;
}

async function download(page: Page, name: string, folder: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

function verify(...args: readonly string[]) {
  const script = join(ROOT, 'scripts', 'audit-verify.ts');
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout };
}

journey(
  'what was done stands in the activity, what looks like a stranger is asked about, and the record proves itself',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await signUp(page, person, { sendScores: true });
    await putWordsAside(page);

    await signInFrom(await newDevice(), 'DE', person);
    await signInFrom(await newDevice(), 'JP', person);
    await messageTo(new URL(page.url()).origin, person.email, /unusual/);

    await goToSetting(page, 'Activity');
    const main = page.getByRole('main');
    await main.getByText('Two sign-ins too far apart').first().waitFor();
    await says(page, 'Seen in Germany and Japan');
    const lines = main.getByRole('list', { name: 'What was done' }).getByRole('listitem');
    await expect
      .poll(async () => (await lines.allInnerTexts()).filter((text) => text.startsWith('Signed in')).length)
      .toBe(2);
    await says(page, 'Account made');
    expect(await findBarriers(page)).toEqual([]);

    await page.getByLabel('Show').selectOption({ label: 'Data and consent' });
    await expect
      .poll(async () => (await lines.allInnerTexts()).join('\n'))
      .toContain('Sending of scores allowed: Words');
    expect((await lines.allInnerTexts()).join('\n')).not.toContain('Signed in');

    await showAgainByMail(page, person.email, () =>
      page.getByRole('button', { name: 'It was not me' }).click(),
    );
    await main.getByRole('link', { name: 'End every session that is not yours' }).waitFor();

    const folder = mkdtempSync(join(tmpdir(), 'undertone-record-'));
    try {
      const record = await download(page, 'Download the record', folder);
      const keys = await download(page, 'Download the public keys', folder);
      const whole = verify(record, '--key', keys);
      expect(whole.stdout).toContain('Nothing is wrong with it.');
      expect(whole.status).toBe(0);
      expect(readFileSync(record, 'utf8')).not.toContain(person.email);
    } finally {
      rmSync(folder, { recursive: true });
    }

    await main.getByRole('link', { name: 'End every session that is not yours' }).click();
    await page.getByRole('heading', { level: 1, name: 'Devices and programs' }).waitFor();
    await page.getByRole('button', { name: 'End all but this one' }).click();
    await says(page, 'Every other session is over.');
  },
);
