import { expect, test } from 'vitest';
import { createMediaEncoder, type MediaRecorderHost } from './sound-encoder.ts';

class FakeRecorder extends EventTarget {
  state: RecordingState = 'inactive';
  readonly #sound: Blob;
  constructor(sound: Blob) {
    super();
    this.#sound = sound;
  }
  start() {
    this.state = 'recording';
  }
  pause() {
    this.state = 'paused';
  }
  resume() {
    this.state = 'recording';
  }
  stop() {
    this.state = 'inactive';
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: this.#sound }));
    this.dispatchEvent(new Event('stop'));
  }
}

function setUp(types: readonly string[], sound = new Blob(['opus'])) {
  const recorder = new FakeRecorder(sound);
  const made: MediaRecorderOptions[] = [];
  const host: MediaRecorderHost = {
    isTypeSupported: (type) => types.includes(type),
    create(_stream, options) {
      made.push(options);
      return recorder as unknown as MediaRecorder;
    },
  };
  return { encoder: createMediaEncoder({} as MediaStream, host), recorder, made };
}

const OPUS = 'audio/webm;codecs=opus';

test('opus is preferred, and the whole comes when it is finished', async () => {
  const { encoder, made, recorder } = setUp(['audio/mp4', OPUS]);
  expect(made[0]?.mimeType).toBe(OPUS);
  expect(recorder.state).toBe('recording');
  encoder?.pause();
  expect(recorder.state).toBe('paused');
  encoder?.resume();
  const whole = await encoder?.finish();
  expect([whole?.type, await whole?.text()]).toEqual([OPUS, 'opus']);
});

test('a recorder that the lost microphone has stopped already gives what it has', async () => {
  const { encoder, recorder } = setUp([OPUS]);
  recorder.stop();
  expect((await encoder?.finish())?.size).toBe(4);
});

test('without a format, without sound and after an error there is no original', async () => {
  expect(setUp([]).encoder).toBeNull();
  expect(await setUp([OPUS], new Blob([])).encoder?.finish()).toBeNull();
  const broken = setUp([OPUS]);
  broken.recorder.dispatchEvent(new Event('error'));
  expect(await broken.encoder?.finish()).toBeNull();
});

test('a recorder that will not start does not keep the voice from being heard', () => {
  const host: MediaRecorderHost = {
    isTypeSupported: () => true,
    create: () => {
      throw new DOMException('', 'NotSupportedError');
    },
  };
  expect(createMediaEncoder({} as MediaStream, host)).toBeNull();
});
