import { expect, it } from 'vitest';
import type { EntryId } from './journal-port.ts';
import {
  ACCOUNT_STEPS,
  CAPTURE_SCREENS,
  CARE_PARTS,
  parseRoute,
  pathTo,
  SETTINGS_SECTIONS,
  type Route,
} from './routes.ts';

const ROUTES: readonly Exclude<Route, { screen: 'not-found' }>[] = [
  { screen: 'today' },
  { screen: 'journal' },
  { screen: 'entry', id: '3b1f0c7e-1111-4222-8333-444455556666' as EntryId },
  ...CAPTURE_SCREENS.flatMap((screen) => [
    { screen, entry: null },
    { screen, entry: '3b1f0c7e-1111-4222-8333-444455556666' as EntryId },
  ]),
  { screen: 'settings', section: null },
  ...SETTINGS_SECTIONS.map((section) => ({ screen: 'settings', section }) as const),
  { screen: 'care', part: null },
  ...CARE_PARTS.map((part) => ({ screen: 'care', part }) as const),
  { screen: 'admin' },
  { screen: 'directory-admin' },
  ...ACCOUNT_STEPS.map((step) => ({ screen: 'account', step }) as const),
];

it('finds every screen at the path it gave it', () => {
  for (const route of ROUTES) expect(parseRoute(pathTo(route))).toEqual(route);
});

it('gives every screen a path of its own, without a hash or a query', () => {
  const paths = ROUTES.map(pathTo);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths) expect(path).toMatch(/^\/[a-z0-9/-]*$/);
});

it('forgives a slash at the end', () => {
  expect(parseRoute('/journal/')).toEqual({ screen: 'journal' });
});

it('finds nothing at paths it did not give', () => {
  for (const path of [
    '/journal/not-an-id',
    '/journal/a/b',
    '/settings/nope',
    '/voice/aloud',
    '/face/x/y',
    '/care/51.5',
    '/care/near/51.5',
    '/account',
    '/account/sign-up/x',
    '/api/v1/sync',
  ]) {
    expect(parseRoute(path)).toEqual({ screen: 'not-found' });
  }
});
