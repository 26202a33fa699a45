import type { EpochMs } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import type { Entry, EntryId } from '../../app/journal-port.ts';
import { groupByDay } from './day-groups.ts';

function entry(id: string, localDate: string, localTime: string, createdAt: number): Entry {
  return {
    id: id as EntryId,
    createdAt: createdAt as EpochMs,
    zone: 'Europe/Madrid',
    localDate,
    localTime,
    text: id,
    mood: null,
    scores: [],
    textReading: null,
    voiceReading: null,
    faceReading: null,
    attachments: [],
    correction: null,
    revisions: [],
    otherVersions: [],
    editedAt: null,
    unsynced: false,
  };
}

const idsByDay = (entries: readonly Entry[]) =>
  groupByDay(entries).map((day) => [day.localDate, ...day.entries.map(({ id }) => id)]);

it('puts the newest day first, and the latest hour of a day first', () => {
  expect(
    idsByDay([
      entry('b', '2026-05-03', '22:10', 20),
      entry('c', '2026-05-04', '07:00', 30),
      entry('a', '2026-05-03', '09:00', 10),
    ]),
  ).toEqual([
    ['2026-05-04', 'c'],
    ['2026-05-03', 'b', 'a'],
  ]);
});

it('keeps an entry on the day it was lived, also when a flight put a later moment on an earlier date', () => {
  const tokyo = entry('tokyo', '2026-05-04', '08:00', 100);
  const honolulu = entry('honolulu', '2026-05-03', '20:00', 200);
  expect(idsByDay([honolulu, tokyo])).toEqual([
    ['2026-05-04', 'tokyo'],
    ['2026-05-03', 'honolulu'],
  ]);
});

it('loses no entry and repeats none', () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    entry(String(index), `2026-0${(index % 9) + 1}-11`, '10:00', index),
  );
  expect(groupByDay(many).flatMap((day) => day.entries).length).toBe(500);
});
