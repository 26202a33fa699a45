import { expect } from 'vitest';
import { journey } from './journey.ts';
import type { Page } from 'playwright-core';

async function keepInSpanish(page: Page, text: string): Promise<void> {
  const paper = page.getByRole('textbox', { name: 'Entrada nueva' });
  await paper.fill(text);
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await expect.poll(() => paper.inputValue()).toBe('');
}

journey(
  'in Spanish the app speaks Spanish, and Spanish words are read by the Spanish model alone',
  async ({ newDevice }) => {
    const device = await newDevice({ locale: 'es-ES' });
    const page = await device.newPage();
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: /^Buen/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    await keepInSpanish(
      page,
      'Estoy muy contenta y feliz, hoy fue un día maravilloso con mi familia y mis amigos.',
    );
    await page
      .getByText(/alegría/i)
      .first()
      .waitFor();
    const card = page.getByRole('region', { name: 'Lectura' });
    await card.getByText('Cómo se ha leído').click();
    await card.getByText(/text-es/).waitFor();
    expect(await card.getByText(/text-en/).count()).toBe(0);
  },
);

journey(
  'Spanish words in the English app are read by the Spanish model or not at all',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await page.goto('/');
    const paper = page.getByRole('textbox', { name: 'New entry' });
    await paper.fill('Estoy muy contenta y feliz, hoy fue un día maravilloso con mi familia y mis amigos.');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    const card = page.getByRole('region', { name: 'Reading' });
    await card.getByText('How this was read').click();
    await card.getByText(/Read on this device by text-es/).waitFor();
    expect(await card.getByText(/text-en/).count()).toBe(0);
  },
);
