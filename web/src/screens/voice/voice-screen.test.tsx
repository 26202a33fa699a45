// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptNotice, withdrawNotice } from '../../app/capture-notices.ts';
import { FAKE_TRANSCRIPT, type FakeCaptureOptions, type FakeRecording } from '../../app/fake-capture.ts';
import { fakeUsualVoice } from '../../app/fake-readings.ts';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import { createFakeServices, type FakeServicesOptions } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { go, route } from '../../app/navigation.ts';
import { now } from '../../app/now.ts';
import {
  declineAllSnacks,
  declineSnack,
  dismissSnack,
  runSnackAction,
  showSnack,
  snack,
} from '../../app/snackbar.ts';
import { button, field, named, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { moment } from '../today/moment.ts';
import { VoiceScreen } from './voice-screen.tsx';

beforeAll(loadOnDemandWords);

beforeEach(() => {
  now.value = systemClock.now();
  moment.value = { open: null, kept: null };
  window.scrollTo = () => {};
  declineAllSnacks();
  acceptNotice('voice');
});

const words = () => document.body.textContent ?? '';

async function open(
  capture: FakeCaptureOptions = {},
  { entry = null, ...options }: Partial<FakeServicesOptions> & { readonly entry?: EntryId | null } = {},
) {
  const recordings: FakeRecording[] = [];
  const services = createFakeServices({
    clock: systemClock,
    capture: { onRecording: (recording) => recordings.push(recording), ...capture },
    ...options,
  });
  const root = await show(<VoiceScreen entry={entry} />, services);
  return { services, root, recordings, entries: () => services.journal.entries.value };
}

async function speak(recording: FakeRecording | undefined, seconds = 40) {
  recording!.seconds.value = seconds;
  await settle();
}

async function recordAndRead(opened: Awaited<ReturnType<typeof open>>) {
  await press(button('Start recording'));
  await speak(opened.recordings[0]);
  await press(button('Stop and read'));
}

async function chooseFile(content: string) {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: [new File([content], 'a.wav')] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

it('opens no microphone before the notice was read and accepted', async () => {
  withdrawNotice('voice');
  const { recordings } = await open();
  expect(words()).toContain('an emotion recognition system');
  expect(document.querySelectorAll('button')).toHaveLength(2);
  await press(button('Switch voice reading on'));
  expect(recordings).toHaveLength(0);
  await press(button('Start recording'));
  expect(recordings[0]?.open.value).toBe(true);
});

it('gives the focus to each step, since the button that led there is gone', async () => {
  withdrawNotice('voice');
  await open();
  expect(document.activeElement).toBe(document.body);
  for (const act of ['Switch voice reading on', 'Start recording', 'Start over']) {
    await press(button(act));
    expect(document.activeElement?.classList.contains('stage'), `after “${act}”`).toBe(true);
  }
});

describe('recording', () => {
  it('pauses, goes on and starts over, and the microphone closes each time it is left', async () => {
    const { recordings } = await open();
    await press(button('Start recording'));
    await speak(recordings[0]);
    expect(document.querySelector('[role=timer]')?.textContent).toBe('0:40 of 1:00');
    await press(button('Pause'));
    expect(recordings[0]?.state.value).toBe('paused');
    await press(button('Go on'));
    expect(recordings[0]?.state.value).toBe('recording');
    await press(button('Start over'));
    expect(recordings[0]?.open.value).toBe(false);
    button('Start recording');
  });

  it('tells the loudness and the pitch in words beside the picture', async () => {
    const { recordings } = await open();
    await press(button('Start recording'));
    recordings[0]!.trace.value = Array.from({ length: 60 }, () => ({ levelDb: -20, pitchHz: 183 }));
    await speak(recordings[0], 3);
    expect(document.querySelector('.sound-trace svg')?.getAttribute('aria-label')).toBe(
      'Loudness and pitch of the last seconds: loud enough, pitch about 180 Hz',
    );
    expect(document.querySelector('.sound-trace [role=status]')?.textContent).toBe('loud enough');
  });

  it('reads by itself at the limit', async () => {
    const { recordings } = await open();
    await press(button('Start recording'));
    await speak(recordings[0], 60);
    recordings[0]!.interrupted.value = 'limit-reached';
    recordings[0]!.state.value = 'ended';
    await settle();
    expect(words()).toContain('How it sounds');
  });

  it('offers what there is when the microphone goes away', async () => {
    const { recordings } = await open();
    await press(button('Start recording'));
    await speak(recordings[0]);
    recordings[0]!.interrupted.value = 'unplugged';
    recordings[0]!.state.value = 'ended';
    await settle();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The microphone went away');
    await press(button('Read what there is'));
    expect(words()).toContain('How it sounds');
  });

  it.each([
    ['permission-denied', 'The microphone is not allowed here'],
    ['no-device', 'No microphone was found'],
    ['device-busy', 'Another program is using the microphone'],
    ['unsupported', 'This browser cannot record here'],
  ] as const)('says what to do about %s', async (microphoneTrouble, sentence) => {
    await open({ microphoneTrouble });
    await press(button('Start recording'));
    expect(document.querySelector('[role=alert]')?.textContent).toContain(sentence);
    expect(words()).toContain('Nothing was sent anywhere');
  });
});

describe('the reading', () => {
  it('tells energy and tension against the usual voice before any emotion', async () => {
    const opened = await open({ usualVoice: fakeUsualVoice(0) });
    await recordAndRead(opened);
    expect(words()).toContain('A little less energy than usual, about as tense as usual.');
    expect(words()).toContain('slower speech');
    expect(words().indexOf('less energy than usual')).toBeLessThan(words().indexOf('sadness'));
  });

  it('says that there is no reference before the five sentences', async () => {
    await recordAndRead(await open());
    expect(words()).toContain('There is no reference yet');
  });

  it('keeps what is recorded when the reader fails, and tries again with it', async () => {
    const opened = await open({ voiceTrouble: 'crashed' });
    await recordAndRead(opened);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Your recording is still here');
    await press(button('Try again'));
    expect(opened.recordings).toHaveLength(1);
  });

  it('shows the share that is done and can be stopped, which says that the recording goes with it', async () => {
    await recordAndRead(await open({ stuckAt: 0.42 }));
    expect(document.querySelector('progress')?.value).toBeCloseTo(0.42);
    await press(button('Discard'));
    button('Start recording');
  });
});

describe('saving', () => {
  it('makes an entry of the reading, drops the sound, and brings it to Today', async () => {
    const opened = await open();
    await recordAndRead(opened);
    await press(button('Save'));
    const [entry] = opened.entries();
    expect(entry?.scores.map(({ modality }) => modality)).toEqual(['voice']);
    expect(entry?.voiceReading?.quality.speechSeconds).toBeGreaterThan(0);
    expect(entry?.attachments).toEqual([]);
    expect(route.value).toEqual({ screen: 'today' });
    expect(moment.value).toEqual({ open: entry?.id, kept: entry?.id });
    expect(snack.value?.action?.label).toBe('Set your usual voice');
  });

  it('joins the mood just marked, and leaves a second minute an entry of its own', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    const mood = { ...first!, text: '', scores: [], textReading: null };
    const opened = await open({}, { entries: [mood] });
    moment.value = { open: mood.id, kept: null };
    await recordAndRead(opened);
    await press(button('Save'));
    expect(opened.entries()).toHaveLength(1);
    expect(opened.entries()[0]?.mood).toEqual(mood.mood);
  });

  it('adds to the entry it was asked from and replaces its earlier voice', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    const opened = await open({}, { entries: [first!], entry: first!.id });
    await recordAndRead(opened);
    await press(button('Add to the entry'));
    expect(opened.entries()[0]?.scores.map(({ modality }) => modality)).toEqual(['text', 'voice']);
    expect(route.value).toEqual({ screen: 'entry', id: first!.id });
  });

  it('seals the recording only when asked to', async () => {
    const opened = await open();
    await recordAndRead(opened);
    await press(field('Keep the recording, sealed'));
    await press(button('Save'));
    expect(opened.entries()[0]?.attachments.map(({ kind }) => kind)).toEqual(['voice']);
  });

  it('saves the reading when the recording does not fit, and says so', async () => {
    const opened = await open({}, { attachmentTrouble: { keep: { code: 'storage-full' } } });
    await recordAndRead(opened);
    await press(field('Keep the recording, sealed'));
    await press(button('Save'));
    expect(opened.entries()[0]?.voiceReading).not.toBeNull();
    expect(snack.value?.text).toBe('The reading is saved. The recording was not kept: this device is full.');
  });

  it('holds a recording that does not fit until there is room', async () => {
    const attachmentTrouble: { keep?: { code: 'storage-full' } } = { keep: { code: 'storage-full' } };
    const opened = await open({}, { attachmentTrouble });
    await recordAndRead(opened);
    await press(field('Keep the recording, sealed'));
    await press(button('Save'));
    dismissSnack();
    runSnackAction();
    await settle();
    expect(snack.value?.text).toBe('The reading is saved. The recording was not kept: this device is full.');
    delete attachmentTrouble.keep;
    runSnackAction();
    await settle();
    expect(opened.entries()[0]?.attachments.map(({ kind }) => kind)).toEqual(['voice']);
    expect(snack.value).toBeNull();
  });

  it('makes an entry of its own where the one it was for was deleted meanwhile', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    const opened = await open({}, { entries: [first!], entry: first!.id });
    await recordAndRead(opened);
    await opened.services.journal.delete(first!.id);
    await press(button('Add to the entry'));
    expect(opened.entries()).toHaveLength(1);
    expect(opened.entries()[0]?.voiceReading).not.toBeNull();
    expect(snack.value?.text).toBe('Saved as an entry of its own');
    expect(route.value).toEqual({ screen: 'today' });
  });

  it('keeps the reading on the screen when nothing can be stored', async () => {
    await recordAndRead(await open({}, { failure: { code: 'storage-full' } }));
    await press(button('Save'));
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The reading is still here');
    button('Save');
  });

  it('lets the usual voice learn from a recording', async () => {
    const opened = await open({ usualVoice: fakeUsualVoice(0) });
    await recordAndRead(opened);
    await press(button('Save'));
    expect(opened.services.usualVoice.current.value?.clips).toBe(6);
  });

  it('learns nothing from a file, whose voice may be anybody’s', async () => {
    const { services } = await open({ usualVoice: fakeUsualVoice(0) });
    await chooseFile('RIFF');
    await press(button('Save'));
    expect(services.usualVoice.current.value?.clips).toBe(5);
  });
});

describe('writing down what was said', () => {
  const page = () => document.querySelector('textarea');
  const heard = async (capture: FakeCaptureOptions = {}, rest: Parameters<typeof open>[1] = {}) => {
    const opened = await open({ speechInstalled: true, ...capture }, rest);
    await recordAndRead(opened);
    return opened;
  };
  const writeDown = () => press(button('Write down what you said'));

  it('is offered where the pack is installed, and else only says where to find it', async () => {
    await heard({ speechInstalled: false });
    expect(words()).not.toContain('Write down what you said');
    expect(named('a', 'See the readers').getAttribute('href')).toBe('/settings/models');
  });

  it('is not offered for a file', async () => {
    await open({ speechInstalled: true });
    await chooseFile('RIFF');
    expect(words()).not.toContain('Write down what you said');
  });

  it('writes nothing before the tap, and saves what the person made of it', async () => {
    const opened = await heard();
    expect(page()).toBeNull();
    await writeDown();
    expect(page()?.value).toBe(FAKE_TRANSCRIPT.text);
    expect(document.activeElement).toBe(page());
    expect(words()).toContain('look it over');
    await type(page()!, 'I walked to the lake and back.');
    await press(button('Save'));
    const [entry] = opened.entries();
    expect(entry?.text).toBe('I walked to the lake and back.');
    expect(entry?.voiceReading).not.toBeNull();
  });

  it('adds to what the entry says already, whose reading was of other words', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    const opened = await heard({}, { entries: [first!], entry: first!.id });
    await writeDown();
    await press(button('Add to the entry'));
    const [entry] = opened.entries();
    expect(entry?.text).toBe(`${first!.text}\n\n${FAKE_TRANSCRIPT.text}`);
    expect(entry?.scores.map(({ modality }) => modality)).toEqual(['voice']);
    expect(entry?.textReading).toBeNull();
  });

  it('leaves the words out when asked to', async () => {
    const opened = await heard();
    await writeDown();
    await press(button('Leave the words out'));
    button('Write down what you said');
    await press(button('Save'));
    expect(opened.entries()[0]?.text).toBe('');
  });

  it('shows the share that is done, and stops', async () => {
    await heard({ writingStuckAt: 0.42 });
    await writeDown();
    expect(document.querySelector('progress')?.value).toBeCloseTo(0.42);
    expect(document.querySelector('.progress')?.getAttribute('role')).toBe('status');
    await press(button('Cancel'));
    button('Write down what you said');
  });

  it('stops when the screen is left', async () => {
    const opened = await heard({ writingStuckAt: 0.42 });
    const write = vi.spyOn(opened.services.speechWriter, 'write');
    await writeDown();
    render(null, opened.root);
    await settle();
    expect(write.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  });

  it('says when no words were heard, and when they were hard to hear', async () => {
    await heard({ transcript: { text: '', language: null, isDoubtful: false } });
    await writeDown();
    expect(words()).toContain('No words were heard');
    document.body.replaceChildren();
    await heard({ transcript: { ...FAKE_TRANSCRIPT, isDoubtful: true } });
    await writeDown();
    expect(words()).toContain('parts were hard to hear');
  });

  it.each([
    ['model-missing', 'not on this device any more', true],
    ['model-corrupt', 'damaged', true],
    ['out-of-memory', 'short of memory', false],
    ['crashed', 'stopped in the middle', false],
  ] as const)(
    'says what to do about %s, and that the recording is safe',
    async (speechTrouble, said, leads) => {
      await heard({ speechTrouble });
      await writeDown();
      const alert = document.querySelector('[role=alert]')?.textContent;
      expect(alert).toContain(said);
      expect(alert).toContain('still here');
      expect(document.querySelector('a[href="/settings/models"]') !== null).toBe(leads);
      button('Try again');
      button('Save');
    },
  );

  it('has its words in Spanish', async () => {
    await heard();
    await act(() => setLanguage('es'));
    await press(button('Escribir lo que dijiste'));
    expect(words()).toContain('repásalo antes de guardar');
    await act(() => setLanguage('en'));
  });
});

describe('leaving without saving', () => {
  it('offers to save the reading after all, until it was dropped on purpose', async () => {
    const opened = await open();
    await recordAndRead(opened);
    render(null, opened.root);
    await settle();
    expect(snack.value?.text).toBe('This reading was not saved');
    runSnackAction();
    await settle();
    expect(opened.entries()).toHaveLength(1);

    const again = await open();
    declineAllSnacks();
    await recordAndRead(again);
    await press(button('Discard'));
    render(null, again.root);
    await settle();
    expect(snack.value).toBeNull();
  });

  it('says so again when it cannot be saved then either', async () => {
    const opened = await open({}, { failure: { code: 'storage-full' } });
    await recordAndRead(opened);
    await press(button('Save'));
    render(null, opened.root);
    await settle();
    runSnackAction();
    await settle();
    expect(snack.value?.text).toBe('This could not be saved yet');
  });
});

describe('leaving while it is being saved', () => {
  async function leaveWhileSaving(options: Partial<FakeServicesOptions> = {}) {
    const opened = await open({}, options);
    const { journal } = opened.services;
    const held = Promise.withResolvers<void>();
    const create = journal.create.bind(journal);
    vi.spyOn(journal, 'create').mockImplementation((draft) => held.promise.then(() => create(draft)));
    await recordAndRead(opened);
    await press(button('Save'));
    go({ screen: 'settings', section: null });
    render(null, opened.root);
    await settle();
    expect(snack.value).toBeNull();
    held.resolve();
    await settle();
    return opened;
  }

  it('leaves the person where they are, and says that it is saved', async () => {
    const { entries } = await leaveWhileSaving();
    expect(entries()).toHaveLength(1);
    expect(snack.value?.text).toBe('Saved');
    expect(route.value).toEqual({ screen: 'settings', section: null });
  });

  it('says so when it could not be saved, and offers it again', async () => {
    const { entries } = await leaveWhileSaving({ failure: { code: 'storage-full' } });
    expect(entries()).toHaveLength(0);
    expect(snack.value?.text).toBe('This could not be saved yet');
    expect(snack.value?.action?.label).toBe('Try again');
  });
});

describe('leaving during a recording', () => {
  async function leave() {
    const opened = await open();
    await press(button('Start recording'));
    await speak(opened.recordings[0]);
    render(null, opened.root);
    await settle();
    return opened;
  }

  it('closes the microphone, and the recording is there for whoever goes back', async () => {
    const { recordings, services } = await leave();
    expect(recordings[0]?.open.value).toBe(false);
    expect(snack.value?.text).toBe('The recording has stopped. It is not saved yet.');
    expect(services.journal.entries.value).toHaveLength(0);
    runSnackAction();
    expect(route.value).toEqual({ screen: 'voice', entry: null });
    const { entries } = await open();
    await press(button('Save'));
    expect(entries()).toHaveLength(1);
    expect(snack.value?.text).toBe('Saved');
  });

  it('finds it too when the person comes back by another way, and takes the notice away', async () => {
    await leave();
    await open();
    expect(snack.value).toBeNull();
    expect(button('Save')).toBeDefined();
  });

  it('lets it go when asked to', async () => {
    await leave();
    expect(snack.value?.decline?.label).toBe('Discard');
    declineSnack();
    await settle();
    await open();
    expect(button('Start recording')).toBeDefined();
  });

  it('keeps it for as long as nobody has answered, also behind another notice, and asks before the tab closes', async () => {
    const asks = () => {
      const closing = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(closing);
      return closing.defaultPrevented;
    };
    expect(asks()).toBe(false);
    await leave();
    const notice = snack.value;
    dismissSnack();
    expect(snack.value).toBe(notice);
    showSnack({ text: 'Kept' });
    dismissSnack();
    expect(snack.value).toBe(notice);
    expect(asks()).toBe(true);
    const { entries, root } = await open();
    await press(button('Save'));
    render(null, root);
    await settle();
    expect(entries()).toHaveLength(1);
    expect(asks()).toBe(false);
  });

  it('waits beside one that was left for another entry', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    await leave();
    const { root, recordings } = await open({}, { entry: first!.id });
    await press(button('Start recording'));
    await speak(recordings[0]);
    render(null, root);
    await settle();
    declineSnack();
    expect(snack.value?.text).toBe('The recording has stopped. It is not saved yet.');
    await open({}, { entry: first!.id });
    expect(button('Start recording')).toBeDefined();
    await open();
    expect(button('Save')).toBeDefined();
  });

  it('does not hand it to another entry, and says nothing where nothing was said', async () => {
    const [first] = fakeEntries(1, systemClock.now());
    await leave();
    const { root, recordings } = await open({}, { entry: first!.id });
    await press(button('Start recording'));
    declineAllSnacks();
    render(null, root);
    await settle();
    expect(recordings[0]?.open.value).toBe(false);
    expect(snack.value).toBeNull();
  });
});

describe('an audio file', () => {
  it('is read without a microphone', async () => {
    const { recordings } = await open();
    await chooseFile('RIFF');
    expect(words()).toContain('How it sounds');
    expect(words()).not.toContain('Keep the recording');
    expect(recordings).toHaveLength(0);
  });

  it.each([
    ['not-decodable', 'This is not sound that this browser can open'],
    ['truncated', 'This file is cut short'],
    ['out-of-memory', 'This is more sound than fits into memory'],
  ] as const)('that is %s gets its sentence', async (voiceTrouble, sentence) => {
    await open({ voiceTrouble });
    await chooseFile('RIFF');
    expect(document.querySelector('[role=alert]')?.textContent).toContain(sentence);
  });

  it('can be stopped, and is where it was', async () => {
    await open({ stuckAt: 0.42 });
    await chooseFile('RIFF');
    await press(button('Cancel'));
    expect(button('Start recording')).toBeDefined();
  });

  it('that is empty is refused before anything is read', async () => {
    await open();
    await chooseFile('');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('This file is empty');
  });
});
