import type { CareEntry, CareFunding, CareKind } from '@undertone/contract/directory';
import { openStateAt, parseOpeningHours, sharesClock, weekMinuteOf } from './opening-hours.ts';

/** What somebody looks for. Each asks for entries that *say so*: what a source leaves out is not known. */
export interface CareFilters {
  /** Any of them; empty is all. */
  readonly kinds: ReadonlySet<CareKind>;
  /** BCP 47, primary subtag. */
  readonly language: string | null;
  readonly funding: CareFunding | null;
  readonly telehealth: boolean;
  readonly acceptsNew: boolean;
  readonly wheelchair: boolean;
  readonly openNow: boolean;
  /** Each of these words begins a word of the name, the specialities or the place. */
  readonly words: string;
}

export const NO_FILTERS: CareFilters = {
  kinds: new Set(),
  language: null,
  funding: null,
  telehealth: false,
  acceptsNew: false,
  wheelchair: false,
  openNow: false,
  words: '',
};

/** How many of them are set, kinds counting as one. */
export function countFilters(filters: CareFilters): number {
  const { kinds, language, funding, telehealth, acceptsNew, wheelchair, openNow, words } = filters;
  const set = [
    kinds.size > 0,
    language !== null,
    funding !== null,
    telehealth,
    acceptsNew,
    wheelchair,
    openNow,
    words.trim() !== '',
  ];
  return set.filter(Boolean).length;
}

/** One test for many entries. @param now by this device's clock */
export function createMatcher(filters: CareFilters, now: Date): (entry: CareEntry) => boolean {
  const { kinds, language, funding } = filters;
  const words = folded(filters.words)
    .split(' ')
    .filter((word) => word !== '');
  const tests: ((entry: CareEntry) => boolean)[] = [];
  if (kinds.size > 0) tests.push(({ kind }) => kinds.has(kind));
  if (language !== null)
    tests.push((entry) => entry.languages?.some((tag) => tag.split('-')[0] === language) === true);
  if (funding !== null) tests.push((entry) => entry.funding?.includes(funding) === true);
  if (filters.telehealth) tests.push((entry) => entry.telehealth === true);
  if (filters.acceptsNew) tests.push((entry) => entry.acceptsNew === true);
  if (filters.wheelchair) tests.push((entry) => entry.wheelchair === 'yes');
  if (words.length > 0) tests.push((entry) => words.every((word) => wordsOf(entry).includes(` ${word}`)));
  // Last: it takes the longest.
  if (filters.openNow) tests.push((entry) => isOpenAt(entry, now));
  return (entry) => tests.every((test) => test(entry));
}

/** Only where the hours are known and plain, and the clock on the wall is probably this one. */
export function isOpenAt({ openingHours, lon }: CareEntry, now: Date): boolean {
  if (openingHours === undefined || !sharesClock(lon, -now.getTimezoneOffset())) return false;
  const hours = parseOpeningHours(openingHours);
  return hours !== null && openStateAt(hours, weekMinuteOf(now)).open;
}

function wordsOf({ name, specialities = [], locality = '', street = '' }: CareEntry): string {
  return ` ${folded([name, ...specialities, locality, street].join(' '))}`;
}

/** Without accents, case and marks. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
