import type { CareEntry } from '@undertone/contract/directory';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { sayOpenState, sayWeek } from './hours-words.ts';

/** A Monday, ten o'clock by the clock of whichever device runs this. */
const NOW = new Date(2026, 10, 23, 10, 0);

const entry = (openingHours: string): CareEntry => ({
  id: 'AAAAAAAAAAAAAAAA',
  source: 'sample',
  name: 'Sample',
  kind: 'clinic',
  lat: 0,
  lon: Math.max(-179, Math.min(179, (-NOW.getTimezoneOffset() / 60) * 15)),
  precision: 'exact',
  openingHours,
});

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u2009\u202f]/g, ' ') ?? null;

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

describe('opening hours in words', () => {
  it('say whether it is open, and what comes next', () => {
    expect(plain(sayOpenState(entry('Mo-Fr 08:00-18:00'), NOW))).toBe('Open until 6:00 PM');
    expect(plain(sayOpenState(entry('Mo-Fr 14:00-18:00'), NOW))).toBe('Closed, opens 2:00 PM');
    expect(plain(sayOpenState(entry('Tu 08:30-12:00'), NOW))).toBe('Closed, opens Tue 8:30 AM');
    expect(plain(sayOpenState(entry('Mo 08:00-09:00'), NOW))).toBe('Closed, opens Mon 8:00 AM');
    expect(sayOpenState(entry('24/7'), NOW)).toBe('Always open');
    expect(sayOpenState(entry('Mo-Su off'), NOW)).toBe('Closed');
    expect(sayOpenState(entry('by appointment'), NOW)).toBeNull();
  });

  it('bring days that are alike together', () => {
    const week = sayWeek('Mo-Fr 08:00-12:00,14:00-18:00; We 08:00-12:00; Sa 22:00-02:00')!;
    expect(week.map(({ days, times }) => [days, times.length])).toEqual([
      ['Mon – Tue', 2],
      ['Wednesday', 1],
      ['Thu – Fri', 2],
      ['Saturday', 1],
      ['Sunday', 1],
    ]);
    expect(plain(week[1]!.times[0]!)).toMatch(/^8:00( AM)? ?– ?12:00 PM$/);
    expect(week[4]!.times).toEqual(['Closed']);
    expect(sayWeek('24/7')).toEqual([{ days: 'Mon – Sun', times: ['All day'] }]);
    expect(sayWeek('when the door is open')).toBeNull();
  });
});
