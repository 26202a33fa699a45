import { computed, signal } from '@preact/signals';
import { formatLocale, t } from '../../../app/i18n.ts';
import { regionOf } from './region-of.ts';
import { readPreference, writePreference } from '../../../app/stored-preference.ts';

export type DistanceUnit = 'km' | 'mi';

const UNIT_KEY = 'undertone.distance-unit';

export const KM_PER_MILE = 1.609344;

/** Where roads are measured in miles (CLDR, measurement system by territory). */
const MILE_REGIONS = ['US', 'GB', 'LR', 'MM'];

const chosen = signal<DistanceUnit | null>(readUnit());

/** The unit that the person chose on this device, else that of their region. */
export const distanceUnit = computed<DistanceUnit>(() => chosen.value ?? unitOf(formatLocale.value));

export function chooseDistanceUnit(unit: DistanceUnit): void {
  chosen.value = unit;
  writePreference(UNIT_KEY, unit);
}

export function unitOf(locale: string): DistanceUnit {
  return MILE_REGIONS.includes(regionOf(locale) ?? '') ? 'mi' : 'km';
}

function readUnit(): DistanceUnit | null {
  const kept = readPreference(UNIT_KEY);
  return kept === 'km' || kept === 'mi' ? kept : null;
}

/** Under a tenth there is nothing to tell apart: positions are doors at best. */
const LEAST = 0.1;

/** “3.4 km”, “120 mi”; one decimal below ten. */
export function formatDistance(km: number, unit: DistanceUnit = distanceUnit.value): string {
  const value = unit === 'km' ? km : km / KM_PER_MILE;
  const written = (amount: number) =>
    new Intl.NumberFormat(formatLocale.value, {
      style: 'unit',
      unit: unit === 'km' ? 'kilometer' : 'mile',
      unitDisplay: 'short',
      maximumFractionDigits: amount < 9.95 ? 1 : 0,
    }).format(amount);
  return value < LEAST ? t('near.under', { distance: written(LEAST) }) : written(value);
}
