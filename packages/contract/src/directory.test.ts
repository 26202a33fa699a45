import * as v from 'valibot';
import { expect, it } from 'vitest';
import { CareEntrySchema, TileIndexSchema, TileSchema, type CareEntry } from './directory.ts';

const entry: CareEntry = {
  ...{ id: 'AAAAAAAAAAAAAAAA', source: 'test', name: 'Anna Berg', kind: 'therapist' },
  ...{ lat: 52.5, lon: 13.4, precision: 'exact' },
};

it('reads a tile without the entries that it cannot read', () => {
  const unreadable = [{ ...entry, kind: 'healer-of-2030' }, { ...entry, name: '' }, null, 7];
  const tile = { id: '0000000000000', entries: [entry, ...unreadable, entry] };
  expect(v.parse(TileSchema, tile)).toEqual({ id: tile.id, entries: [entry, entry] });
});

it('passes over what a later server adds', () => {
  const source = { id: 'test', name: 'Test', licence: 'CC0 1.0', isSample: false, updated: '2026-11-21' };
  const index = { version: 1, entries: 0, tiles: [], sources: [source] };
  expect(v.parse(CareEntrySchema, { ...entry, waitingWeeks: 3 })).toEqual(entry);
  expect(v.parse(TileIndexSchema, { ...index, made: 1, sources: [{ ...source, more: 1 }] })).toEqual(index);
});
