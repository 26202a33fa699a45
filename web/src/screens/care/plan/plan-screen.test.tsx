// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { finishBeforeReload } from '../../../app/before-reload.ts';
import { createFakeProfile } from '../../../app/fake-profile.ts';
import { createFakeServices, type FakeServicesOptions } from '../../../app/fake-services.ts';
import { loadOnDemandWords } from '../../../app/i18n.ts';
import type { ProfilePort } from '../../../app/profile-port.ts';
import { dismissSnack, runSnackAction, snack } from '../../../app/snackbar.ts';
import {
  button,
  holdPauses,
  named,
  press,
  pressKey,
  settle,
  show,
  type,
} from '../../../ui/render-in-dom.testkit.tsx';
import { linesOf, type PlanLine } from './plan-lines.ts';
import { PlanScreen } from './plan-screen.tsx';

beforeAll(loadOnDemandWords);
beforeEach(dismissSnack);

const line = (id: string, text: string, phone = ''): PlanLine => ({ id, text, phone });
const words = () => document.body.textContent ?? '';

async function open(options: Omit<FakeServicesOptions, 'clock'> = {}) {
  const services = createFakeServices({ clock: systemClock, ...options });
  const container = await show(<PlanScreen />, services);
  return {
    services,
    leave: async () => {
      await act(async () => render(null, container));
      await settle();
    },
    /** The words of a step, as they are stored. */
    stored: async (step: string) => {
      await finishBeforeReload();
      await settle();
      const [lines = []] = services.profile.values.value.get(`plan.${step}`) ?? [];
      return (lines as readonly PlanLine[]).map(({ text }) => text);
    },
  };
}

const section = (heading: string) => {
  const found = [...document.querySelectorAll('section')].find(
    (one) => one.querySelector('h2')?.textContent === heading,
  );
  if (found === undefined) throw new Error(`no section “${heading}”`);
  return found;
};
const add = async (heading: string) =>
  press(section(heading).querySelector<HTMLButtonElement>('.plan__foot button')!);
const texts = (heading: string) => [...section(heading).querySelectorAll('textarea')];

it('begins with what it is and whose, then takes lines in the person’s words and saves them by itself', async () => {
  const { stored } = await open();
  expect(words()).toContain('Barbara Stanley and Gregory Brown');
  await press(button('Begin my plan'));
  await add('How I notice that it begins');
  const [first] = texts('How I notice that it begins');
  expect(document.activeElement).toBe(first);
  await type(first!, 'I stop eating');
  await pressKey(first!, 'Enter');
  await type(texts('How I notice that it begins')[1]!, 'short nights');
  expect(await stored('signs')).toEqual(['I stop eating', 'short nights']);
});

it('is read large without anything to change, with calls and messages for those who have a number', async () => {
  await open({
    profile: {
      'plan.people': [[line('a', 'Ana', '+34 612 345 678'), line('b', 'The neighbour')]],
      'plan.reasons': [[line('c', 'the sea')]],
    },
  });
  expect(document.querySelector('textarea')).toBeNull();
  expect(named('a', 'Call Ana').getAttribute('href')).toBe('tel:+34612345678');
  expect(named('a', 'Message Ana').getAttribute('href')).toBe('sms:+34612345678');
  expect(words()).toContain('The neighbour');
  expect(words()).not.toContain('What I can do by myself');
});

it('moves a line, says where it is now, and keeps the finger on it', async () => {
  const { stored } = await open({ profile: { 'plan.alone': [[line('a', 'walk'), line('b', 'sing')]] } });
  await press(button('Change'));
  await press(button('Move line 2 up'));
  expect(await stored('alone')).toEqual(['sing', 'walk']);
  expect(words()).toContain('Now line 1 of 2');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move line 1 up');
});

it('removes a line, and brings it back to its place', async () => {
  const { stored } = await open({
    profile: { 'plan.alone': [[line('a', 'walk'), line('b', 'sing'), line('c', 'tea')]] },
  });
  await press(button('Change'));
  await press(button('Remove line 2'));
  expect(await stored('alone')).toEqual(['walk', 'tea']);
  await act(async () => runSnackAction());
  expect(await stored('alone')).toEqual(['walk', 'sing', 'tea']);
});

it('brings a line back after the screen was left, into what another device wrote meanwhile', async () => {
  const { services, stored, leave } = await open({
    profile: { 'plan.alone': [[line('a', 'walk'), line('b', 'sing')]] },
  });
  await press(button('Change'));
  await press(button('Remove line 2'));
  await stored('alone');
  await leave();
  await services.profile.write('plan.alone', [line('a', 'walk'), line('c', 'theirs')]);
  await act(async () => runSnackAction());
  await settle();
  const [lines] = services.profile.values.value.get('plan.alone') ?? [];
  expect(new Set((lines as readonly PlanLine[]).map(({ text }) => text))).toEqual(
    new Set(['walk', 'sing', 'theirs']),
  );
});

it('shows the lines of two devices that wrote at the same time, and keeps both with the next change', async () => {
  const { stored } = await open({ profile: { 'plan.signs': [[line('a', 'here')], [line('b', 'there')]] } });
  expect(words()).toContain('here');
  expect(words()).toContain('there');
  await press(button('Change'));
  await type(texts('How I notice that it begins')[0]!, 'here too');
  expect(await stored('signs')).toEqual(['here too', 'there']);
});

it('takes in a line that comes from another device while one is writing', async () => {
  holdPauses();
  const { services, stored } = await open({ profile: { 'plan.signs': [[line('a', 'one')]] } });
  await press(button('Change'));
  await type(texts('How I notice that it begins')[0]!, 'one, changed');
  await act(async () => {
    await services.profile.write('plan.signs', [line('a', 'one'), line('b', 'theirs')]);
  });
  await settle();
  expect(texts('How I notice that it begins').map(({ value }) => value)).toEqual(['one, changed', 'theirs']);
  expect(await stored('signs')).toEqual(['one, changed', 'theirs']);
});

it('does not take a line away under the finger while its words are being replaced', async () => {
  const { stored } = await open({ profile: { 'plan.signs': [[line('a', 'one')]] } });
  await press(button('Change'));
  await type(texts('How I notice that it begins')[0]!, '');
  expect(await stored('signs')).toEqual([]);
  expect(texts('How I notice that it begins')).toHaveLength(1);
});

it('says so where the device has no room', async () => {
  const { stored } = await open({ failure: { code: 'storage-full' } });
  await press(button('Begin my plan'));
  await add('What is worth living for');
  await type(texts('What is worth living for')[0]!, 'the dog');
  await stored('reasons');
  expect(section('What is worth living for').querySelector('[role="alert"]')?.textContent).not.toBe('');
  expect(texts('What is worth living for')[0]!.value).toBe('the dog');
});

it('offers what the device would not take when the screen is opened again, and keeps it once there is room', async () => {
  const kept = { 'plan.reasons': [[line('a', 'the sea'), line('b', 'rain')]] };
  const full = createFakeServices({ clock: systemClock, profile: kept, failure: { code: 'storage-full' } });
  const roomy = createFakeProfile({ profile: kept });
  let hasRoom = false;
  const profile: ProfilePort = {
    values: roomy.values,
    write: (...given) => (hasRoom ? roomy : full.profile).write(...given),
  };
  const services = { ...full, profile };
  const first = await show(<PlanScreen />, services);
  await press(button('Change'));
  await press(button('Remove line 2'));
  await type(texts('What is worth living for')[0]!, 'the sea in winter');
  await act(async () => render(null, first));
  await settle();
  await roomy.write('plan.reasons', [...kept['plan.reasons'][0]!, line('c', 'theirs')]);

  await show(<PlanScreen />, services);
  await act(finishBeforeReload);
  await settle();
  expect(words()).toContain('the sea in winter');
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('could not be kept yet');
  hasRoom = true;
  await press(button('Try again'));
  await settle();
  expect(document.querySelector('[role="alert"]')).toBeNull();
  const stored = linesOf(roomy.values.value.get('plan.reasons')!);
  expect(stored.map(({ text }) => text)).toEqual(['the sea in winter', 'theirs']);
  expect(unwrap(await services.journal.loadDraft('plan.reasons'))).toBeNull();
});

it('is copied as plain text with its numbers', async () => {
  let copied = '';
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text: string) => void (copied = text) },
  });
  await open({
    profile: { 'plan.people': [[line('a', 'Ana', '612')]], 'plan.signs': [[line('b', 'no sleep')]] },
  });
  await press(button('Copy as text'));
  expect(copied).toBe(
    'Safety plan\n\nHow I notice that it begins\n– no sleep\n\nPeople I can ask for help\n– Ana 612',
  );
  expect(snack.value?.text).toContain('Copied');
});
