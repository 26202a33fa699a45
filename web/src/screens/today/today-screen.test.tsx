// @vitest-environment happy-dom
import type { Clock, EpochMs } from '@undertone/base/clock';
import { err, ok, unwrap } from '@undertone/base/result';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeVoiceReading } from '../../app/fake-readings.ts';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import { createFakeServices, type FakeServicesOptions } from '../../app/fake-services.ts';
import type { Entry } from '../../app/journal-port.ts';
import { now } from '../../app/now.ts';
import { dismissSnack, runSnackAction, snack } from '../../app/snackbar.ts';
import {
  button,
  holdPauses,
  named,
  press,
  pressKey,
  settle,
  show,
  type,
} from '../../ui/render-in-dom.testkit.tsx';
import { moment } from './moment.ts';
import { TodayScreen } from './today-screen.tsx';

const clock: Clock = { now: () => new Date(2026, 4, 4, 19, 20).getTime() as EpochMs };

async function showToday(options: Partial<FakeServicesOptions> = {}) {
  const services = createFakeServices({ clock, ...options });
  await show(<TodayScreen />, services);
  await settle();
  return { services, page: named('textarea', 'New entry') };
}

beforeEach(() => {
  now.value = clock.now();
  moment.value = { open: null, kept: null };
  dismissSnack();
});

describe('one tap for a mood', () => {
  it('keeps an entry at once, says so, and takes it back on undo', async () => {
    const { services } = await showToday();
    await pressKey(named('input', 'Pleasantness'), 'End');
    await pressKey(named('input', 'Pleasantness'), 'Enter');
    expect(services.journal.entries.value.map(({ mood }) => mood)).toEqual([{ valence: 1, arousal: 0 }]);
    expect(snack.value?.text).toBe('Kept: very pleasant, even energy');
    runSnackAction();
    await settle();
    expect(services.journal.entries.value).toEqual([]);
  });

  it('moves the mood just kept rather than keeping a second one, and undo goes one step back', async () => {
    const { services } = await showToday();
    const slider = named('input', 'Pleasantness');
    await pressKey(slider, 'End');
    await pressKey(slider, 'Enter');
    await pressKey(slider, 'Home');
    await pressKey(slider, 'Enter');
    expect(services.journal.entries.value.map(({ mood }) => mood?.valence)).toEqual([-1]);
    runSnackAction();
    await settle();
    expect(services.journal.entries.value.map(({ mood }) => mood?.valence)).toEqual([1]);
  });

  it('makes one entry of two taps in a row', async () => {
    const { services } = await showToday();
    const slider = named('input', 'Pleasantness');
    await Promise.all([pressKey(slider, 'Enter'), pressKey(slider, 'Enter')]);
    expect(services.journal.entries.value).toHaveLength(1);
  });

  it('gives the words written next to that mood', async () => {
    const { services, page } = await showToday();
    await pressKey(named('input', 'Energy'), 'Enter');
    await type(page, 'A slow, sunny hour.');
    await press(button('Keep'));
    expect(services.journal.entries.value.map(({ text, mood }) => [text, mood])).toEqual([
      ['A slow, sunny hour.', { valence: 0, arousal: 0 }],
    ]);
  });
});

describe('a voice minute just saved', () => {
  const [written] = fakeEntries(1, clock.now());
  const voice = fakeVoiceReading(null);
  const spoken: Entry = {
    ...written!,
    text: '',
    mood: null,
    scores: [voice.score],
    textReading: null,
    voiceReading: voice.detail,
  };

  async function showSpoken() {
    moment.value = { open: spoken.id, kept: spoken.id };
    return showToday({ entries: [spoken] });
  }

  it('shows its reading, and takes the words written next', async () => {
    const { services, page } = await showSpoken();
    expect(document.querySelector('.reading-card')?.textContent).toContain('Voice');
    expect(document.body.textContent).toContain('goes with what you just said');
    await type(page, 'The sun came in and I laughed.');
    await press(button('Keep'));
    await settle();
    expect(
      services.journal.entries.value.map(({ text, scores }) => [
        text,
        scores.map(({ modality }) => modality),
      ]),
    ).toEqual([['The sun came in and I laughed.', ['voice', 'text']]]);
  });

  it('takes a mood, and undoing the mood leaves the voice', async () => {
    const { services } = await showSpoken();
    await pressKey(named('input', 'Energy'), 'Enter');
    expect(services.journal.entries.value[0]?.mood).not.toBeNull();
    runSnackAction();
    await settle();
    expect(services.journal.entries.value.map(({ mood, voiceReading }) => [mood, voiceReading])).toEqual([
      [null, voice.detail],
    ]);
  });
});

it('leads to a voice minute and a face check, and the draft stays', async () => {
  const { services, page } = await showToday();
  await type(page, 'half a thought');
  expect(document.querySelector('a[href="/voice"]')?.textContent).toContain('Say it');
  expect(document.querySelector('a[href="/face"]')?.textContent).toContain('Show it');
  window.dispatchEvent(new Event('pagehide'));
  await settle();
  expect(unwrap(await services.journal.loadDraft('new'))?.text).toBe('half a thought');
});

describe('the writing page', () => {
  it('cannot keep what is empty', async () => {
    const { page } = await showToday();
    expect(button('Keep').disabled).toBe(true);
    await type(page, '   ');
    expect(button('Keep').disabled).toBe(true);
  });

  it('keeps the entry, clears itself and its draft, and shows the reading', async () => {
    const { services, page } = await showToday();
    await type(page, 'The sun came in and I laughed out loud. Nothing else.');
    await press(button('Keep'));
    await settle();
    expect(services.journal.entries.value).toHaveLength(1);
    expect(page.value).toBe('');
    expect(unwrap(await services.journal.loadDraft('new'))).toBeNull();
    expect(document.body.textContent).toContain('joy');
    expect(document.querySelector('blockquote')?.textContent).toBe('The sun came in and I laughed out loud.');
  });

  it('brings back the draft of a tab that died', async () => {
    const draft = { text: 'half a sentence', mood: null, updatedAt: clock.now() };
    const { page } = await showToday({ drafts: new Map([['new', draft]]) });
    expect(page.value).toBe('half a sentence');
  });

  it('takes no letters before the draft is there, so that none is saved over it', async () => {
    const services = createFakeServices({ clock });
    const slow = { ...services.journal, loadDraft: () => new Promise<never>(() => {}) };
    await show(<TodayScreen />, { ...services, journal: slow });
    expect(named('textarea', 'New entry').readOnly).toBe(true);
  });

  it('takes none either while the draft cannot be read, and reads it when told to', async () => {
    const services = createFakeServices({ clock });
    const began = { text: 'half a sentence', mood: null, updatedAt: clock.now() };
    const replies = [err('storage-unavailable' as const), ok(began)];
    const journal = { ...services.journal, loadDraft: async () => replies.shift() ?? ok(null) };
    await show(<TodayScreen />, { ...services, journal });
    const page = named('textarea', 'New entry');
    expect(page.readOnly).toBe(true);
    expect(document.body.textContent).toContain('Nothing was written over it');
    await press(button('Try again'));
    expect(page.value).toBe('half a sentence');
    expect(page.readOnly).toBe(false);
    expect(document.body.textContent).not.toContain('Nothing was written over it');
  });

  it('goes on from what another tab wrote meanwhile, so that none is saved over it', async () => {
    holdPauses();
    const { services, page } = await showToday();
    await type(page, 'half a');
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    const theirs = { text: 'half a sentence', mood: null, updatedAt: clock.now() };
    await services.journal.saveDraft('new', theirs);
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(page.value).toBe('half a sentence');
    await type(page, 'half a sentence and more');
    await services.journal.saveDraft('new', theirs);
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(page.value).toBe('half a sentence and more');
  });

  it('still has what the device would not take when it is opened again, and says so', async () => {
    const { services, page } = await showToday({ failure: { code: 'storage-full' } });
    await type(page, 'too much for this disk');
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    await show(<TodayScreen />, services);
    expect(named('textarea', 'New entry').value).toBe('too much for this disk');
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(document.querySelector('.draft-dot[role=alert]')?.textContent).toContain('This device is full');
  });

  it('saves the draft when the page hides', async () => {
    const { services, page } = await showToday();
    await type(page, 'the bus is here');
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(unwrap(await services.journal.loadDraft('new'))?.text).toBe('the bus is here');
  });

  it('keeps the words on the page and says what to do when the device is full', async () => {
    const { page } = await showToday({ failure: { code: 'storage-full' } });
    await type(page, 'too much for this disk');
    await press(button('Keep'));
    expect(page.value).toBe('too much for this disk');
    expect(document.querySelector('.notice[role=alert]')?.textContent).toContain('This device is full');
  });
});

describe('the reading card', () => {
  it('says that the journal is unaffected when the model is damaged, and keeps the entry', async () => {
    const { services, page } = await showToday({ readerTrouble: 'model-corrupt' });
    await type(page, 'My own words stay mine.');
    await press(button('Keep'));
    await settle();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Your journal is unaffected');
    expect(services.journal.entries.value.map(({ text }) => text)).toEqual(['My own words stay mine.']);
  });

  it('says that a reading found no room, rather than that it is still reading, and tries again', async () => {
    const { services, page } = await showToday();
    const full = vi.spyOn(services.journal, 'edit').mockResolvedValue(err({ code: 'storage-full' }));
    await type(page, 'The sun came in and I laughed.');
    await press(button('Keep'));
    await settle();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The reading could not be stored');
    full.mockRestore();
    await press(button('Try again'));
    await settle();
    expect(document.querySelector('[role=alert]')).toBeNull();
    expect(services.journal.entries.value[0]?.scores).toHaveLength(1);
  });

  it('shows real bytes while the model arrives', async () => {
    const { page } = await showToday({ readerTrouble: 'slow' });
    await type(page, 'Waiting for the reader.');
    await press(button('Keep'));
    expect(document.querySelector('.progress')?.textContent).toContain('2.3 MB of 4.2 MB');
  });

  it('takes the person’s word, in one press or by choosing', async () => {
    const { services, page } = await showToday();
    await type(page, 'The sun came in and I laughed. It was warm and lovely.');
    await press(button('Keep'));
    await settle();
    await press(button("That's right"));
    expect(services.journal.entries.value[0]?.correction).toBe('joy');
    await press(button('Change'));
    await press(button('Sadness'));
    expect(services.journal.entries.value[0]?.correction).toBe('sadness');
    expect(document.body.textContent).toContain('For you it was sadness.');
  });

  it('offers to say it oneself where the model gives no answer', async () => {
    const { services, page } = await showToday();
    await type(page, 'Hm.');
    await press(button('Keep'));
    await settle();
    expect(document.body.textContent).toContain('Too little here to read a tone from.');
    await press(button('Say it yourself'));
    await press(button('Neutral'));
    expect(services.journal.entries.value[0]?.correction).toBe('neutral');
  });
});

it('greets by the hour, without raising its voice', async () => {
  await showToday();
  expect(document.querySelector('h1')?.textContent).toBe('Good evening');
  expect(document.title).toBe('Good evening · Undertone');
});

it('shows earlier entries of today only', async () => {
  const entries = fakeEntries(6, clock.now());
  await showToday({ entries });
  const shown = [...document.querySelectorAll('.entry-row time')].map((time) =>
    time.getAttribute('datetime')?.slice(0, 10),
  );
  expect(shown).toEqual(
    entries.filter(({ localDate }) => localDate === '2026-05-04').map(({ localDate }) => localDate),
  );
  expect(shown.length).toBeGreaterThan(0);
});

it('takes no letters between keeping and clearing the page, since the clearing would take them along', async () => {
  const { services, page } = await showToday();
  let finishClearing: () => void = () => {};
  services.journal.clearDraft = () => new Promise((resolve) => (finishClearing = resolve));
  await type(page, 'Kept words.');
  await press(button('Keep'));
  await settle();
  const paper = () => named('textarea', 'New entry');
  expect(paper().readOnly).toBe(true);
  finishClearing();
  await settle();
  expect(paper().value).toBe('');
  expect(paper().readOnly).toBe(false);
});
