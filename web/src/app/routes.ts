import { isUuid } from '@undertone/base/id';
import type { EntryId } from './journal-port.ts';

export const SETTINGS_SECTIONS = ['account', 'privacy', 'ledger', 'models', 'backup', 'about'] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export const ACCOUNT_STEPS = ['sign-up', 'sign-in', 'recover', 'words', 'passphrase', 'sign-out'] as const;

export type AccountStep = (typeof ACCOUNT_STEPS)[number];

export type Route =
  | { readonly screen: 'today' }
  | { readonly screen: 'journal' }
  | { readonly screen: 'entry'; readonly id: EntryId }
  | { readonly screen: 'settings'; readonly section: SettingsSection | null }
  | { readonly screen: 'account'; readonly step: AccountStep }
  | { readonly screen: 'not-found' };

/** Paths hold ids and fixed words only: nothing a person wrote ever reaches the address bar or the history. */
export function parseRoute(path: string): Route {
  const [first, second, ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { screen: 'not-found' };
  if (first === undefined) return { screen: 'today' };
  if (first === 'journal') {
    if (second === undefined) return { screen: 'journal' };
    return isUuid(second) ? { screen: 'entry', id: second as EntryId } : { screen: 'not-found' };
  }
  if (first === 'settings') {
    if (second === undefined) return { screen: 'settings', section: null };
    const section = SETTINGS_SECTIONS.find((known) => known === second);
    return section === undefined ? { screen: 'not-found' } : { screen: 'settings', section };
  }
  const step = first === 'account' ? ACCOUNT_STEPS.find((known) => known === second) : undefined;
  return step === undefined ? { screen: 'not-found' } : { screen: 'account', step };
}

export function pathTo(route: Exclude<Route, { screen: 'not-found' }>): string {
  switch (route.screen) {
    case 'today':
      return '/';
    case 'journal':
      return '/journal';
    case 'entry':
      return `/journal/${route.id}`;
    case 'settings':
      return route.section === null ? '/settings' : `/settings/${route.section}`;
    case 'account':
      return `/account/${route.step}`;
  }
}
