import type { CareEntry } from '@undertone/contract/directory';
import { expect, it } from 'vitest';
import { readSavedCare, savedField } from './saved-care.ts';

const entry = (id: string): CareEntry => ({
  id: id.padEnd(16, '0'),
  source: 'sample',
  name: `Sample ${id}`,
  kind: 'clinic',
  lat: 1,
  lon: 2,
  precision: 'exact',
});

const saved = (id: string, day: string) => ({
  entry: entry(id),
  source: null,
  savedAt: `2026-11-${day}T10:00:00.000Z`,
});

const read = (...fields: (readonly [string, readonly unknown[]])[]) => readSavedCare(new Map(fields));

it('lists what was saved, newest first, and nothing else of the profile', () => {
  const names = read(
    [savedField('a'), [saved('a', '01')]],
    [savedField('b'), [saved('b', '03')]],
    ['plan.people', [saved('c', '04')]],
    [savedField('d'), [null]],
  ).map(({ entry: { name } }) => name);
  expect(names).toEqual(['Sample b', 'Sample a']);
});

it('keeps what one device saved while another took it out', () => {
  expect(read([savedField('a'), [null, saved('a', '01')]])).toHaveLength(1);
});

it('reads what a newer version wrote, and leaves what it cannot read alone', () => {
  const newer = { ...saved('a', '01'), entry: { ...entry('a'), rating: 5 }, note: 'mine' };
  expect(read([savedField('a'), [newer]])).toEqual([newer]);
  const hostile = { ...saved('b', '01'), entry: { ...entry('b'), website: 'javascript:alert(1)' } };
  expect(read([savedField('b'), [hostile]], [savedField('c'), ['text']])).toEqual([]);
});
