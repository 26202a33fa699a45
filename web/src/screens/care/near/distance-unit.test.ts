import { beforeEach, expect, it } from 'vitest';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { formatDistance, unitOf } from './distance-unit.ts';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

it('measures in miles where roads are', () => {
  expect(['en-US', 'en-GB', 'es-US', 'en', 'my'].map(unitOf)).toEqual(['mi', 'mi', 'mi', 'mi', 'mi']);
  expect(unitOf('en-US@posix')).toBe('km');
  expect(['en-IE', 'en-AU', 'es', 'es-MX', 'en-CA'].map(unitOf)).toEqual(['km', 'km', 'km', 'km', 'km']);
});

it('is as exact as a person can use', () => {
  expect(formatDistance(0.02, 'km')).toBe('under 0.1 km');
  expect(formatDistance(3.44, 'km')).toBe('3.4 km');
  expect(formatDistance(9.97, 'km')).toBe('10 km');
  expect(formatDistance(123.4, 'km')).toBe('123 km');
  expect(formatDistance(1.609344, 'mi')).toBe('1 mi');
});
