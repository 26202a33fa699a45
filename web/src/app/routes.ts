import { isUuid, type Uuid } from '@undertone/base/id';
import type { EntryId } from './journal-port.ts';

export const SETTINGS_SECTIONS = [
  'account',
  'security',
  'devices',
  'activity',
  'lock',
  'privacy',
  'voice',
  'ledger',
  'models',
  'backup',
  'data',
  'about',
] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export const ACCOUNT_STEPS = [
  'sign-up',
  'sign-in',
  'recover',
  'unlock',
  'words',
  'passphrase',
  'email',
  'phone',
  'sign-out',
] as const;

export type AccountStep = (typeof ACCOUNT_STEPS)[number];

export const CAPTURE_SCREENS = ['voice', 'face'] as const;

/** Parts of Care. */
export const CARE_PARTS = ['near', 'saved', 'plan', 'help'] as const;

export type CarePart = (typeof CARE_PARTS)[number];

type CaptureScreen = (typeof CAPTURE_SCREENS)[number];

export type Route =
  | { readonly screen: 'today' }
  | { readonly screen: 'journal' }
  | { readonly screen: 'entry'; readonly id: EntryId }
  /** A voice minute or a face check, for an entry of its own or, with an id, for that one. */
  | { readonly screen: CaptureScreen; readonly entry: EntryId | null }
  | { readonly screen: 'settings'; readonly section: SettingsSection | null }
  | { readonly screen: 'account'; readonly step: AccountStep }
  | { readonly screen: 'organisations' }
  | { readonly screen: 'organisation'; readonly id: Uuid }
  /** What opens it stands behind the `#` of the link in the mail. */
  | { readonly screen: 'invitation' }
  | { readonly screen: 'care'; readonly part: CarePart | null }
  | { readonly screen: 'admin' }
  | { readonly screen: 'directory-admin' }
  | { readonly screen: 'not-found' };

export type KnownRoute = Exclude<Route, { screen: 'not-found' }>;

/** Paths hold ids and fixed words only: nothing a person wrote ever reaches the address bar or the history. */
export function parseRoute(path: string): Route {
  const [first, second, ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { screen: 'not-found' };
  if (first === undefined) return { screen: 'today' };
  if (first === 'journal') {
    if (second === undefined) return { screen: 'journal' };
    return isUuid(second) ? { screen: 'entry', id: second as EntryId } : { screen: 'not-found' };
  }
  const capture = CAPTURE_SCREENS.find((known) => known === first);
  if (capture !== undefined) {
    if (second === undefined) return { screen: capture, entry: null };
    return isUuid(second) ? { screen: capture, entry: second as EntryId } : { screen: 'not-found' };
  }
  if (first === 'settings') {
    if (second === undefined) return { screen: 'settings', section: null };
    const section = SETTINGS_SECTIONS.find((known) => known === second);
    return section === undefined ? { screen: 'not-found' } : { screen: 'settings', section };
  }
  if (first === 'organisations') {
    if (second === undefined) return { screen: 'organisations' };
    if (second === 'invitation') return { screen: 'invitation' };
    return isUuid(second) ? { screen: 'organisation', id: second } : { screen: 'not-found' };
  }
  if (first === 'care') {
    const part = CARE_PARTS.find((known) => known === second);
    if (second === undefined) return { screen: 'care', part: null };
    return part === undefined ? { screen: 'not-found' } : { screen: 'care', part };
  }
  if (first === 'admin' && second === undefined) return { screen: 'admin' };
  if (first === 'admin' && second === 'directory') return { screen: 'directory-admin' };
  const step = first === 'account' ? ACCOUNT_STEPS.find((known) => known === second) : undefined;
  return step === undefined ? { screen: 'not-found' } : { screen: 'account', step };
}

export function pathTo(route: KnownRoute): string {
  switch (route.screen) {
    case 'today':
      return '/';
    case 'journal':
      return '/journal';
    case 'entry':
      return `/journal/${route.id}`;
    case 'voice':
    case 'face':
      return route.entry === null ? `/${route.screen}` : `/${route.screen}/${route.entry}`;
    case 'settings':
      return route.section === null ? '/settings' : `/settings/${route.section}`;
    case 'account':
      return `/account/${route.step}`;
    case 'organisations':
      return '/organisations';
    case 'organisation':
      return `/organisations/${route.id}`;
    case 'invitation':
      return '/organisations/invitation';
    case 'care':
      return route.part === null ? '/care' : `/care/${route.part}`;
    case 'admin':
      return '/admin';
    case 'directory-admin':
      return '/admin/directory';
  }
}
