// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { act } from 'preact/test-utils';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { createFakeServices } from '../../../app/fake-services.ts';
import { settle, show } from '../../../ui/render-in-dom.testkit.tsx';
import { HelpScreen } from './help-screen.tsx';

const links = (root: HTMLElement) =>
  [...root.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.textContent?.trim()]);

async function choose(root: HTMLElement, country: string): Promise<void> {
  const select = root.querySelector('select');
  if (select === null) throw new Error('no country to choose');
  await act(async () => {
    select.value = country;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

const open = async () => await show(<HelpScreen />, createFakeServices({ clock: systemClock }));

beforeEach(async () => {
  localStorage.clear();
  await loadOnDemandWords();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await setLanguage('en');
});

describe('the help screen', () => {
  it('puts people first, then those who listen, then the emergency number', async () => {
    const root = await open();
    await choose(root, 'ES');
    expect([...root.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual([
      'Someone you trust',
      'People who listen',
      'Emergency',
      'In the rest of the world',
    ]);
    expect(links(root)).toContainEqual(['tel:024', 'Call 024']);
    // Also near the top, for whom nothing else can wait.
    expect(root.querySelector('.help__danger a')?.getAttribute('href')).toBe('tel:112');
  });

  it('keeps the country that was chosen, on this device', async () => {
    await choose(await open(), 'MX');
    const again = await open();
    expect(again.querySelector('select')?.value).toBe('MX');
    expect(links(again)).toContainEqual(['tel:8009112000', 'Call 800 911 2000']);
  });

  it('says so where it knows no line, and leads to the directories and the emergency number', async () => {
    const root = await open();
    await choose(root, 'GT');
    expect(root.textContent).toContain('no helpline here whose number we could check');
    expect(links(root)).toContainEqual(['https://findahelpline.com/', 'Find A Helpline']);
    expect(links(root)).toContainEqual(['tel:110', 'Police: 110']);
    expect(root.querySelectorAll('.help__directories')).toHaveLength(1);
  });

  it('says before the tap what leaves Undertone, and lets the other side know nothing of it', async () => {
    const root = await open();
    await choose(root, 'US');
    const chat = [...root.querySelectorAll('a')].find((link) => link.textContent?.trim() === 'Chat');
    expect(chat?.getAttribute('rel')).toBe('noopener noreferrer');
    const note = root.querySelector(`[id="${chat?.getAttribute('aria-describedby')}"]`);
    expect(note?.textContent).toBe('Opens 988lifeline.org, outside Undertone');
  });

  it('names where every line comes from, and that nobody dialled', async () => {
    const root = await open();
    await choose(root, 'CL');
    const sources = root.querySelector('details');
    expect(sources?.textContent).toContain('Nobody dialled the numbers');
    expect(sources?.textContent).toContain('eldinamo.cl, October 29, 2025');
  });

  it('speaks Spanish', async () => {
    await setLanguage('es');
    const root = await open();
    await choose(root, 'AR');
    expect(root.querySelector('h1')?.textContent).toBe('Ayuda ahora');
    expect(links(root)).toContainEqual(['tel:08009990091', 'Llamar al 0800 999 0091']);
    expect(root.textContent).not.toContain('!');
  });
});
