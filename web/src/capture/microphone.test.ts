import { err } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { RECORDING_LIMITS } from '../app/capture-ports.ts';
import { createMicrophone, VOICE_CONSTRAINTS, type MicrophoneHost } from './microphone.ts';

function setUp(change: Partial<MicrophoneHost<string>> = {}) {
  const asked: MediaStreamConstraints[] = [];
  const allotted: number[] = [];
  const host: MicrophoneHost<string> = {
    async getUserMedia(constraints) {
      asked.push(constraints);
      return 'stream';
    },
    open: async () => ({
      sampleRate: 48_000,
      onBlock: () => undefined,
      onLost: () => undefined,
      onHidden: () => undefined,
      close: () => undefined,
    }),
    createEncoder: () => null,
    allocate(samples) {
      allotted.push(samples);
      return new Float32Array(samples);
    },
    measure: () => ({ levelDb: -100, pitchHz: null }),
    ...change,
  };
  return { microphone: createMicrophone(host), asked, allotted };
}

test('permission is asked for at the recording and not before, for the voice as it is', async () => {
  const { microphone, asked } = setUp();
  expect(asked).toEqual([]);
  const recording = await microphone.record({ mostSeconds: 60 });
  expect(recording.ok).toBe(true);
  expect(asked).toEqual([VOICE_CONSTRAINTS]);
  expect(asked[0]?.audio).toMatchObject({
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  });
});

test('no recording is longer than five minutes', async () => {
  const { microphone, allotted } = setUp();
  await microphone.record({ mostSeconds: 3_600 });
  expect(allotted).toEqual([RECORDING_LIMITS.mostSeconds * 16_000]);
});

test('a refusal, a missing and a busy microphone and an old browser are told apart', async () => {
  for (const [name, failure] of [
    ['NotAllowedError', 'permission-denied'],
    ['NotFoundError', 'no-device'],
    ['NotReadableError', 'device-busy'],
  ] as const) {
    const { microphone } = setUp({
      getUserMedia: async () => {
        throw new DOMException('', name);
      },
    });
    expect(await microphone.record({ mostSeconds: 60 })).toEqual(err(failure));
  }
  const without = setUp({ getUserMedia: null });
  expect(await without.microphone.record({ mostSeconds: 60 })).toEqual(err('unsupported'));
});

test('a browser without audio worklets is unsupported', async () => {
  const { microphone } = setUp({
    open: async () => {
      throw new TypeError('audioWorklet is undefined');
    },
  });
  expect(await microphone.record({ mostSeconds: 60 })).toEqual(err('unsupported'));
});

test('a microphone whose sound cannot be converted is closed again', async () => {
  let closed = false;
  const { microphone } = setUp({
    open: async () => ({
      sampleRate: 384_000,
      onBlock: () => undefined,
      onLost: () => undefined,
      onHidden: () => undefined,
      close: () => (closed = true),
    }),
  });
  expect(await microphone.record({ mostSeconds: 60 })).toEqual(err('unsupported'));
  expect(closed).toBe(true);
});
