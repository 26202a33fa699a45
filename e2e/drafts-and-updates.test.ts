import { expect } from 'vitest';
import { journey } from './journey.ts';
import { appIsKept, crashTab, draftIsSaved, open, paper, says } from './person.ts';

journey('a draft survives its tab being killed', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await paper(page).pressSequentially('Half a thought about the harbour');
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
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await says(page, 'A new version is ready. Your draft is safe.');

  await paper(page).pressSequentially('Typed just before');
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await expect.poll(() => paper(page).inputValue()).toBe('Typed just before');
  expect(await page.getByText('A new version is ready.').count()).toBe(0);
});
