import { expect } from 'vitest';
import { journey } from './journey.ts';
import { goTo, noticesStay, open, says } from './person.ts';

journey('a mood is marked with the keyboard alone', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  const pleasantness = page.getByRole('slider', { name: 'Pleasantness' });
  await pleasantness.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp'])
    await page.keyboard.press(key);
  expect(await pleasantness.getAttribute('aria-valuetext')).toMatch(/pleasant, high energy/);
  expect(await page.getByRole('slider', { name: 'Energy' }).getAttribute('aria-valuetext')).toMatch(
    /high energy/,
  );
  await page.keyboard.press('Enter');
  await says(page, /^Kept: .*pleasant, high energy/);
  await goTo(page, 'Journal');
  await page.getByRole('link', { name: /pleasant, high energy/ }).waitFor();
});

journey(
  'the five faces are stops on the same field, and choosing one can be undone',
  async ({ newDevice }) => {
    const page = await (await newDevice({ beforeApp: noticesStay })).newPage();
    await open(page);
    await page.getByRole('radio', { name: 'Good' }).click();
    await says(page, /^Kept:/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await goTo(page, 'Journal');
    await says(page, 'Your days will gather here');
  },
);

journey('one tap is durable the moment it says so, even if the power fails then', async ({ newDevice }) => {
  const device = await newDevice({ onDisk: true });
  const page = await device.newPage();
  await open(page);
  const field = page.getByRole('slider', { name: 'Pleasantness' }).locator('..');
  const box = await field.boundingBox();
  if (box === null) throw new Error('the field is not on the screen');
  // Not at a place of the screen: what comes above the field would move it.
  await field.click({ position: { x: box.width * 0.9, y: box.height * 0.9 } });
  await says(page, /^Kept: very pleasant, very low energy/);
  await device.powerCut();

  const again = await device.newPage();
  await open(again, '/journal');
  await again.getByRole('link', { name: /very pleasant, very low energy/ }).waitFor();
});
