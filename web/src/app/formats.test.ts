import { afterEach, expect, it } from 'vitest';
import {
  formatAffect,
  formatAgo,
  formatBytes,
  formatDay,
  formatFineShare,
  formatMeasure,
} from './formats.ts';
import { setLanguage } from './i18n.ts';

afterEach(() => setLanguage('en'));

it('names the entry’s own day, whatever zone this machine is in', async () => {
  await setLanguage('es');
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    process.env['TZ'] = zone;
    expect(formatDay('2026-05-04', 'full', 2026)).toBe('Lunes, 4 de mayo');
    expect(formatDay('2025-12-31', 'full', 2026)).toBe('Miércoles, 31 de diciembre de 2025');
  }
});

it('gives sizes in the units that downloads are measured in', () => {
  expect(formatBytes(0)).toBe('0 bytes');
  expect(formatBytes(999)).toBe('999 bytes');
  expect(formatBytes(1843)).toBe('1.8 kB');
  expect(formatBytes(4_180_000)).toBe('4.2 MB');
});

it('says how long ago in the largest unit that fits', () => {
  const now = 1_777_000_000_000;
  expect(formatAgo(now - 5_000, now)).toBe('now');
  expect(formatAgo(now - 3 * 3_600_000 - 59_000, now)).toBe('3 hours ago');
  expect(formatAgo(now - 86_400_000, now)).toBe('yesterday');
  expect(formatAgo(now + 60_000, now)).toBe('now');
});

it('writes measures with a true minus and a percent as the language spaces it', async () => {
  expect(formatMeasure(-19.94)).toBe('−19.9');
  expect(formatAffect(-0.561)).toBe('−0.56');
  expect(formatFineShare(0.004853)).toBe('0.485%');
  await setLanguage('es');
  expect(formatFineShare(0.004853)).toBe('0,485\u00a0%');
});
