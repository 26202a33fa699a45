// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { show } from '../../ui/render-in-dom.testkit.tsx';
import { ModelsSection } from './models-section.tsx';

it.each([
  ['en', 'For research, as its training pictures (FER2013)'],
  ['es', 'Para investigación, como sus imágenes de entrenamiento (FER2013)'],
] as const)('says each licence by its public name or in words (%s)', async (language, words) => {
  await setLanguage(language);
  await loadOnDemandWords();
  await show(<ModelsSection />, createFakeServices({ clock: systemClock }));
  const face = document.querySelector('[aria-label="face-expression"]');
  expect(face?.textContent).toContain(words);
  expect(document.body.textContent).toContain('CC-BY-4.0');
  expect(document.body.textContent).not.toContain('LicenseRef');
});
