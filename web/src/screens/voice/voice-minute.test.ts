import { signal } from '@preact/signals';
import { ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { AUDIO_FILE_MOST_BYTES } from '../../app/capture-ports.ts';
import { createFakeCapture, type FakeRecording } from '../../app/fake-capture.ts';
import { createVoiceMinute, isUnsaved } from './voice-minute.ts';

it('closes a microphone that was allowed only after the person had left', async () => {
  let recording: FakeRecording | null = null;
  const ports = createFakeCapture({ onRecording: (opened) => (recording = opened) });
  let allow = () => {};
  const asked = new Promise<void>((resolve) => (allow = resolve));
  const minute = createVoiceMinute({
    ...ports,
    microphone: {
      async record(limits) {
        await asked;
        return ports.microphone.record(limits);
      },
    },
  });
  const recorded = minute.record(60);
  minute.dispose();
  allow();
  await recorded;
  expect(recording!.open.value).toBe(false);
  expect(minute.stage.value.kind).toBe('asking');
});

it('throws away what a reading brings after it was given up', async () => {
  const ports = createFakeCapture({});
  let finish = () => {};
  const reading = new Promise<void>((resolve) => (finish = resolve));
  let aborted = false;
  const minute = createVoiceMinute({
    ...ports,
    voiceReader: {
      ...ports.voiceReader,
      async readFile(file, options) {
        options?.signal?.addEventListener('abort', () => (aborted = true));
        await reading;
        return ports.voiceReader.readFile(file, options);
      },
    },
  });
  const read = minute.readFile(new Blob(['sound']));
  minute.startOver();
  finish();
  await read;
  expect(aborted).toBe(true);
  expect(minute.stage.value).toEqual({ kind: 'ready' });
});

it('refuses a file over the limit without touching it', async () => {
  const ports = createFakeCapture({});
  const minute = createVoiceMinute(ports);
  await minute.readFile({ size: AUDIO_FILE_MOST_BYTES + 1 } as Blob);
  expect(minute.stage.value).toMatchObject({ kind: 'failed', failure: 'too-large', retry: null });
});

it('says so when nothing was recorded', async () => {
  const minute = createVoiceMinute(createFakeCapture({}));
  await minute.record(60);
  await minute.stop();
  expect(minute.stage.value).toMatchObject({ kind: 'failed', failure: 'nothing-recorded' });
});

it('gives the reader the usual voice as it is at that moment', async () => {
  const ports = createFakeCapture({});
  const current = signal(null);
  const seen: unknown[] = [];
  const minute = createVoiceMinute({
    ...ports,
    usualVoice: { ...ports.usualVoice, current, keep: async () => ok() },
    voiceReader: {
      ...ports.voiceReader,
      readFile: (file, options) => {
        seen.push(options?.usualVoice);
        return ports.voiceReader.readFile(file, options);
      },
    },
  });
  await minute.readFile(new Blob(['sound']));
  expect(seen).toEqual([null]);
});

it('holds what is nowhere else from the first second to the reading, through a failure too', async () => {
  let recording: FakeRecording | null = null;
  const ports = createFakeCapture({
    voiceTrouble: 'crashed',
    onRecording: (opened) => (recording = opened),
  });
  const minute = createVoiceMinute(ports);
  expect(isUnsaved(minute.stage.value)).toBe(false);
  await minute.record(60);
  recording!.seconds.value = 40;
  expect(isUnsaved(minute.stage.value)).toBe(true);
  const unsavedWhile = new Map<string, boolean>();
  minute.stage.subscribe((stage) => unsavedWhile.set(stage.kind, isUnsaved(stage)));
  await minute.stop();
  expect([...unsavedWhile]).toEqual([
    ['recording', true],
    ['reading', true],
    ['failed', true],
  ]);
  minute.startOver();
  expect(isUnsaved(minute.stage.value)).toBe(false);
});

it('holds nothing of a file, which the person has anyway', async () => {
  const minute = createVoiceMinute(createFakeCapture({ voiceTrouble: 'crashed' }));
  const unsaved: boolean[] = [];
  minute.stage.subscribe((stage) => unsaved.push(isUnsaved(stage)));
  await minute.readFile(new Blob(['sound']));
  expect(minute.stage.value.kind).toBe('failed');
  expect(unsaved).not.toContain(true);
});
