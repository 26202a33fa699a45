// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { button, named, press, show } from '../../ui/render-in-dom.testkit.tsx';
import { LookForWords } from './look-for-words.tsx';
import { chooseLooking } from './looking.ts';
import { WritingPage } from './writing-page.tsx';

beforeAll(async () => {
  await loadOnDemandWords();
  await import('./gentle-panel.tsx');
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  chooseLooking(true);
});

const HARD = 'I really do not want to live anymore';
const words = () => document.body.textContent ?? '';
const services = (profile = {}) => createFakeServices({ clock: systemClock, profile });

/** A pause in writing, and the code that it fetches. */
async function pause(): Promise<void> {
  for (const delayMs of [1_000, 1, 1, 1, 1]) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(delayMs);
    });
  }
}

it('offers help under words of a hard moment, once the writing pauses', async () => {
  await show(<LookForWords of="new" text={HARD} />, services());
  expect(words()).toBe('');
  await pause();
  expect(words()).toContain('a very hard moment');
  expect(named('a', 'Help now').getAttribute('href')).toBe('/help/en');
  expect(named('a', 'Make a safety plan').getAttribute('href')).toBe('/care/plan');
});

it('puts the people of the plan first', async () => {
  const profile = { 'plan.people': [[{ id: 'a', text: 'Ana', phone: '612 345 678' }]] };
  await show(<LookForWords of="new" text={`${HARD}.`} />, services(profile));
  await pause();
  expect(named('a', 'Call Ana').getAttribute('href')).toBe('tel:612345678');
  expect(named('a', 'My safety plan')).toBeDefined();
});

it('speaks of somebody else where the words do', async () => {
  await show(<LookForWords of="new" text="my sister wants to kill herself" />, services());
  await pause();
  expect(words()).toContain('worried about somebody');
});

it('says nothing of ordinary words', async () => {
  await show(<LookForWords of="new" text="this homework is killing me" />, services());
  await pause();
  expect(words()).toBe('');
});

it('goes at a tap, and stays away from this page', async () => {
  const container = await show(<LookForWords of="new" text={`Today: ${HARD}`} />, services());
  await pause();
  vi.useRealTimers();
  await press(button('Not now'));
  expect(container.textContent).toBe('');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await show(<LookForWords of="new" text={`Today: ${HARD}, really`} />, services());
  await pause();
  expect(container.textContent).toBe('');
});

it('comes back on a page that it was sent from, for something graver', async () => {
  const burden = 'Tuesday. I feel like I am a burden to everyone.';
  const before = await show(<LookForWords of="new" text={burden} />, services());
  await pause();
  vi.useRealTimers();
  await press(button('Not now'));
  expect(before.textContent).toBe('');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const after = await show(<LookForWords of="new" text={`${burden} I took all my pills.`} />, services());
  await pause();
  expect(after.textContent).toContain('a very hard moment');
});

it('does not look where it was switched off', async () => {
  chooseLooking(false);
  await show(<LookForWords of="new" text={`Again ${HARD}`} />, services());
  await pause();
  expect(words()).toBe('');
});

it('looks at words that were kept before any pause, and never stands in the way of keeping them', async () => {
  const kept: string[] = [];
  const page = (
    <WritingPage
      of="new"
      label="Page"
      onKeep={async (text) => {
        kept.push(text);
        return { ok: true, value: undefined };
      }}
    />
  );
  await show(page, services());
  await pause();
  const paper = document.querySelector('textarea')!;
  await act(async () => {
    paper.value = `Kept: ${HARD}`;
    paper.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => button('Keep').click());
  await pause();
  expect(kept).toEqual([`Kept: ${HARD}`]);
  expect(words()).toContain('a very hard moment');
});
