// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { CareEntry } from '@undertone/contract/directory';
import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeServices, type FakeApi, type FakeServicesOptions } from '../../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { createMadeDirectory, makeEntries } from '../../../care/directory/made-directory.testkit.ts';
import { snack } from '../../../app/snackbar.ts';
import type { Place, Places } from '../../../care/places/places.ts';
import { button, field, press, settle, show, type } from '../../../ui/render-in-dom.testkit.tsx';
import { SavedScreen } from '../saved/saved-screen.tsx';
import { NearScreen } from './near-screen.tsx';

const TOLEDO: Place = {
  kind: 'place',
  name: 'Toledo',
  region: 'Castille-La Mancha',
  near: null,
  country: 'ES',
  lat: 39.8628,
  lon: -4.0273,
  precision: 'place',
};

const ENTRIES: readonly CareEntry[] = makeEntries([TOLEDO], 120).map((entry, number) => ({
  ...entry,
  ...(number % 2 === 0 ? { languages: ['es', 'fr'], telehealth: true } : {}),
  ...(number % 3 === 0 ? { phone: '+34 900 000 000', openingHours: '24/7' } : {}),
}));

const places: Places = {
  find: async (text) => ok('toledo'.startsWith(text.toLowerCase()) ? [TOLEDO] : []),
  nameOf: async () => ok(null),
  largestIn: async () => ok([]),
  countryOf: async () => ok(null),
  villages: { bytes: 2_000_000, loaded: signal(false), load: async () => ok() },
};

const words = () => document.body.textContent ?? '';
const rows = () => [...document.querySelectorAll<HTMLElement>('.care-row')];
const summary = (text: string) =>
  [...document.querySelectorAll('summary')].find((one) => one.textContent?.includes(text))!;

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
});

let page: HTMLElement | null = null;

async function open(api: FakeApi, options: Partial<FakeServicesOptions> = {}) {
  const services = createFakeServices({ clock: systemClock, api, ...options });
  page = await show(<NearScreen places={places} />, services);
  await settle();
  return services;
}

async function lookInToledo() {
  await type(field('A place or postcode'), 'tole');
  await press(document.querySelector<HTMLElement>('.near-place')!);
  await settle();
}

const withPosition = (geolocation: Pick<Geolocation, 'getCurrentPosition'>) =>
  vi.stubGlobal('navigator', { ...navigator, languages: ['en-US'], geolocation });

describe('care near one', () => {
  it('lists whom it finds around a place that was typed, nearest first, and asks nothing before', async () => {
    const { api, asked } = createMadeDirectory(ENTRIES);
    await open(api);
    expect(asked).toEqual([]);
    await lookInToledo();
    expect(words()).toContain('Around Toledo, Castille-La Mancha');
    expect(document.activeElement?.textContent).toBe('Around Toledo, Castille-La Mancha');
    expect(rows()).toHaveLength(20);
    expect(words()).toContain('20 of 120 shown.');
    const distances = rows().map((row) => Number(/([\d.]+) mi/.exec(row.textContent ?? '')?.[1]));
    expect(distances).toEqual(distances.toSorted((left, right) => left - right));
    await press(button('Show more'));
    expect(rows()).toHaveLength(40);
  });

  it('says plainly that made-up entries are made up', async () => {
    await open(createMadeDirectory(ENTRIES).api);
    await lookInToledo();
    expect(words()).toContain('These entries are made up');
    expect(rows()[0]?.textContent).toContain('Made up');
    await press(rows()[0]!.querySelector('button')!);
    expect(words()).toContain('Made up: this practice does not exist.');
  });

  it('narrows the list on this device, and asks nobody again', async () => {
    const { api, asked } = createMadeDirectory(ENTRIES);
    await open(api);
    await lookInToledo();
    const before = [...asked];
    await press(field('Online or by phone'));
    expect(words()).toContain('20 of 60 shown.');
    await press(field('Psychiatrist'));
    expect(words()).toContain('20 of 30 shown.');
    await type(field('Name or speciality'), 'zebra');
    expect(words()).toContain('Nobody around here says all of that.');
    await press(button('Clear the filters'));
    expect(words()).toContain('20 of 120 shown.');
    expect(asked).toEqual(before);
  });

  it('switches between miles and kilometres and remembers it', async () => {
    await open(createMadeDirectory(ENTRIES).api);
    await lookInToledo();
    await press(button('In kilometres'));
    expect(rows()[0]?.textContent).toContain(' km');
    expect(localStorage.getItem('undertone.distance-unit')).toBe('km');
    await press(button('In miles'));
    expect(rows()[0]?.textContent).toContain(' mi');
  });

  it.each([
    [1, 'Your position is not shared with this page'],
    [2, 'This device does not know where it is'],
    [3, 'This device took too long to find itself'],
  ])('leaves the other ways when there is no position: %s', async (code, said) => {
    withPosition({ getCurrentPosition: (_, failed) => failed?.({ code } as GeolocationPositionError) });
    await open(createMadeDirectory(ENTRIES).api);
    await press(button('Use where I am'));
    expect(words()).toContain(said);
    await lookInToledo();
    expect(rows()).toHaveLength(20);
  });

  it('takes the position of the device, and writes it nowhere', async () => {
    const coords = { latitude: 39.8628123, longitude: -4.0273456 };
    withPosition({ getCurrentPosition: (found) => found({ coords } as GeolocationPosition) });
    await open(createMadeDirectory(ENTRIES).api);
    await press(button('Use where I am'));
    expect(words()).toContain('Around where you are');
    expect(rows()).toHaveLength(20);
    const everywhere = `${location.href} ${JSON.stringify(history.state)} ${JSON.stringify(localStorage)} ${words()}`;
    expect(everywhere).not.toMatch(/39\.86|4\.027/);
  });

  it('stays where it was told to look when the position comes late', async () => {
    let find = () => {};
    withPosition({
      getCurrentPosition: (found) => {
        find = () => found({ coords: { latitude: 1, longitude: 2 } } as GeolocationPosition);
      },
    });
    await open(createMadeDirectory(ENTRIES).api);
    await press(button('Use where I am'));
    await lookInToledo();
    find();
    await settle();
    expect(words()).toContain('Around Toledo, Castille-La Mancha');
  });

  it('says what is safe without a network, and tries again', async () => {
    const { api } = createMadeDirectory(ENTRIES);
    let reachable = false;
    await open({
      ...api,
      tileIndex: (input) => (reachable ? api.tileIndex!(input) : err({ code: 'offline' })),
    });
    await lookInToledo();
    expect(words()).toContain('There is no network, and this area is not on this device');
    reachable = true;
    await press(button('Try again'));
    expect(rows()).toHaveLength(20);
  });

  it('says so when the directory is empty', async () => {
    await open(createMadeDirectory([]).api);
    await lookInToledo();
    expect(words()).toContain('This directory is empty');
  });

  it('forgets the place when the app lock closes', async () => {
    const services = await open(createMadeDirectory(ENTRIES).api, { lock: { ways: ['pin'] } });
    await lookInToledo();
    expect(rows()).toHaveLength(20);
    await services.appLock.lockNow();
    await settle();
    expect(rows()).toHaveLength(0);
    expect(words()).not.toContain('Toledo');
  });
});

describe('an entry', () => {
  it('opens in its place, with ways to reach it and the way there', async () => {
    await open(createMadeDirectory(ENTRIES).api);
    await lookInToledo();
    const row = rows().find((one) => one.textContent?.includes('Always open'))!;
    const toggle = row.querySelector('button')!;
    await press(toggle);
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    const links = [...row.querySelectorAll('a')];
    expect(links.map(({ href }) => href.replace(/[\d.-]+,[\d.-]+|[\d.-]+%2C[\d.-]+/g, 'P'))).toEqual([
      'tel:+34900000000',
      'geo:P?q=P',
      'https://www.openstreetmap.org/directions?to=P',
    ]);
    expect(links.at(-1)?.rel).toContain('noreferrer');
    await press(toggle);
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
  });

  it('is saved as it is, listed without a network, and taken out again with a way back', async () => {
    const services = await open(createMadeDirectory(ENTRIES).api);
    await lookInToledo();
    const name = rows()[0]!.querySelector('.rows__title')!.textContent;
    await press(rows()[0]!.querySelector('button')!);
    await press(button('Save'));
    expect(button('Saved').getAttribute('aria-pressed')).toBe('true');
    expect([...services.profile.values.value.keys()]).toEqual([
      expect.stringMatching(/^care\.saved\.[\w-]{16}$/),
    ]);
    render(null, page!);
    await show(<SavedScreen />, services);
    expect(rows().map((row) => row.querySelector('.rows__title')?.textContent)).toEqual([name]);
    await press(rows()[0]!.querySelector('button')!);
    await press(button('Saved'));
    expect(words()).toContain('Nobody saved yet');
  });

  it('is said to be not saved where it could not be', async () => {
    await open(createMadeDirectory(ENTRIES).api, { failure: { code: 'storage-full' } });
    await lookInToledo();
    await press(rows()[0]!.querySelector('button')!);
    await press(button('Save'));
    expect(snack.value?.text).toContain('This device is full');
    expect(button('Save').getAttribute('aria-pressed')).toBe('false');
  });

  it('is reported with one reason and nothing else', async () => {
    const reports: unknown[] = [];
    await open({
      ...createMadeDirectory(ENTRIES).api,
      reportEntry: (input) => {
        reports.push(input);
        return ok();
      },
    });
    await lookInToledo();
    await press(rows()[0]!.querySelector('button')!);
    await press(summary('Wrong or out of date'));
    expect(button('Send').disabled).toBe(true);
    await press(field('It has moved'));
    await press(button('Send'));
    expect(reports).toEqual([
      { params: { entry: expect.stringMatching(/^[\w-]{16}$/) }, body: { reason: 'moved' } },
    ]);
    expect(words()).toContain('Sent. Thank you.');
  });
});
