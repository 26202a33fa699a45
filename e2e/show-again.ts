import type { Page } from 'playwright-core';
import { codeSentTo, messagesTo } from './outbox.ts';

/** Begins an act that asks once more who is there, and answers with the code that was mailed for it. */
export async function showAgainByMail(page: Page, email: string, begin: () => Promise<void>): Promise<void> {
  const { origin } = new URL(page.url());
  const before = (await messagesTo(origin, email)).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
  await begin();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel('Code from the message').fill(await codeSentTo(origin, email, before));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'detached' });
}
