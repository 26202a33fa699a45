// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { acceptNotice, withdrawNotice } from '../../app/capture-notices.ts';
import type { FakeCaptureOptions, FakeRecording } from '../../app/fake-capture.ts';
import { fakeUsualVoice, fakeVoiceReading } from '../../app/fake-readings.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { runSnackAction } from '../../app/snackbar.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { UsualVoiceSection } from './usual-voice-section.tsx';

beforeAll(loadOnDemandWords);

beforeEach(() => {
  now.value = systemClock.now();
  acceptNotice('voice');
});

const words = () => document.body.textContent ?? '';

async function open(capture: FakeCaptureOptions = {}) {
  const recordings: FakeRecording[] = [];
  const services = createFakeServices({
    clock: systemClock,
    capture: { onRecording: (recording) => recordings.push(recording), ...capture },
  });
  await show(<UsualVoiceSection />, services);
  return {
    recordings,
    usual: () => services.usualVoice.current.value,
    readAloud: async () => {
      await press(button('Record this sentence'));
      recordings.at(-1)!.seconds.value = 4;
      await settle();
      await press(
        [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith('Done'))!,
      );
    },
  };
}

it('makes a reference of five sentences, kept only when the person says so', async () => {
  const { usual, readAloud } = await open();
  await press(button('Read the five sentences'));
  for (let sentence = 1; sentence <= 5; sentence++) {
    expect(words()).toContain(`Sentence ${sentence} of 5`);
    await readAloud();
  }
  expect(usual()).toBeNull();
  await press(button('Keep as my usual voice'));
  expect(usual()?.clips).toBe(5);
  expect(words()).toContain('From 5 recordings');
});

it('says that a sentence was paused when the tab was out of sight, and goes on', async () => {
  const { recordings } = await open();
  await press(button('Read the five sentences'));
  await press(button('Record this sentence'));
  const [recording] = recordings;
  recording!.interrupted.value = 'hidden';
  recording!.state.value = 'paused';
  await settle();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('this tab was out of sight');
  await press(button('Go on'));
  expect(recording!.state.value).toBe('recording');
});

it('takes one sentence again, or all of them', async () => {
  const { readAloud } = await open();
  await press(button('Read the five sentences'));
  for (let sentence = 1; sentence <= 5; sentence++) await readAloud();
  await press(button('Read sentence 2 again'));
  expect(words()).toContain('Sentence 2 of 5');
  await readAloud();
  await press(button('Start all over'));
  expect(words()).toContain('Sentence 1 of 5');
});

it('does not count a sentence without speech', async () => {
  const { score, detail } = fakeVoiceReading(null);
  const { readAloud } = await open({
    voiceReading: { score, detail: { ...detail, problems: ['silence'] } },
  });
  await press(button('Read the five sentences'));
  await readAloud();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('There is no sound in it');
  await press(button('Try again'));
  expect(words()).toContain('Sentence 1 of 5');
});

it('asks for no microphone before the notice', async () => {
  withdrawNotice('voice');
  await open();
  await press(button('Read the five sentences'));
  expect(words()).toContain('an emotion recognition system');
});

it('forgets the reference, and takes that back', async () => {
  const before = fakeUsualVoice(0);
  const { usual } = await open({ usualVoice: before });
  await press(button('Forget it'));
  expect(usual()).toBeNull();
  runSnackAction();
  await settle();
  expect(usual()).toEqual(before);
});
