import { expect, it } from 'vitest';
import { dayPartOf } from './day-part.ts';

it('puts every hour in one part, with the night on both sides of midnight', () => {
  const parts = Array.from({ length: 24 }, (_, hour) => dayPartOf(hour));
  const expected = [
    ...Array.from({ length: 5 }, () => 'night'),
    ...Array.from({ length: 7 }, () => 'morning'),
    ...Array.from({ length: 5 }, () => 'afternoon'),
    ...Array.from({ length: 5 }, () => 'evening'),
    'night',
    'night',
  ];
  expect(parts).toEqual(expected);
});
