// @vitest-environment happy-dom
import type { Clock, EpochMs } from '@undertone/base/clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { named, press, settle, show, type } from '../ui/render-in-dom.testkit.tsx';
import { App } from './app.tsx';
import { fakeEntries, SCENARIOS, type ScenarioName } from './fake-scenarios.ts';
import { createFakeServices } from './fake-services.ts';
import { setLanguage } from './i18n.ts';
import { followAddress, go, moves } from './navigation.ts';
import { now } from './now.ts';
import { dismissSnack } from './snackbar.ts';

/** An evening: what is shown as of today was kept some hours before. */
const clock: Clock = { now: () => new Date(2026, 4, 4, 19, 20).getTime() as EpochMs };

let leave: () => void = () => {};

beforeEach(() => {
  now.value = clock.now();
  moves.value = 0;
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  dismissSnack();
});

afterEach(async () => {
  leave();
  await setLanguage('en');
});

async function openApp(path: string, scenario: ScenarioName = 'some') {
  history.replaceState(null, '', path);
  leave = followAddress(window);
  const services = createFakeServices({ clock, ...SCENARIOS[scenario](clock) });
  await show(<App services={services} />);
  // Screens are lazy: until their code arrives, the heading is the app's name.
  await expect
    .poll(async () => (await settle(), heading()))
    .toSatisfy((words) => words !== undefined && words !== 'Undertone');
  return services;
}

const heading = () => document.querySelector('h1')?.textContent;

describe('moving around', () => {
  it('takes the focus to the new heading and names the document, but leaves the first screen alone', async () => {
    await openApp('/');
    expect(document.activeElement).toBe(document.body);
    await press(named('a', 'Journal'));
    await expect.poll(heading).toBe('Journal');
    await settle();
    expect(location.pathname).toBe('/journal');
    expect(document.activeElement?.textContent).toBe('Journal');
    expect(document.title).toBe('Journal · Undertone');
    expect(named('a', 'Journal').getAttribute('aria-current')).toBe('page');
  });

  it('follows the browser’s back', async () => {
    await openApp('/');
    go({ screen: 'settings', section: 'about' });
    await expect.poll(heading).toBe('About');
    history.replaceState(null, '', '/');
    window.dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    expect(heading()).toMatch(/^Good|^Still/);
  });

  it('leaves links with a modifier key to the browser', async () => {
    await openApp('/');
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
    named('a', 'Journal').dispatchEvent(click);
    expect(click.defaultPrevented).toBe(false);
  });

  it('offers a way past the navigation', async () => {
    await openApp('/');
    await press(named('a', 'Skip to the content'));
    expect(document.activeElement?.id).toBe('main');
  });

  it('says so where there is nothing', async () => {
    await openApp('/nowhere');
    expect(heading()).toBe('There is nothing here');
  });
});

it.each([
  ['offline', '3 changes are kept here and wait to sync'],
  ['expired', 'Your session has ended'],
  ['quota', 'save a backup'],
  ['outdated', 'too old to sync'],
  ['update', 'A new version is ready. Your draft is safe.'],
] as const)('says what is up when the state is %s', async (scenario, words) => {
  await openApp('/', scenario);
  expect(
    [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join(),
  ).toContain(words);
});

it('says nothing about the connection when there is nothing to say', async () => {
  await openApp('/', 'synced');
  expect(document.querySelector('.status-line')).toBeNull();
  expect(document.body.textContent).toContain('Your journal is safe on this device');
});

it('lets a person write where nothing can be stored, and does not pretend to keep it', async () => {
  await openApp('/', 'private');
  expect(document.body.textContent).toContain('gone when it closes');
  await type(document.querySelector('textarea')!, 'still mine');
  expect(named('button', 'Save as a text file').disabled).toBe(false);
});

it('does not offer a page to write on while a newer version holds the journal', async () => {
  await openApp('/', 'newer');
  expect(document.querySelector('textarea')).toBeNull();
});

it('speaks Spanish from one moment to the next', async () => {
  await openApp('/');
  await setLanguage('es');
  await settle();
  expect(document.body.textContent).toContain('¿Cómo va ahora mismo?');
});

it('survives a screen that breaks, and says what is safe', async () => {
  const [first] = fakeEntries(1, clock.now());
  const services = createFakeServices({ clock, entries: [first!] });
  history.replaceState(null, '', '/');
  leave = followAddress(window);
  const broken = {
    ...services,
    readings: {
      readingOf: () => {
        throw new Error('a bug');
      },
    },
  };
  await show(<App services={broken} />);
  // What breaks comes on demand.
  const told = async () => (await settle(), document.querySelector('[role=alert]')?.textContent ?? '');
  await expect.poll(told).toContain('Everything you kept is safe on this device');
});
