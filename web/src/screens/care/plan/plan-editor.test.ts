import { signal } from '@preact/signals';
import { systemClock } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { createFakeJournal } from '../../../app/fake-journal.ts';
import { createPlanEditor } from './plan-editor.ts';
import type { PlanLine } from './plan-lines.ts';

const line = (id: string, text: string): PlanLine => ({ id, text, phone: '' });

it('loses no line where the app is locked in the middle of a word', async () => {
  const kept = [line('a', 'walk'), line('b', 'sing'), line('c', 'tea')];
  const values = signal<ReadonlyMap<string, readonly unknown[]>>(new Map([['plan.alone', [kept]]]));
  const written: unknown[] = [];
  const editor = createPlanEditor('alone', {
    profile: { values, write: async (_field, value) => (written.push(value), ok()) },
    journal: createFakeJournal({ clock: systemClock }),
    clock: systemClock,
    mintId: () => 'new',
    setTimer: () => 0,
    clearTimer: () => {},
  });
  editor.change([line('a', 'walk far'), ...kept.slice(1)]);
  // What a lock does: everything is hidden first, then what waits is saved into the journal behind it.
  values.value = new Map();
  await editor.flush();
  expect(written).toEqual([[line('a', 'walk far'), line('b', 'sing'), line('c', 'tea')]]);
});
