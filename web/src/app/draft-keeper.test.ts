import { err, ok, type Result } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { createDraftKeeper, MAX_WAIT_MS, PAUSE_MS } from './draft-keeper.ts';
import type { SaveFailure } from './journal-port.ts';

/** Time that moves when told to, and a device that saves when told to. */
function makeDesk(answer: () => Result<void, SaveFailure> = () => ok()) {
  let nowMs = 0;
  let timers: { id: number; atMs: number; run: () => void }[] = [];
  let lastId = 0;
  const saved: string[] = [];
  const keeper = createDraftKeeper({
    async save(text) {
      saved.push(text);
      return answer();
    },
    setTimer(run, delayMs) {
      timers.push({ id: ++lastId, atMs: nowMs + delayMs, run });
      return lastId;
    },
    clearTimer(id) {
      timers = timers.filter((timer) => timer.id !== id);
    },
  });
  return {
    keeper,
    saved,
    pass: async (ms: number) => {
      nowMs += ms;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter(({ atMs }) => atMs > nowMs);
      for (const timer of due) timer.run();
      await keeper.flush();
    },
    timers: () => timers.length,
  };
}

it('saves the newest text once, after a pause', async () => {
  const { keeper, saved, pass } = makeDesk();
  keeper.change('I');
  keeper.change('I walked');
  expect(keeper.state.value).toEqual({ kind: 'unsettled' });
  expect(saved).toEqual([]);
  await pass(PAUSE_MS);
  expect(saved).toEqual(['I walked']);
  expect(keeper.state.value).toEqual({ kind: 'settled' });
});

it('saves at the latest after the longest wait, however steadily the person types', () => {
  const waits: number[] = [];
  const keeper = createDraftKeeper({
    save: async () => ok(),
    setTimer: (_run, delayMs) => waits.push(delayMs),
    clearTimer: () => {},
  });
  for (let key = 0; key < 20; key++) keeper.change('x'.repeat(key + 1));
  expect(waits.filter((delayMs) => delayMs === MAX_WAIT_MS)).toHaveLength(1);
});

it('saves at once when the page is about to hide', async () => {
  const { keeper, saved } = makeDesk();
  keeper.change('half a sen');
  await keeper.flush();
  expect(saved).toEqual(['half a sen']);
});

it('has nothing to save twice', async () => {
  const { keeper, saved } = makeDesk();
  keeper.change('once');
  await keeper.flush();
  await keeper.flush();
  expect(saved).toEqual(['once']);
});

it('saves nothing more after the page was kept', async () => {
  const { keeper, saved, pass, timers } = makeDesk();
  keeper.change('kept as an entry');
  keeper.discard();
  expect(timers()).toBe(0);
  await pass(MAX_WAIT_MS);
  expect(saved).toEqual([]);
});

it('says so when the device is full, and settles once a later save succeeds', async () => {
  let full = true;
  const { keeper } = makeDesk(() => (full ? err({ code: 'storage-full' }) : ok()));
  keeper.change('a');
  await keeper.flush();
  expect(keeper.state.value).toEqual({ kind: 'failed', failure: { code: 'storage-full' } });
  full = false;
  keeper.change('ab');
  await keeper.flush();
  expect(keeper.state.value).toEqual({ kind: 'settled' });
});

it('tries again at the next occasion what the device refused, though nothing more was typed', async () => {
  let full = true;
  const { keeper, saved } = makeDesk(() => (full ? err({ code: 'storage-full' }) : ok()));
  keeper.change('a');
  await keeper.flush();
  full = false;
  await keeper.flush();
  expect(saved).toEqual(['a', 'a']);
  expect(keeper.state.value).toEqual({ kind: 'settled' });
});

it('stays unsettled when more was typed during a save', async () => {
  const gate: { open: () => void } = { open: () => {} };
  const keeper = createDraftKeeper({
    save: () => new Promise((resolve) => (gate.open = () => resolve(ok()))),
    setTimer: () => 0,
    clearTimer: () => {},
  });
  keeper.change('first');
  const flushed = keeper.flush();
  await Promise.resolve();
  keeper.change('second');
  gate.open();
  await flushed;
  expect(keeper.state.value).toEqual({ kind: 'unsettled' });
});
