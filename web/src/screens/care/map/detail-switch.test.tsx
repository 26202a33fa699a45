// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { systemClock } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import { beforeEach, expect, it, vi } from 'vitest';
import { createFakeServices, type FakeApi } from '../../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { field, press, settle, show } from '../../../ui/render-in-dom.testkit.tsx';
import { DetailSwitch } from './detail-switch.tsx';
import type { DetailedMap } from './detailed-map.ts';
import { makeMapArchive } from './map-archive.testkit.ts';

const ARCHIVE = makeMapArchive([{ at: [0, 0, 0], layers: {} }]);
const VERSION = 'ab'.repeat(16);

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

/** The archive comes when it is told to. */
async function showSwitch() {
  const arrivals: (() => void)[] = [];
  const api: FakeApi = {
    map: () => ok({ map: { version: VERSION, attribution: '© Somebody', bytes: ARCHIVE.length } }),
    mapFile: () => new Promise((resolve) => arrivals.push(() => resolve(ok(ARCHIVE)))),
  };
  const detail = signal<DetailedMap | null>(null);
  await show(<DetailSwitch canDraw detail={detail} />, createFakeServices({ clock: systemClock, api }));
  await settle();
  return { detail, arrivals };
}

it('shows the streets once they have come', async () => {
  const { detail, arrivals } = await showSwitch();
  await press(field('Show streets and names'));
  expect(detail.value).toBeNull();
  for (const arrive of arrivals) arrive();
  await settle();
  expect(detail.value?.attribution).toBe('© Somebody');
});

it('stays off when it was switched off before they came', async () => {
  const { detail, arrivals } = await showSwitch();
  await press(field('Show streets and names'));
  await press(field('Show streets and names'));
  for (const arrive of arrivals) arrive();
  await settle();
  expect(detail.value).toBeNull();
  expect(field('Show streets and names').checked).toBe(false);
});

it('says that the streets are missing where their code does not come', async () => {
  vi.doMock('./detailed-map.ts', () => {
    throw new Error('no network');
  });
  try {
    const { detail } = await showSwitch();
    await press(field('Show streets and names'));
    await settle();
    expect(detail.value).toBeNull();
    expect(document.body.textContent).toContain('The streets did not come');
  } finally {
    vi.doUnmock('./detailed-map.ts');
  }
});
