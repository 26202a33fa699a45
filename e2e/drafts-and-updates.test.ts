import { expect } from 'vitest';
import { journey } from './journey.ts';
import { appIsKept, crashTab, draftIsSaved, open, paper, says, typeWords } from './person.ts';

journey('a draft survives its tab being killed', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await typeWords(page, 'Half a thought about the harbour');
  await draftIsSaved(page);
  await crashTab(page);

  const again = await device.newPage();
  await open(again);
  await expect.poll(() => paper(again).inputValue()).toBe('Half a thought about the harbour');
});

journey('a new version waits for the person and takes the draft along', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await appIsKept(page);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');

  device.wire.addRule({
    matches: ({ path }) => path === '/sw.js',
    change: (reply) => ({
      ...reply,
      body: Buffer.concat([reply.body, Buffer.from('\n// the next version\n')]),
    }),
  });
  // The browser looks by itself after a reload, and a look that is asked for meanwhile is that same one.
  await expect.poll(() => page.evaluate(lookForVersion)).toBe(true);
  await says(page, 'A new version is ready. Your draft is safe.');

  await typeWords(page, 'Typed just before');
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await expect.poll(() => paper(page).inputValue()).toBe('Typed just before');
  expect(await page.getByText('A new version is ready.').count()).toBe(0);
});

/** Whether there is one once it has looked. */
async function lookForVersion(): Promise<boolean> {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  return registration.installing !== null || registration.waiting !== null;
}
