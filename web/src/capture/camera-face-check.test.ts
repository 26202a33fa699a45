import { signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { FaceJob, SeenFace } from '../inference/face-messages.ts';
import type { FaceWorker } from '../inference/face-worker.ts';
import { createFaceCheck } from './camera-face-check.ts';
import { CAMERA_CONSTRAINTS, type CameraHost } from './camera.ts';

const NOBODY: SeenFace = {
  landmarks: null,
  hint: 'no-face',
  quality: 0,
  frame: null,
  model: { id: 'face-rules', version: '1.0.0', path: 'rules', leastProbability: 0 },
};

function setUp(
  change: Partial<CameraHost<string>> = {},
  answer: Awaited<ReturnType<FaceWorker['run']>> = ok(NOBODY),
) {
  const asked: MediaStreamConstraints[] = [];
  const jobs: FaceJob[] = [];
  const faceCheck = createFaceCheck<string>({
    worker: {
      status: signal({ kind: 'idle' }),
      async run(job) {
        jobs.push(job);
        return answer;
      },
    },
    camera: {
      async getUserMedia(constraints) {
        asked.push(constraints);
        return 'stream';
      },
      hasWebGl: () => true,
      hasWebAssembly: true,
      open: async () => ({
        stream: {} as MediaStream,
        onFrame: () => undefined,
        grab: () => Promise.reject(new Error('not used')),
        onLost: () => undefined,
        onHidden: () => undefined,
        close: () => undefined,
      }),
      ...change,
    },
    photos: {
      decode: async () => ({ width: 640, height: 480, close: () => undefined }),
      sizeOf: async () => null,
    },
    now: () => 0,
  });
  return { faceCheck, asked, jobs };
}

test('the camera is asked for at openCamera and not before, the front one and no sound', async () => {
  const { faceCheck, asked } = setUp();
  expect(asked).toEqual([]);
  expect((await faceCheck.openCamera()).ok).toBe(true);
  expect(asked).toEqual([CAMERA_CONSTRAINTS]);
  expect(asked[0]).toMatchObject({ audio: false, video: { facingMode: 'user' } });
});

test('a refusal, a missing and a busy camera are told apart', async () => {
  for (const [name, failure] of [
    ['NotAllowedError', 'permission-denied'],
    ['NotFoundError', 'no-device'],
    ['NotReadableError', 'device-busy'],
  ] as const) {
    const { faceCheck } = setUp({
      getUserMedia: async () => {
        throw new DOMException('', name);
      },
    });
    expect(await faceCheck.openCamera()).toEqual(err(failure));
  }
});

test('where no face could be found the camera is not even asked for', async () => {
  for (const [lack, failure] of [
    [{ hasWebGl: () => false }, 'no-webgl'],
    [{ hasWebAssembly: false }, 'no-webassembly'],
    [{ getUserMedia: null }, 'unsupported'],
  ] as const) {
    const { faceCheck, asked } = setUp(lack);
    expect(await faceCheck.openCamera()).toEqual(err(failure));
    expect(asked).toEqual([]);
  }
});

test('a photo without a face is a reading that abstains and says why', async () => {
  const { faceCheck, jobs } = setUp();
  const reading = await faceCheck.readPhoto(new Blob(['photo']));
  expect(reading.ok && reading.value.score.abstained).toBe('low-quality');
  expect(reading.ok && reading.value.detail).toMatchObject({ source: 'photo', hints: ['no-face'] });
  expect(jobs[0]).toMatchObject({ source: 'photo', expression: true });
});

test('what goes wrong with a photo or its reader is told', async () => {
  expect(await setUp().faceCheck.readPhoto(new Blob([]))).toEqual(err('empty'));
  const { faceCheck } = setUp({}, err('no-webgl'));
  expect(await faceCheck.readPhoto(new Blob(['photo']))).toEqual(err('no-webgl'));
});
