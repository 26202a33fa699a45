import { err, ok } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import { expect, test } from 'vitest';
import type { FaceJob, SeenFace } from '../inference/face-messages.ts';
import type { FaceWorker } from '../inference/face-worker.ts';
import { createCameraSession, type OpenCamera } from './camera-session.ts';

const GOOD: Omit<SeenFace, 'landmarks'> = {
  hint: null,
  quality: 0.9,
  frame: {
    distribution: UNIFORM,
    valence: 0,
    arousal: 0,
    quality: {
      eyeDistancePixels: 90,
      pose: { yaw: 0, pitch: 0, roll: 0 },
      luma: 0.5,
      contrast: 0.2,
      quality: 0.9,
    },
  },
  model: { id: 'face-expression', version: '1.0.0', path: 'network', leastProbability: 0 },
};

function landmarks() {
  return Float32Array.from({ length: 3 * 478 }, (_, index) => index);
}

function setUp(
  answer: () => Awaited<ReturnType<FaceWorker['run']>> = () => ok({ ...GOOD, landmarks: landmarks() }),
) {
  const jobs: FaceJob[] = [];
  const moved: Transferable[] = [];
  const waiting: (() => void)[] = [];
  let frame = (): void => undefined;
  let lost = (): void => undefined;
  let hide = (_hidden: boolean): void => undefined;
  let grabbed = 0;
  let stopped = false;
  let atMs = 0;
  const camera: OpenCamera = {
    stream: {} as MediaStream,
    onFrame: (listener) => (frame = listener),
    grab: async () => ({ number: ++grabbed }) as unknown as ImageBitmap,
    onLost: (listener) => (lost = listener),
    onHidden: (listener) => (hide = listener),
    close: () => (stopped = true),
  };
  const session = createCameraSession(
    camera,
    {
      run: (job, options) => {
        jobs.push(job);
        moved.push(...(options?.transfer ?? []));
        return new Promise((resolve) => waiting.push(() => resolve(answer())));
      },
    },
    () => atMs,
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** A frame comes and is answered. */
  const see = async (times = 1, everyMs = 100) => {
    for (let time = 0; time < times; time++) {
      atMs += everyMs;
      frame();
      await settle();
      waiting.shift()?.();
      await settle();
    }
  };
  return {
    ...{ session, jobs, moved, see, settle },
    frame: () => frame(),
    answer: () => waiting.shift()?.(),
    lost: () => lost(),
    hide: (hidden: boolean) => hide(hidden),
    isStopped: () => stopped,
    grabbedTimes: () => grabbed,
  };
}

test('one frame is looked at at a time; those that come meanwhile are let go', async () => {
  const { frame, answer, settle, jobs, moved } = setUp();
  for (let time = 0; time < 5; time++) frame();
  await settle();
  expect(jobs).toHaveLength(1);
  answer();
  await settle();
  frame();
  await settle();
  expect(jobs).toHaveLength(2);
  expect(moved).toHaveLength(2);
});

test('the preview shows where the face is, and after the first frame, which loads the reader, asks for no expression', async () => {
  const { session, see, jobs } = setUp();
  await see(3);
  expect(jobs.map(({ expression }) => expression)).toEqual([true, false, false]);
  expect(jobs[0]?.source).toBe('camera');
  expect(session.live.value).toMatchObject({ hint: null, quality: 0.9 });
  expect([...(session.live.value.points ?? []).slice(0, 4)]).toEqual([0, 1, 3, 4]);
});

test('the points of the frame before are wiped', async () => {
  const { session, see } = setUp();
  await see();
  const before = session.live.value.points;
  await see();
  expect(before?.every((value) => value === 0)).toBe(true);
});

test('collecting reads expressions and ends in one reading', async () => {
  const { session, see, jobs } = setUp();
  await see(2);
  const shares: number[] = [];
  const collected = session.collect({ seconds: 2, onProgress: (share) => shares.push(share) });
  await see(30);
  const reading = await collected;
  expect(reading.ok && reading.value.detail).toMatchObject({ source: 'camera', path: 'network', seconds: 2 });
  expect(reading.ok && reading.value.score.modelId).toBe('face-expression');
  expect(jobs[2]?.expression).toBe(true);
  expect(jobs.at(-1)?.expression).toBe(false);
  expect(shares.at(-1)).toBe(1);
});

test('a camera that is pulled out ends the look and says so', async () => {
  const { session, see, lost } = setUp();
  const collected = session.collect({ seconds: 2 });
  await see(3);
  lost();
  expect(await collected).toEqual(err('no-device'));
  expect(session.interrupted.value).toBe('unplugged');
  expect(session.live.value.points).toBeNull();
  expect(await session.collect({ seconds: 2 })).toEqual(err('no-device'));
});

test('a hidden tab looks at nothing, and goes on when it is seen again', async () => {
  const { session, see, hide, grabbedTimes } = setUp();
  await see();
  hide(true);
  expect(session.interrupted.value).toBe('hidden');
  expect(session.live.value.points).toBeNull();
  await see(3);
  expect(grabbedTimes()).toBe(1);
  hide(false);
  expect(session.interrupted.value).toBeNull();
  await see();
  expect(grabbedTimes()).toBe(2);
});

test('what was asked for before the tab was hidden is not shown', async () => {
  const { session, frame, settle, answer, hide } = setUp();
  frame();
  await settle();
  hide(true);
  answer();
  await settle();
  expect(session.live.value.points).toBeNull();
});

test('what the reader fails with is the answer, and the camera is looked through no more', async () => {
  const { session, see, grabbedTimes } = setUp(() => err('model-corrupt'));
  const collected = session.collect({ seconds: 2 });
  await see(3);
  expect(await collected).toEqual(err('model-corrupt'));
  expect(grabbedTimes()).toBe(1);
});

test('a reader that fails before anything is collected says so at once', async () => {
  const { session, see } = setUp(() => err('model-missing'));
  expect(session.failed.value).toBeNull();
  await see();
  expect(session.failed.value).toBe('model-missing');
});

test('closing stops the camera, wipes what is shown, and cancels what is under way', async () => {
  const { session, see, isStopped, frame, settle, answer } = setUp();
  const collected = session.collect({ seconds: 2 });
  await see();
  const { points } = session.live.value;
  frame();
  await settle();
  session.close();
  answer();
  await settle();
  expect(isStopped()).toBe(true);
  expect(points?.every((value) => value === 0)).toBe(true);
  expect(session.live.value.points).toBeNull();
  expect(await collected).toEqual(err('cancelled'));
});

test('collecting can be cancelled, and begun again', async () => {
  const { session, see } = setUp();
  const controller = new AbortController();
  const cancelled = session.collect({ seconds: 2, signal: controller.signal });
  await see();
  controller.abort();
  expect(await cancelled).toEqual(err('cancelled'));
  const collected = session.collect({ seconds: 1 });
  await see(20);
  expect((await collected).ok).toBe(true);
});
