// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { declineAllSnacks, showSnack, snack, SNACK_MS } from '../app/snackbar.ts';
import { button, press, show } from './render-in-dom.testkit.tsx';
import { Snackbar } from './snackbar.tsx';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

afterEach(() => {
  declineAllSnacks();
  vi.useRealTimers();
});

const say = (...given: Parameters<typeof showSnack>) => act(() => showSnack(...given));
const later = () => act(() => void vi.advanceTimersByTime(SNACK_MS));
const words = () => document.querySelector('.snackbar')?.textContent;

it('goes by itself', async () => {
  await show(<Snackbar />);
  await say({ text: 'Kept', action: { label: 'Undo', run: () => {} } });
  expect(words()).toBe('KeptUndo');
  await later();
  expect(words()).toBe('');
});

it('waits for an answer where something is in memory only, and comes back after others', async () => {
  const kept = vi.fn<() => void>();
  const dropped = vi.fn<() => void>();
  await show(<Snackbar />);
  await say({
    text: 'Not saved',
    action: { label: 'Save', run: kept },
    decline: { label: 'Discard', run: dropped },
  });
  await later();
  expect(words()).toBe('Not savedSaveDiscard');
  await say({ text: 'Copied' });
  expect(words()).toBe('Copied');
  await later();
  expect(words()).toBe('Not savedSaveDiscard');
  vi.useRealTimers();
  await press(button('Discard'));
  expect(words()).toBe('');
  expect(dropped).toHaveBeenCalledOnce();
  expect(kept).not.toHaveBeenCalled();
});

it('lets go of everything that waited when the journal is locked', async () => {
  const dropped: string[] = [];
  for (const text of ['first', 'second'])
    showSnack({ text, decline: { label: 'Discard', run: () => dropped.push(text) } });
  showSnack({ text: 'passing' });
  declineAllSnacks();
  expect(snack.value).toBeNull();
  expect(dropped).toEqual(['second', 'first']);
});
