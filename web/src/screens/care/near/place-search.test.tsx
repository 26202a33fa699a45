// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { signal } from '@preact/signals';
import { ok } from '@undertone/base/result';
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createFakeServices } from '../../../app/fake-services.ts';
import { loadOnDemandWords } from '../../../app/i18n.ts';
import { ServicesContext } from '../../../app/services-context.ts';
import type { Place, Places } from '../../../care/places/places.ts';
import { field } from '../../../ui/render-in-dom.testkit.tsx';
import { PlaceSearch } from './place-search.tsx';

beforeAll(loadOnDemandWords);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TOLEDO: Place = {
  kind: 'place',
  name: 'Toledo',
  region: null,
  near: null,
  country: 'ES',
  lat: 39.86,
  lon: -4.02,
  precision: 'place',
};

it('answers what was typed before the page had come to rest', async () => {
  const places: Places = {
    find: async () => ok([TOLEDO]),
    nameOf: async () => ok(null),
    countryOf: async () => ok(null),
    largestIn: async () => ok([]),
    villages: { bytes: 1, loaded: signal(false), load: async () => ok() },
  };
  const container = document.createElement('div');
  document.body.append(container);
  // Without `act`, so that effects wait as they do in a browser.
  render(
    <ServicesContext.Provider value={createFakeServices({ clock: systemClock })}>
      <PlaceSearch places={places} onChoose={() => {}} />
    </ServicesContext.Provider>,
    container,
  );
  const input = field('A place or postcode');
  input.value = 'Toledo';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  // Past the frame after which first effects run.
  await vi.advanceTimersByTimeAsync(1_000);
  expect(container.querySelector('.near-place')?.textContent).toContain('Toledo');
  render(null, container);
  container.remove();
});
