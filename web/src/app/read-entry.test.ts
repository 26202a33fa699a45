import type { Clock, EpochMs } from '@undertone/base/clock';
import { err, unwrap } from '@undertone/base/result';
import { expect, it, vi } from 'vitest';
import { createFakeServices } from './fake-services.ts';
import { readEntry } from './read-entry.ts';

const clock: Clock = { now: () => 1_777_000_000_000 as EpochMs };

it('adds the reading to an entry that is already kept', async () => {
  const services = createFakeServices({ clock });
  const id = unwrap(await services.journal.create({ text: 'The sun came in and I laughed.' }));
  expect(await readEntry(services, id)).toBe('read');
  const [entry] = services.journal.entries.value;
  expect(entry?.scores.map(({ modality }) => modality)).toEqual(['text']);
  expect(entry?.textReading).not.toBeNull();
});

it('leaves the entry exactly as it was when the model is damaged', async () => {
  const services = createFakeServices({ clock, readerTrouble: 'model-corrupt' });
  const id = unwrap(await services.journal.create({ text: 'Still mine.' }));
  const before = services.journal.entries.value;
  expect(await readEntry(services, id)).toBe('model-corrupt');
  expect(services.journal.entries.value).toBe(before);
});

it.each([
  ['storage-full', 'not-kept'],
  ['storage-unavailable', 'not-kept'],
  ['vault-locked', 'cancelled'],
  ['entry-missing', 'entry-gone'],
] as const)('tells what became of a reading whose entry took none: %s', async (code, outcome) => {
  const services = createFakeServices({ clock });
  const id = unwrap(await services.journal.create({ text: 'The sun came in.' }));
  vi.spyOn(services.journal, 'edit').mockResolvedValue(err({ code }));
  expect(await readEntry(services, id)).toBe(outcome);
});

it('does not attach a reading to words that changed while it was made', async () => {
  const services = createFakeServices({ clock });
  const id = unwrap(await services.journal.create({ text: 'First words, about the sun.' }));
  const reading = readEntry(services, id);
  await services.journal.edit(id, { text: 'Other words.' });
  expect(await reading).toBe('cancelled');
  expect(services.journal.entries.value[0]?.scores).toEqual([]);
});

it('has nothing to do for an entry without words, or one that is gone', async () => {
  const services = createFakeServices({ clock });
  const id = unwrap(await services.journal.create({ mood: { valence: 1, arousal: 0 } }));
  expect(await readEntry(services, id)).toBe('no-text');
  await services.journal.delete(id);
  expect(await readEntry(services, id)).toBe('entry-gone');
});
