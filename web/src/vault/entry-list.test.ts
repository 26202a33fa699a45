import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordId } from '@undertone/contract/primitives';
import { createDocument, deleteDocument, editDocument } from './entry-edit.ts';
import { createEntryList } from './entry-list.ts';
import type { ReplicaId } from './version-vector.ts';

const write = (at: number) => ({ replica: 'r' as ReplicaId, at });
const entry = (id: string, at: number) =>
  [id as RecordId, createDocument({ zone: 'UTC', changes: { text: id } }, write(at))] as const;

it('stays newest first however the entries come in', () => {
  const chunks = fc.array(fc.array(fc.tuple(fc.stringMatching(/^[a-e]$/), fc.nat(50)), { maxLength: 6 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(chunks, (pages) => {
      const list = createEntryList();
      for (const page of pages) list.update(page.map(([id, at]) => entry(id, at)));
      const times = list.all().map(({ createdAt }) => createdAt as number);
      expect(times).toEqual([...times].sort((left, right) => right - left));
      expect(new Set(list.all().map(({ id }) => id)).size).toBe(times.length);
    }),
  );
});

it('does not let a state that was read early hide what was saved after it', () => {
  const list = createEntryList();
  const [id, before] = entry('a', 1);
  const after = editDocument(before, { text: 'newer' }, write(2));
  list.update([[id, after]]);
  expect(list.update([[id, before]])).toEqual([id]);
  expect(list.all()[0]!.text).toBe('newer');
});

it('drops what is deleted and marks what is unsynced, touching no other entry', () => {
  const list = createEntryList();
  const entries = [entry('a', 1), entry('b', 2), entry('c', 3)];
  list.update(entries);
  const before = list.all();
  list.setUnsynced(new Set(['b' as RecordId]), ['b' as RecordId]);
  expect(list.all().map(({ unsynced }) => unsynced)).toEqual([false, true, false]);
  expect(list.all()[0]).toBe(before[0]);
  list.update([['c' as RecordId, deleteDocument(entries[2]![1], write(9))]]);
  expect(list.all().map(({ text }) => text)).toEqual(['b', 'a']);
});
