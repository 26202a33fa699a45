// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { SETTINGS_SECTIONS } from '../../app/routes.ts';
import { show } from '../../ui/render-in-dom.testkit.tsx';
import { SettingsIndex } from './settings-index.tsx';

it('leads to every part of the settings, once', async () => {
  await loadOnDemandWords();
  await show(<SettingsIndex />, createFakeServices({ clock: systemClock }));
  const led = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
  expect(led).toHaveLength(SETTINGS_SECTIONS.length);
  expect(new Set(led)).toEqual(new Set(SETTINGS_SECTIONS.map((section) => `/settings/${section}`)));
});
