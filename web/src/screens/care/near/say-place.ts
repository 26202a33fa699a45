import { formatLocale, t } from '../../../app/i18n.ts';
import type { Place } from '../../../care/places/places.ts';

/** What stands beside a place's name, to tell it from its namesakes. */
export function sayPlace({ kind, near, region, country, precision }: Place): string {
  const parts = [near, region, countryName(country)].filter((part) => part !== null);
  const where = [...new Set(parts)].join(', ');
  return kind === 'postcode' && precision === 'area' ? t('near.place.area', { where }) : where;
}

/** The whole of it: `Toledo, Castilla-La Mancha`. */
export function namePlace({ name, region, near }: Place): string {
  return [name, near ?? region].filter((part) => part !== null).join(', ');
}

function countryName(code: string): string {
  return new Intl.DisplayNames(formatLocale.value, { type: 'region' }).of(code) ?? code;
}
