import { describe, expect, it } from 'vitest';
import { openStateAt, parseOpeningHours, sharesClock, weekMinuteOf } from './opening-hours.ts';

const at = (day: number, hour: number, minute = 0) => (day * 24 + hour) * 60 + minute;

const isOpen = (text: string, minute: number) => {
  const hours = parseOpeningHours(text);
  if (hours === null) throw new Error('not understood');
  return openStateAt(hours, minute).open;
};

describe('opening hours', () => {
  it('are days and times, the later rule instead of the earlier', () => {
    const text = 'Mo-Fr 08:00-12:00,14:00-18:00; We 08:00-12:00; PH off';
    expect(isOpen(text, at(0, 8))).toBe(true);
    expect(isOpen(text, at(0, 12))).toBe(false);
    expect(isOpen(text, at(1, 14))).toBe(true);
    expect(isOpen(text, at(2, 14))).toBe(false);
    expect(isOpen(text, at(5, 9))).toBe(false);
  });

  it('are added to by a comma', () => {
    const text = 'Mo-Fr 08:00-12:00, We 14:00-18:00';
    expect(isOpen(text, at(2, 9))).toBe(true);
    expect(isOpen(text, at(2, 15))).toBe(true);
    expect(isOpen(text, at(1, 15))).toBe(false);
  });

  it('go on through the night and through the end of the week', () => {
    expect(isOpen('22:00-06:00', at(0, 3))).toBe(true);
    expect(isOpen('Su 22:00-06:00', at(0, 3))).toBe(true);
    expect(isOpen('Su 22:00-06:00', at(0, 6))).toBe(false);
    expect(isOpen('Sa-Mo 10:00-11:00', at(6, 10, 30))).toBe(true);
    expect(isOpen('Mo,We 10:00-11:00', at(1, 10, 30))).toBe(false);
    expect(isOpen('Mo, We 10:00-11:00', at(2, 10, 30))).toBe(true);
  });

  it('say until when, from when, and always', () => {
    const hours = parseOpeningHours('Mo-Fr 08:00-18:00; Sa off')!;
    expect(openStateAt(hours, at(4, 17))).toEqual({ open: true, until: at(4, 18) });
    expect(openStateAt(hours, at(4, 18))).toEqual({ open: false, from: at(0, 8) });
    expect(openStateAt(parseOpeningHours('24/7')!, at(3, 3))).toEqual({ open: true, until: null });
    expect(openStateAt(parseOpeningHours('00:00-24:00')!, at(6, 23))).toEqual({ open: true, until: null });
    expect(openStateAt(parseOpeningHours('Mo-Su off')!, at(3, 3))).toEqual({ open: false, from: null });
    const week = parseOpeningHours('Mo 00:00-10:00; Su 20:00-24:00')!;
    expect(openStateAt(week, at(6, 21))).toEqual({ open: true, until: at(0, 10) });
  });

  it.each([
    'Apr-Sep Mo-Fr 08:00-12:00',
    'Mo-Fr sunrise-sunset',
    'Mo-Fr 08:00+',
    'Mo-Fr 08:00-18:00 "by appointment"',
    'by appointment',
    'Mo-Xx 08:00-10:00',
    'Mo 25:00-26:00',
    'Mo 08:75-09:00',
    'Mo',
    'week 1-10 Mo 08:00-10:00',
  ])('are left as they are where they say more: %s', (text) => {
    expect(parseOpeningHours(text)).toBeNull();
  });

  it('count from Monday by the clock of the device', () => {
    expect(weekMinuteOf(new Date(2026, 10, 22, 23, 59))).toBe(at(6, 23, 59));
    expect(weekMinuteOf(new Date(2026, 10, 23, 0, 0))).toBe(0);
  });

  it('are judged only where the door may keep the time of the device', () => {
    expect(sharesClock(-3.7, 120)).toBe(true);
    expect(sharesClock(-74, 60)).toBe(false);
    expect(sharesClock(179, -12 * 60)).toBe(true);
    expect(sharesClock(75, 8 * 60)).toBe(true);
  });
});
