import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { findCanary } from './canary.ts';
import { journey } from './journey.ts';
import {
  appIsKept,
  goTo,
  helpHasCome,
  isSynced,
  newCredentials,
  open,
  putWordsAside,
  signIn,
  signUp,
} from './person.ts';
import { trafficOf } from './traffic.ts';

const CANARIES = {
  sign: 'quillwort evenings without music',
  person: 'Marchbanks the beekeeper',
  phone: '+34 699 010 277',
  theirs: 'tarpaulin by the orchard gate',
} as const;

const SIGNS = 'How I notice that it begins';
const PEOPLE = 'People I can ask for help';
const REASONS = 'What is worth living for';

const step = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function openPlan(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Care', exact: true }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Safety plan/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Safety plan' }).waitFor();
}

async function addLine(page: Page, name: string, text: string, phone?: string): Promise<void> {
  const part = step(page, name);
  await part.getByRole('button', { name: /^Add/ }).click();
  await part.getByRole('textbox', { name: /^Line/ }).last().fill(text);
  if (phone !== undefined)
    await part
      .getByRole('textbox', { name: /^Phone/ })
      .last()
      .fill(phone);
  await part.getByText('Draft saved on this device').waitFor({ state: 'attached' });
}

journey(
  'a safety plan is made in own words, read and called from offline, and is there after a reload',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await appIsKept(page);
    await openPlan(page);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Begin my plan' }).click();
    await addLine(page, SIGNS, CANARIES.sign);
    await addLine(page, PEOPLE, CANARIES.person, CANARIES.phone);
    expect(await findBarriers(page)).toEqual([]);
    await device.goOffline();
    await addLine(page, REASONS, 'the dog');
    await page.reload();
    await step(page, REASONS).getByText('the dog').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    const call = page.getByRole('link', { name: `Call ${CANARIES.person}` });
    expect(await call.getAttribute('href')).toBe('tel:+34699010277');
    expect(await findBarriers(page)).toEqual([]);

    // Sooner it would lead to the page that stands without the app, which knows of no plan.
    await helpHasCome(page);
    await page.getByRole('link', { name: 'Help now' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Help now' }).waitFor();
    expect(await call.getAttribute('href')).toBe('tel:+34699010277');

    // On paper there is the plan with its numbers, and nothing to press.
    await open(page, '/care/plan');
    await page.emulateMedia({ media: 'print' });
    await page.getByText(CANARIES.phone).waitFor();
    expect(
      await page.getByRole('button').or(page.getByRole('link')).and(page.locator(':visible')).count(),
    ).toBe(0);
  },
);

journey(
  'what two devices add to the plan apart, both have afterwards, and no word of it crosses the wire open',
  async ({ newDevice }) => {
    const person = newCredentials();
    const [laptop, phone] = [await newDevice(), await newDevice()];
    const [first, second] = [await laptop.newPage(), await phone.newPage()];
    await open(first);
    await openPlan(first);
    await first.getByRole('button', { name: 'Begin my plan' }).click();
    await addLine(first, SIGNS, CANARIES.sign);
    await addLine(first, PEOPLE, CANARIES.person, CANARIES.phone);
    await signUp(first, person);
    await putWordsAside(first);
    await isSynced(first);
    await open(second);
    await signIn(second, person);
    await openPlan(second);
    await step(second, SIGNS).getByText(CANARIES.sign).waitFor();
    await openPlan(first);

    await laptop.goOffline();
    await phone.goOffline();
    for (const page of [first, second])
      await page.getByRole('button', { name: 'Change', exact: true }).click();
    await addLine(first, SIGNS, 'short answers');
    await addLine(second, SIGNS, CANARIES.theirs);
    await laptop.goOnline();
    await phone.goOnline();
    for (const page of [first, second]) {
      const lines = step(page, SIGNS).getByRole('textbox', { name: /^Line/ });
      await expect
        .poll(() => lines.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).sort()))
        .toEqual([CANARIES.sign, 'short answers', CANARIES.theirs].sort());
    }
    await goTo(first, 'Today');

    const traffic = [laptop, phone].flatMap(({ wire }) => trafficOf(wire));
    const found = Object.values(CANARIES).flatMap((canary) =>
      traffic.flatMap(({ where, bytes }) =>
        findCanary(canary, bytes).map((how) => `${canary}: ${how}, ${where}`),
      ),
    );
    expect(found).toEqual([]);
    expect(traffic.some(({ bytes }) => findCanary(person.email, bytes).length > 0)).toBe(true);
  },
);
